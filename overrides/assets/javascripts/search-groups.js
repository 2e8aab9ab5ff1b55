// @ts-check
// Filter groups: the values of each filter as boxes to tick, with how many tips each would leave.
import { FILTERS, labelled } from "./search-criteria.js";
import { element } from "./search-hits.js";
/** @typedef {import("./search-criteria.js").FilterName} FilterName */
/** @typedef {import("./search-criteria.js").Chosen} Chosen */
/** @typedef {import("./search-filters.js").Filters} Filters */

const FEW = 8; // values that show at first
const TITLES = { tag: "Tags", year: "Years", author: "Authors", source: "Sources" };

export class FilterGroups {
  /** @type {Group[]} */
  #groups = [];

  /** @param {HTMLElement} root where the groups stand */
  constructor(root) {
    this.root = root;
  }

  /**
   * Show how many of the tips each value would leave, and which are chosen.
   * @param {Filters} filters @param {number[]} numbers @param {Chosen} chosen
   */
  show(filters, numbers, chosen) {
    if (!this.#groups.length) {
      // Where there is only one value there is nothing to choose.
      const names = FILTERS.filter((name) => filters.values(name).length > 1);
      this.#groups = names.map((name) => new Group(name, filters.values(name)));
      this.root.replaceChildren(...this.#groups.map((group) => group.root));
    }
    for (const group of this.#groups) {
      group.show(filters.counts(group.name, numbers, chosen), chosen[group.name]);
    }
  }

  /** Tick what is chosen, before anybody has counted. @param {Chosen} chosen */
  tick(chosen) {
    for (const group of this.#groups) group.tick(chosen[group.name]);
  }
}

class Group {
  #all = false; // whether all values show

  /** @param {FilterName} name @param {string[]} values the most frequent first */
  constructor(name, values) {
    this.name = name;
    const frequent = name === "year" ? [...values].sort(byYear) : values;
    this.rows = new Map(frequent.map((value) => [value, new Row(name, value)]));
    this.frequent = [...this.rows.values()];
    this.alphabetical = [...this.frequent];
    if (name !== "year") this.alphabetical.sort((a, b) => a.label.localeCompare(b.label));
    this.list = element("ul", "facet__values", ...this.frequent.map((row) => row.root));
    this.more = /** @type {HTMLButtonElement} */ (element("button", "facet__more"));
    this.more.type = "button";
    this.more.addEventListener("click", () => {
      this.#all = !this.#all;
      this.list.append(...(this.#all ? this.alphabetical : this.frequent).map((row) => row.root));
      this.#fold();
    });
    this.root = element("fieldset", "facet", element("legend", "facet__title", TITLES[name]), this.list, this.more);
  }

  /** @param {Map<string, number>} counts @param {string[]} chosen */
  show(counts, chosen) {
    for (const [value, row] of this.rows) row.count(counts.get(value) ?? 0);
    this.tick(chosen);
    this.#fold();
  }

  /** @param {string[]} chosen */
  tick(chosen) {
    for (const [value, row] of this.rows) row.box.checked = chosen.includes(value);
  }

  #fold() {
    const useful = this.frequent.filter((row) => row.counted || row.box.checked);
    const ticked = useful.filter((row) => row.box.checked);
    const others = useful.filter((row) => !row.box.checked).slice(0, Math.max(FEW - ticked.length, 0));
    const first = new Set([...ticked, ...others]);
    for (const row of this.frequent) row.root.hidden = !(this.#all ? useful.includes(row) : first.has(row));
    this.more.hidden = useful.length <= first.size;
    this.more.setAttribute("aria-expanded", String(this.#all));
    this.more.textContent = this.#all ? "Show fewer" : `Show all ${useful.length}`;
    this.more.append(element("span", "visually-hidden", ` ${TITLES[this.name].toLowerCase()}`));
    this.root.hidden = !useful.length;
  }
}

class Row {
  counted = 0;

  /** @param {FilterName} name @param {string} value */
  constructor(name, value) {
    this.label = labelled(name, value);
    this.box = /** @type {HTMLInputElement} */ (document.createElement("input"));
    Object.assign(this.box, { type: "checkbox", name, value });
    const text = element("span", "facet__label", this.label);
    text.dir = "auto";
    this.number = element("span", "facet__count");
    this.root = element("li", "", element("label", "facet__value", this.box, text, this.number));
  }

  /** @param {number} count */
  count(count) {
    this.counted = count;
    this.number.replaceChildren(count.toLocaleString("en"), element("span", "visually-hidden", count === 1 ? " tip" : " tips"));
  }
}

/** The newest first, and last what has none. @param {string} a @param {string} b */
function byYear(a, b) {
  return Number(b) - Number(a) || (Number.isNaN(Number(a)) ? 1 : 0) - (Number.isNaN(Number(b)) ? 1 : 0);
}
