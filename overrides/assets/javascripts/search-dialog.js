// @ts-check
// Quick find: a dialog over any page, with the first results and a way to the search page for all of them.
import { counted, nothingChosen, pause, toAddress } from "./search-criteria.js";
import { hit } from "./search-hits.js";
import { find, warm } from "./search-index.js";

const FIRST = 6; // results
export class SearchDialog {
  #turn = 0; // what an older turn finds is never shown
  #timer = 0;

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    /** @param {string} selector @returns {any} */
    const part = (selector) => dialog.querySelector(selector);
    this.dialog = dialog;
    /** @type {HTMLInputElement} */ this.query = part("[name=q]");
    /** @type {HTMLElement} */ this.status = part("[data-search-status]");
    /** @type {HTMLElement} */ this.help = part("[data-search-help]");
    /** @type {HTMLElement} */ this.results = part("[data-search-results]");
    /** @type {HTMLAnchorElement} */ this.all = part("[data-search-all]");
    this.page = this.all.href;
    this.query.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.search(), pause(this.query.value));
    });
    dialog.addEventListener("keydown", (event) => this.#press(event));
  }

  /** Get ready; what was typed before this script had come is searched at once. */
  open() {
    warm();
    if (this.query.value && !this.#turn) this.search();
  }

  async search() {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const q = this.query.value.trim();
    const criteria = { q, sort: "", chosen: nothingChosen() };
    this.all.href = this.page + toAddress(criteria);
    if (!q) return this.#show([], "", false);
    try {
      const found = await find(criteria);
      if (turn !== this.#turn) return;
      const hits = await Promise.all(found.numbers.slice(0, FIRST).map(found.load));
      if (turn !== this.#turn) return;
      const total = found.numbers.length;
      const words = total > FIRST ? `The first ${FIRST} of ${counted(total)}` : total ? counted(total) : "No tips";
      const of = found.words ? `${words} for “${q}”` : `${words}; nearly all tips hold “${q}”`;
      this.#show(hits.map((data) => hit(data, found.words, "h3")), of, !total);
    } catch (error) {
      console.warn("search:", error);
      if (turn === this.#turn) this.#show([], "Search is not available just now.", true);
    }
  }

  /** @param {Node[]} hits @param {string} status @param {boolean} help whether to show other ways to find a tip */
  #show(hits, status, help) {
    this.results.replaceChildren(...hits);
    this.status.textContent = status;
    this.help.hidden = !help;
    this.dialog.scrollTop = 0;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#walk(event);
    if (event.key === "Tab") this.#keepFocus(event);
  }

  /** Arrow keys walk between the query and the results. @param {KeyboardEvent} event */
  #walk(event) {
    const stops = [this.query, ...this.results.querySelectorAll("a"), this.all];
    const at = stops.indexOf(/** @type {any} */ (document.activeElement));
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  /** Keep Tab inside: without this it would leave for the browser's own bars. @param {KeyboardEvent} event */
  #keepFocus(event) {
    const stops = [...this.dialog.querySelectorAll("a[href], button, input")].filter(
      (stop) => stop instanceof HTMLElement && stop.checkVisibility(),
    );
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (document.activeElement !== from || !(to instanceof HTMLElement)) return;
    event.preventDefault();
    to.focus();
  }
}
