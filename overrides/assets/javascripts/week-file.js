// @ts-check
// The files of tips by week of the year, as scraper/archive/views/week_files.py writes them.

/** @typedef {{ title: string, url: string, date: string, year: number, lang?: string }} WeekTip */

/**
 * @param {HTMLElement} element says where the site's root is
 * @param {string} name "01" to "53", or "other"
 * @returns {Promise<WeekTip[]>}
 */
export async function weekFile(element, name) {
  const response = await fetch(fromRoot(element, `weeks/${name}.json`));
  if (!response.ok) throw new Error(`weeks/${name}.json: ${response.status}`);
  return response.json();
}

/**
 * @param {HTMLElement} element
 * @param {string} address from the site's root
 */
export function fromRoot(element, address) {
  return new URL(address, new URL(`${element.dataset.root}/`, location.href)).href;
}

/**
 * @param {HTMLElement} element
 * @returns {[string, number][]} the files there are, each with the number of its tips
 */
export function filesOf(element) {
  return Object.entries(JSON.parse(element.dataset.files ?? "{}"));
}
