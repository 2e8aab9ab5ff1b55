// @ts-check
// What a reader asks for, and how it stands in the search page's address: ?q=wait&tag=phone&tag=email&sort=newest

/**
 * @typedef {"tag" | "year" | "author" | "source"} FilterName
 * @typedef {{ [name in FilterName]: string[] }} Chosen the values chosen of each filter
 * @typedef {{ q: string, sort: string, chosen: Chosen }} Criteria
 */

/** @type {readonly FilterName[]} */
export const FILTERS = ["tag", "year", "author", "source"];
const ORDERS = ["newest", "oldest"];
const PAUSE = 150; // milliseconds of quiet before a search begins
const LONG_PAUSE = 700; // one letter finds nearly everything, and is seldom all that will be typed
const UNDATED = "Unknown"; // the year of a tip whose date nobody knows

/** @returns {Chosen} */
export const nothingChosen = () => ({ tag: [], year: [], author: [], source: [] });

/** @param {Chosen} chosen @returns {[FilterName, string][]} */
export const pairs = (chosen) => FILTERS.flatMap((name) => chosen[name].map((value) => /** @type {any} */ ([name, value])));

/** @param {string} query an address's, "?q=wait" @returns {Criteria} */
export function fromAddress(query) {
  const parameters = new URLSearchParams(query);
  const chosen = nothingChosen();
  for (const name of FILTERS) chosen[name] = [...new Set(parameters.getAll(name).filter(Boolean))];
  const sort = parameters.get("sort") ?? "";
  return { q: parameters.get("q") ?? "", sort: ORDERS.includes(sort) ? sort : "", chosen };
}

/** @param {Criteria} criteria @returns {string} an address's query, or nothing where nothing is asked */
export function toAddress({ q, sort, chosen }) {
  const parameters = new URLSearchParams();
  if (q) parameters.append("q", q);
  for (const [name, value] of pairs(chosen)) parameters.append(name, value);
  if (sort) parameters.append("sort", sort);
  return parameters.size ? `?${parameters}` : "";
}

/** How long to wait for the next letter. @param {string} query */
export const pause = (query) => (/^\s*[a-z]\s*$/i.test(query) ? LONG_PAUSE : PAUSE);

/** @param {number} number */
export const counted = (number) => (number === 1 ? "1 tip" : `${number.toLocaleString("en")} tips`);

/** @param {FilterName} name @param {string} value */
export const labelled = (name, value) => (name === "year" && value === UNDATED ? "Date unknown" : value);

/** A filter as part of a sentence: "tagged phone". @param {FilterName} name @param {string[]} values */
export function phrase(name, values) {
  if (name === "tag") return `tagged ${listed(values, "and")}`;
  if (name === "author") return `by ${listed(values, "or")}`;
  const dated = values.filter((value) => name === "source" || value !== UNDATED);
  const words = dated.length ? [`from ${listed(dated, "or")}`] : [];
  return [...words, ...(dated.length < values.length ? ["without a date"] : [])].join(" or ");
}

/**
 * @param {number} total
 * @param {Criteria} criteria
 * @param {string} asked the words that were looked for, none where they tell nothing
 */
export function summary(total, { q, chosen }, asked) {
  const words = [total ? counted(total) : "No tips"];
  if (asked) words.push(`for “${q.trim()}”`);
  for (const name of FILTERS) if (chosen[name].length) words.push(phrase(name, chosen[name]));
  return words.join(" ") + (q.trim() && !asked ? `; nearly all tips hold “${q.trim()}”` : "");
}

/** @param {string[]} values @param {string} word */
function listed(values, word) {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} ${word} ${values.at(-1)}`;
}
