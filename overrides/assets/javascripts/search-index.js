// @ts-check
// The search index: Pagefind's files beside this site, opened when they are first asked for.
import { textOf } from "./search-text.js";
import { UNSPACED_ONE, UNSPACED_RUN, fold, piecesFound, related, wordsOf } from "./search-words.js";
/** @typedef {import("./search-criteria.js").Criteria} Criteria */

/**
 * @typedef {{ tips: number, dated: number, common: string[], filters: string, languages: { [code: string]: { hash: string } } }}
 *   Entry what the index says of itself
 * @typedef {(number: number) => Promise<any>} Load loads a found tip by its number
 * @typedef {{ numbers: number[], words: string, load: Load }} Found tips by their place in the archive, the newest of
 *   which is 0, and the words that they were looked for by: none where the query has only such that nearly all tips hold
 */

export const SITE = new URL("../../", import.meta.url);

/** @type {Promise<Entry> | undefined} */
let entry;
/** @type {Promise<any> | undefined} */
let pagefind;

/** @returns {Promise<Entry>} */
export function openEntry() {
  entry ??= fetch(new URL("pagefind/pagefind-entry.json", SITE), { cache: "no-cache" })
    .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`HTTP ${response.status}`))))
    .catch(startAgain);
  return entry;
}

/** Get ready while the reader still thinks. If that fails, the search itself will say so. */
export function warm() {
  openEntry()
    .then(({ tips }) => tips && openIndex())
    .catch(() => {});
}

/** Open the index once. After a failure, the next call tries again: a site may be published anew at any moment. */
function openIndex() {
  pagefind ??= import(new URL("pagefind/pagefind.js", SITE).href)
    .then(async ({ createInstance }) => {
      const instance = createInstance({ excerptLength: 26 });
      await instance.init();
      return instance;
    })
    .catch(startAgain);
  return pagefind;
}

/**
 * All tips in which the words stand, in the order that is asked for; without a word, all tips.
 * @param {Criteria} criteria
 * @returns {Promise<Found>}
 */
export async function find({ q, sort }) {
  const { tips, dated, common, languages } = await openEntry();
  const words = asked(q, new Set(common));
  if (!tips) return { numbers: [], words: q, load: async () => undefined };
  if (!words) {
    const [{ hash }] = Object.values(languages);
    const numbers = ordered([...Array(tips).keys()], sort || "newest", dated);
    return { numbers, words, load: (number) => textOf(number, hash).catch(startAgain) };
  }
  try {
    const answer = await (await openIndex()).search(words);
    /** @type {Map<number, any>} */
    const results = new Map(answer.results.map((/** @type {any} */ one) => [numberOf(one.id), one]));
    if (answer.results.length && farFetched(await answer.results[0].data(), words)) results.clear();
    return {
      numbers: ordered([...results.keys()], sort, dated),
      words,
      load: (number) => results.get(number).data().catch(startAgain),
    };
  } catch (error) {
    return startAgain(error);
  }
}

/** A tip's place in the archive: its name begins with that, the last digit first. @param {string} id "01-1a2b3c4d" */
const numberOf = (id) => parseInt([...id.split("-")[0]].reverse().join(""), 16);

/** @param {number[]} numbers @param {string} sort @param {number} dated how many tips have a date; the others come last */
function ordered(numbers, sort, dated) {
  if (!sort) return numbers;
  const rising = numbers.sort((a, b) => a - b);
  if (sort === "newest") return rising;
  return [...rising.filter((number) => number < dated).reverse(), ...rising.filter((number) => number >= dated)];
}

/**
 * A query as the index can answer it. Words that nearly all tips hold are left out: they tell nothing, and one of them
 * weighs as much as all else that a first search loads. A run of characters that are each in the index by themselves is
 * looked for as it stands.
 * @param {string} q @param {Set<string>} common
 */
function asked(q, common) {
  const spaced = q.replace(UNSPACED_ONE, " $& ").trim();
  if (/^".+"$/.test(q.trim())) return spaced;
  if (UNSPACED_RUN.test(q.trim())) return `"${spaced}"`;
  const words = spaced.split(/\s+/);
  const telling = words.filter((word) => !common.has(word.toLowerCase()));
  return telling.join(" ");
}

/**
 * Whether a query of one word found only the beginning of it. For a word that it does not have, Pagefind takes the
 * longest one that the word begins with: in a small archive, all tips with "a" for "avocado".
 * @param {any} best the first result @param {string} words
 */
function farFetched(best, words) {
  const [term, ...more] = wordsOf(words).map(fold);
  if (!term || more.length) return false;
  const text = piecesFound(best).map(({ piece }) => piece);
  const found = wordsOf((text.length ? text.join(" ") : best.meta.title)).map(fold);
  return !found.some((word) => related(word, term)) && found.some((word) => term.startsWith(word));
}

/** @param {any} error @returns {never} */
function startAgain(error) {
  entry = pagefind = undefined;
  throw error;
}
