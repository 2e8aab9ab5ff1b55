// @ts-check
// Words found again: a search result's link names the words that were found, ?highlight=wait&highlight=waits, and this
// marks them in the tip that opens. The address is at once rid of them, so that what is shared stays clean.
import { UNSPACED_RUN, WORD, fold } from "./search-words.js";

const PARAMETER = "highlight";
const MOST = 8; // words that are taken from the address
const LONGEST = 40;
const MARKS = 200; // more would only colour the page
const SKIPPED = "script, style, template, button, input, textarea, select, svg, nav";
// Words end where a block does, at a line break, and between two units that touch; within other elements they go on:
// "un<em>believ</em>able". As in scraper/archive/search/plain_text.py.
const BLOCKS =
  "p, li, dt, dd, td, th, pre, blockquote, div, details, summary, figure, figcaption, caption, h1, h2, h3, h4, h5, h6";
const UNITS = "a, code, kbd, samp, time, label";

/** Mark the words that the address names, if there are any in this page's tip. */
export function highlight() {
  const url = new URL(location.href);
  const words = url.searchParams.getAll(PARAMETER).filter((word) => word.length <= LONGEST).slice(0, MOST);
  url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, "", url);
  const article = document.querySelector("[data-search-body]")?.closest("article");
  if (!article) return;
  const parts = article.querySelectorAll("h1, [data-search-body]");
  const marks = [...parts].flatMap((part) => markIn(part, new Set(words.map(fold))));
  if (!marks.length) return;
  const clear = offerToClear(marks);
  article.append(clear);
  const first = marks.find((mark) => !mark.closest("h1")) ?? marks[0];
  const { top, bottom } = first.getBoundingClientRect();
  if (location.hash || (top >= 0 && bottom <= innerHeight)) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  first.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
}

/** @param {Element} part @param {Set<string>} words folded @returns {HTMLElement[]} the marks, in order */
function markIn(part, words) {
  const { text, nodes } = read(part);
  const runs = [...words].filter((word) => UNSPACED_RUN.test(word));
  /** @type {[number, number][]} */
  const places = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    words.has(fold(word)) ? [/** @type {[number, number]} */ ([index, index + word.length])] : runs.flatMap((run) => within(word, index, run)),
  );
  // From the end, so that the places before it stay where they are.
  return places
    .sort(([a], [b]) => a - b)
    .slice(0, MARKS)
    .reverse()
    .flatMap(([from, to]) => markRange(nodes, from, to))
    .reverse();
}

/** Where a run of characters stands in a text without spaces. @param {string} text @param {number} at @param {string} run */
function within(text, at, run) {
  /** @type {[number, number][]} */
  const places = [];
  for (let found = text.indexOf(run); found >= 0; found = text.indexOf(run, found + run.length)) {
    places.push([at + found, at + found + run.length]);
  }
  return places;
}

/**
 * The text of a part in one piece, and each text node with where it begins in it.
 * @param {Element} part @returns {{ text: string, nodes: { node: Text, start: number }[] }}
 */
function read(part) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes = [];
  let text = "";
  /** @type {(Element | null | undefined)[]} */
  let before = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === "BR") text += " ";
    if (!(node instanceof Text)) continue;
    const [block, unit] = [BLOCKS, UNITS].map((selector) => node.parentElement?.closest(selector));
    if (block !== before[0] || (unit && before[1] && unit !== before[1])) text += " ";
    before = [block, unit];
    nodes.push({ node, start: text.length });
    text += node.data;
  }
  return { text, nodes };
}

/** @param {{ node: Text, start: number }[]} nodes @param {number} from @param {number} to @returns {HTMLElement[]} last first */
function markRange(nodes, from, to) {
  /** @type {HTMLElement[]} */
  const marks = [];
  for (const { node, start } of [...nodes].reverse()) {
    const [begin, end] = [Math.max(from - start, 0), Math.min(to - start, node.length)];
    if (begin >= end) continue;
    const range = document.createRange();
    range.setStart(node, begin);
    range.setEnd(node, end);
    const mark = document.createElement("mark");
    mark.className = "found";
    range.surroundContents(mark);
    marks.push(mark);
  }
  return marks;
}

/** @param {HTMLElement[]} marks */
function offerToClear(marks) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "clear-found";
  button.textContent = "Clear marked words";
  button.addEventListener("click", () => {
    for (const mark of marks) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    const heading = button.closest("article")?.querySelector("h1");
    button.remove();
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  });
  return button;
}
