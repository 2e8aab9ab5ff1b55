// @ts-check
// Hits: found tips as entries of a list, with the words that were found marked, here and on the page that opens.
import { SITE } from "./search-index.js";
import { UNSPACED_RUN, WORD, fold, piecesFound, related, wordsOf } from "./search-words.js";

const MOST_WORDS = 8; // that a link carries to the page it opens
const LONGEST = 40;

/** @param {string} tag @param {string} name @param {...(Node | string)} children @returns {HTMLElement} */
export function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/**
 * A found tip as an item of a list.
 * @param {any} data as Pagefind gives it @param {string} query @param {string} heading "h2"
 */
export function hit(data, query, heading) {
  const found = matched(data, query);
  const link = /** @type {HTMLAnchorElement} */ (element("a", "", ...markedTitle(data.meta.title, found)));
  const url = new URL(data.raw_url, SITE);
  for (const word of found.slice(0, MOST_WORDS)) url.searchParams.append("highlight", word);
  link.href = url.href;
  link.dir = "auto";
  const date = element("p", "hit__date", data.meta.date);
  if (data.meta.mark) date.append(" ", element("span", "mark", data.meta.mark));
  const excerpt = element("p", "hit__excerpt", ...marked(data.excerpt, data.content));
  excerpt.dir = "auto";
  if (data.meta.lang) link.lang = excerpt.lang = data.meta.lang;
  return element("li", "hit", date, element(heading, "", link), excerpt);
}

/**
 * The words of a tip that the query found, as they stand in it, in the order in which they first do.
 * @param {any} data @param {string} query @returns {string[]}
 */
function matched(data, query) {
  const terms = wordsOf(query).map(fold);
  /** @type {Map<string, string>} */
  const found = new Map();
  let run = "";
  const all = piecesFound(data);
  all.forEach(({ place, piece }, n) => {
    const words = wordsOf(piece);
    if (UNSPACED_RUN.test(words.join(""))) {
      run += words.join("");
      if (all[n + 1]?.place === place + 1 && !/[\s\p{P}]$/u.test(piece)) return;
      found.set(run, run);
    } else {
      const telling = words.filter((word) => terms.some((term) => related(fold(word), term)));
      for (const word of telling.length ? telling : words) if (!found.has(fold(word))) found.set(fold(word), word);
    }
    run = "";
  });
  for (const word of wordsOf(data.meta.title)) {
    const folded = fold(word);
    const begins = terms.some((term) => folded.startsWith(term) || (folded.length > 3 && term.startsWith(folded)));
    if (begins && !found.has(folded)) found.set(folded, word);
  }
  return [...found.values()].filter((word) => word.length <= LONGEST);
}

/** @param {string} title @param {string[]} words @returns {Node[]} */
function markedTitle(title, words) {
  const folded = new Set(words.map(fold));
  return split(title, (word) => folded.has(fold(word)));
}

/**
 * An excerpt as text and <mark> elements, and nothing else, whatever HTML stands in it; "…" where the text goes on.
 * @param {string} html
 * @param {string} whole the text that it is from
 * @returns {Node[]}
 */
function marked(html, whole) {
  // A parsed document runs no script and loads no image; only its text is taken over.
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  // Pagefind marks all between two spaces, "(wait)." for "wait".
  const nodes = [...parsed.childNodes].flatMap((node) =>
    split(node.textContent ?? "", () => node.nodeName === "MARK"),
  );
  const plain = (parsed.textContent ?? "").trim();
  if (!whole.startsWith(plain.slice(0, 20))) nodes.unshift(document.createTextNode("…"));
  if (!whole.trimEnd().endsWith(plain.slice(-20))) nodes.push(document.createTextNode("…"));
  return nodes;
}

/** A text with some of its words in <mark> elements. @param {string} text @param {(word: string) => boolean} chosen */
function split(text, chosen) {
  /** @type {Node[]} */
  const nodes = [];
  let end = 0;
  for (const word of text.matchAll(WORD)) {
    if (!chosen(word[0])) continue;
    nodes.push(document.createTextNode(text.slice(end, word.index)), element("mark", "", word[0]));
    end = word.index + word[0].length;
  }
  return [...nodes, document.createTextNode(text.slice(end))];
}
