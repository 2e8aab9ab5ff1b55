// @ts-check
// Filters: which tags, year, author and source each tip has. Tags narrow together; of the others, one value is enough.
import { SITE, openEntry } from "./search-index.js";
import { FILTERS } from "./search-criteria.js";
/** @typedef {import("./search-criteria.js").FilterName} FilterName */
/** @typedef {import("./search-criteria.js").Chosen} Chosen */
/** @typedef {{ values: string[], tips: number[][] }} Filter its values, and the places in them of each tip's own */

/** @type {Promise<Filters> | undefined} */
let opening;

/** @returns {Promise<Filters>} */
export function openFilters() {
  opening ??= openEntry()
    .then(async (entry) => {
      if (!entry.tips) return new Filters({}, 0);
      const response = await fetch(new URL(`pagefind/${entry.filters}`, SITE));
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return new Filters(await response.json(), entry.tips);
    })
    .catch((error) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

export class Filters {
  /** @param {{ [name in FilterName]?: Filter }} filters @param {number} tips how many there are */
  constructor(filters, tips) {
    this.filters = filters;
    this.tips = tips;
  }

  /** @param {FilterName} name @returns {string[]} the most frequent first */
  values(name) {
    return this.filters[name]?.values ?? [];
  }

  /** Those of the tips that meet all filters. @param {number[]} numbers @param {Chosen} chosen */
  matching(numbers, chosen) {
    const tests = FILTERS.filter((name) => chosen[name].length).map((name) => this.#test(name, chosen[name]));
    return tests.length ? numbers.filter((number) => tests.every((test) => test(number))) : numbers;
  }

  /**
   * How many tips each value of a filter would leave. A further tag narrows what is there; another year would stand
   * beside the chosen one, so what is chosen of its own filter does not count.
   * @param {FilterName} name @param {number[]} numbers @param {Chosen} chosen
   * @returns {Map<string, number>}
   */
  counts(name, numbers, chosen) {
    const { values = [], tips = [] } = this.filters[name] ?? {};
    const counts = new Array(values.length).fill(0);
    for (const number of this.matching(numbers, name === "tag" ? chosen : { ...chosen, [name]: [] }))
      for (const place of tips[number]) counts[place] += 1;
    return new Map(values.map((value, place) => [value, counts[place]]));
  }

  /** @param {FilterName} name @param {string[]} chosen @returns {(number: number) => boolean} */
  #test(name, chosen) {
    const { values = [], tips = [] } = this.filters[name] ?? {};
    const places = chosen.map((value) => values.indexOf(value));
    return name === "tag"
      ? (number) => places.every((place) => tips[number]?.includes(place))
      : (number) => places.some((place) => tips[number]?.includes(place));
  }
}
