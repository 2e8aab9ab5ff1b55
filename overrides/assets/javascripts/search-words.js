// @ts-check
// Words, as the search index and a page's text are both cut into them.

// Scripts that put no spaces between words; the index holds each character by itself (scraper/archive/search/plain_text.py).
const UNSPACED = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
export const UNSPACED_ONE = new RegExp(`[${UNSPACED}]`, "gu");
export const UNSPACED_RUN = new RegExp(`^[${UNSPACED}]+$`, "u");
export const WORD = /[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** A word without case, accents and apostrophes. @param {string} text */
export const fold = (text) => text.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase();

/** @param {string} text @returns {string[]} */
export const wordsOf = (text) => text.match(WORD) ?? [];

/** Whether two folded words may well be forms of one: "waiting" and "waits". @param {string} a @param {string} b */
export function related(a, b) {
  const least = Math.min(Math.max(a.length, b.length), 3);
  return a.slice(0, least) === b.slice(0, least);
}

/** The words of a found tip's text at the places where the index found them. @param {any} data as Pagefind gives it */
export function piecesFound(data) {
  const text = /** @type {string} */ (data.raw_content);
  const pieces = text.includes("\u200b") ? text.split("\u200b") : text.split(/\s+/);
  const places = [...new Set(/** @type {number[]} */ (data.locations))].sort((a, b) => a - b);
  return places.map((place) => ({ place, piece: pieces[place] ?? "" }));
}
