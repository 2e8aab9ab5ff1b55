// @ts-check
// Tips of this week in years past, on the reader's own day, in place of those that the page was built with.
import { filesOf, fromRoot, weekFile } from "./week-file.js";
/** @typedef {import("./week-file.js").WeekTip} WeekTip */

const MOST = 3; // tips where none were built in

/**
 * @param {Date} date
 * @returns {[number, string]} year and number of its week by ISO 8601, which are those of its Thursday
 */
function weekOf(date) {
  const thursday = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + 4 - (date.getDay() || 7)));
  const year = thursday.getUTCFullYear();
  const number = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000);
  return [year, String(number).padStart(2, "0")];
}

/**
 * @param {WeekTip[]} tips newest first
 * @param {number} year only those of earlier years
 * @param {number} most
 * @returns {WeekTip[]} one a year, evenly spread, as spread() does in scraper/archive/views/weeks.py
 */
function fromTheYears(tips, year, most) {
  const years = new Map();
  for (const tip of tips) if (tip.year < year && !years.has(tip.year)) years.set(tip.year, tip);
  const all = [...years.values()];
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, n) => all[most > 1 ? Math.floor((n * (all.length - 1)) / (most - 1)) : 0]);
}

const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-past]"));
const list = section?.querySelector("ul");

if (section && list) {
  const [year, week] = weekOf(new Date());
  const rows = [...list.querySelectorAll("li")];
  if (section.dataset.past !== `${year}-${week}` && filesOf(section).some(([name]) => name === week)) {
    // As many rows at most as there were: what stands below stays where it is.
    const tips = fromTheYears(await weekFile(section, week).catch(() => []), year, rows.length || MOST);
    if (tips.length) {
      while (section.hidden && rows.length < tips.length) rows.push(list.appendChild(row()));
      section.hidden = false;
      list.style.minHeight = `${list.getBoundingClientRect().height}px`;
      const heading = section.querySelector("h2");
      if (heading) heading.textContent = "This week in years past";
      rows.forEach((row, n) => (tips[n] ? show(row, tips[n]) : row.remove()));
    }
  }

  /** An empty row, as the template makes them. */
  function row() {
    const [item, date, link] = ["li", "span", "a"].map((name) => document.createElement(name));
    item.className = "past__row";
    date.className = "past__date";
    link.className = "past__tip";
    link.dir = "auto";
    item.append(date, link);
    return /** @type {HTMLLIElement} */ (item);
  }

  /**
   * @param {HTMLLIElement} row
   * @param {WeekTip} tip
   */
  function show(row, tip) {
    const [date, link] = [row.querySelector("span"), row.querySelector("a")];
    if (!date || !link || !section) return;
    date.textContent = tip.date;
    link.textContent = tip.title;
    link.href = fromRoot(section, tip.url);
    if (tip.lang) link.lang = tip.lang;
    else link.removeAttribute("lang");
  }
}
