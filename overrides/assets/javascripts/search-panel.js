// @ts-check
// The search panel: query and filters in, results out; the same on the search page and in the dialog.
import { FILTERS, find, openIndex } from "./search-index.js";
/** @typedef {import("./search-index.js").Criteria} Criteria */
/** @typedef {import("./search-index.js").Hit} Hit */

const PAGE = 10;
const PAUSE = 120; // milliseconds of quiet before a search begins

/** @param {string} tag @param {string} name @param {...(Node | string)} children */
function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** @param {string} text @param {string} url */
function link(text, url) {
  const made = document.createElement("a");
  made.href = url;
  made.textContent = text;
  return made;
}

/** @param {number} number */
const counted = (number) => (number === 1 ? "1 tip" : `${number} tips`);

export class SearchPanel {
  #turn = 0; // what an older turn finds is never shown
  #timer = 0;
  #shown = 0;

  /**
   * @param {HTMLElement} root
   * @param {(criteria: Criteria) => void} [changed] is told of each new criteria
   */
  constructor(root, changed = () => {}) {
    /** @param {string} selector @returns {any} */
    const part = (selector) => root.querySelector(selector);
    this.root = root;
    this.changed = changed;
    /** @type {HTMLFormElement} */ this.form = part("form");
    /** @type {HTMLInputElement} */ this.query = part("[name=q]");
    /** @type {HTMLElement} */ this.status = part("[data-search-status]");
    /** @type {HTMLElement} */ this.help = part("[data-search-help]");
    /** @type {HTMLElement} */ this.results = part("[data-search-results]");
    /** @type {HTMLButtonElement} */ this.more = part("[data-search-more]");
    this.query.addEventListener("input", () => this.#soon());
    this.form.addEventListener("change", (event) => event.target !== this.query && this.search());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search();
    });
    root.addEventListener("keydown", (event) => this.#walk(event));
  }

  /** @returns {Criteria} */
  get criteria() {
    const values = new FormData(this.form);
    /** @param {string} name */
    const value = (name) => String(values.get(name) ?? "").trim();
    return { q: value("q"), tag: value("tag"), year: value("year"), author: value("author"), sort: value("sort") };
  }

  /** Take criteria over, from an address for example; a value that no filter has is kept, and then finds nothing. */
  set criteria(wanted) {
    this.query.value = wanted.q;
    for (const name of [...FILTERS, "sort"]) {
      const select = this.#select(name);
      const value = wanted[/** @type {keyof Criteria} */ (name)];
      if (name !== "sort" && value && ![...select.options].some((option) => option.value === value)) {
        select.add(new Option(value, value));
      }
      select.value = value;
    }
  }

  /** Get ready while the reader still thinks: the index loads, and the filters say what there is. */
  async warm() {
    try {
      await openIndex();
    } catch {
      // The search itself will say so.
    }
    if (!this.#turn) await this.search();
  }

  async search() {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const criteria = this.criteria;
    this.changed(criteria);
    try {
      const found = await find(criteria);
      if (turn !== this.#turn) return;
      this.#offer(found.counts, criteria);
      const asked = criteria.q || FILTERS.some((name) => criteria[name]);
      if (!asked) return this.#show([], "", this.#hint());
      const hits = await found.load(0, PAGE);
      if (turn !== this.#turn) return;
      this.#show(hits, this.#summary(found.total, criteria), found.total ? [] : this.#nothing(criteria));
      this.more.hidden = found.total <= PAGE;
      this.more.onclick = async () => {
        const first = this.#shown;
        const next = await found.load(first, first + PAGE);
        if (turn !== this.#turn) return;
        this.#add(next);
        this.more.hidden = found.total <= this.#shown;
        /** @type {HTMLElement | null} */ (this.results.children[first]?.querySelector("a"))?.focus();
      };
    } catch (error) {
      console.warn("search:", error);
      if (turn === this.#turn) this.#show([], "Search is not available just now.", this.#broken());
    }
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.search(), PAUSE);
  }

  /** @param {string} name */
  #select(name) {
    return /** @type {HTMLSelectElement} */ (this.form.elements.namedItem(name));
  }

  /** @param {import("./search-index.js").FilterCounts} counts @param {Criteria} criteria */
  #offer(counts, criteria) {
    for (const name of FILTERS) {
      const select = this.#select(name);
      const values = Object.entries(counts[name]).filter(([value, count]) => count || value === criteria[name]);
      values.sort(([a], [b]) => (name === "year" ? b.localeCompare(a) : a.localeCompare(b)));
      const unknown = name === "year" ? values.filter(([value]) => value === "Unknown") : [];
      const options = [...values.filter((value) => !unknown.includes(value)), ...unknown];
      if (criteria[name] && !(criteria[name] in counts[name])) options.push([criteria[name], 0]);
      select.replaceChildren(
        new Option("Any", ""),
        ...options.map(([value, count]) => new Option(`${value} (${count})`, value)),
      );
      select.value = criteria[name];
    }
  }

  /** @param {Hit[]} hits @param {string} status @param {(Node | string)[]} help */
  #show(hits, status, help) {
    this.#shown = 0;
    this.results.replaceChildren();
    this.more.hidden = true;
    this.status.textContent = status;
    this.help.replaceChildren(...help);
    this.#add(hits);
  }

  /** @param {Hit[]} hits */
  #add(hits) {
    for (const hit of hits) {
      const date = element("p", "hit__date", hit.date);
      if (hit.excerptOnly) date.append(" ", element("span", "mark", "Excerpt"));
      const title = element("h3", "", link(hit.title, hit.url));
      this.results.append(element("li", "hit", title, element("p", "hit__excerpt", ...hit.excerpt), date));
    }
    this.#shown += hits.length;
  }

  /** @param {number} total @param {Criteria} criteria */
  #summary(total, criteria) {
    const words = [total ? counted(total) : "No tips"];
    if (criteria.q) words.push(`for “${criteria.q}”`);
    if (criteria.tag) words.push(`tagged ${criteria.tag}`);
    if (criteria.year) words.push(criteria.year === "Unknown" ? "without a date" : `from ${criteria.year}`);
    if (criteria.author) words.push(`by ${criteria.author}`);
    return words.join(" ");
  }

  #hint() {
    return [element("p", "", "Type a word or two, or choose a tag, a year or an author.")];
  }

  /** @param {Criteria} criteria */
  #nothing(criteria) {
    const help = [element("p", "", "Try fewer or other words, ", ...this.#elsewhere())];
    if (FILTERS.some((name) => criteria[name])) {
      const drop = /** @type {HTMLButtonElement} */ (element("button", "button", "Search without filters"));
      drop.type = "button";
      drop.addEventListener("click", () => {
        this.criteria = { ...this.criteria, tag: "", year: "", author: "" };
        this.query.focus();
        this.search();
      });
      help.push(drop);
    }
    return help;
  }

  #broken() {
    return [element("p", "", "Its index could not be loaded. Until it can, ", ...this.#elsewhere())];
  }

  #elsewhere() {
    const { archive = "", tags = "" } = this.root.dataset;
    return ["look through the ", link("archive by year", archive), " or the ", link("tags", tags), "."];
  }

  /** Arrow keys walk between the query and the results. @param {KeyboardEvent} event */
  #walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (event.target instanceof HTMLSelectElement) return;
    const stops = [this.query, ...this.results.querySelectorAll("a")];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}
