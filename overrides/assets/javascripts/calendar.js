// @ts-check
// The calendar by keyboard: each year is one stop of the Tab key, and within and across years arrows go from tip to tip.

/** @typedef {{ link: HTMLAnchorElement, year: number, row: number, column: number }} Week */

const calendar = /** @type {HTMLElement | null} */ (document.querySelector("[data-calendar]"));

/** @type {Week[][][]} years as they stand, of rows, of the weeks that have tips */
const years = [...(calendar?.querySelectorAll("table") ?? [])]
  .map((table) => [...table.rows])
  .filter((rows) => rows.some((row) => row.querySelector("a")))
  .map((rows, year) =>
    rows.map((row, rowNumber) =>
      [...row.cells].flatMap((cell, column) => {
        const link = cell.querySelector("a");
        return link ? [{ link, year, row: rowNumber, column }] : [];
      }),
    ),
  );
const weeks = new Map(years.flat(2).map((week) => [week.link, week]));
// The newest year stands first, and within a year the weeks stand in the order of time.
const inTime = years.toReversed().flat(2);

/**
 * @param {Week[][]} rows in the order in which to look
 * @param {number} column
 * @returns {Week | undefined} the week nearest to a column in the first row that has one
 */
function nearest(rows, column) {
  const row = rows.find((weeks) => weeks.length) ?? [];
  return row.toSorted((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column))[0];
}

/** @type {Record<string, (week: Week) => Week | undefined>} */
const MOVES = {
  ArrowLeft: (week) => inTime[inTime.indexOf(week) - 1],
  ArrowRight: (week) => inTime[inTime.indexOf(week) + 1],
  ArrowUp: ({ year, row, column }) =>
    nearest([...years.slice(0, year).flat(), ...years[year].slice(0, row)].toReversed(), column),
  ArrowDown: ({ year, row, column }) =>
    nearest([...years[year].slice(row + 1), ...years.slice(year + 1).flat()], column),
  PageUp: ({ year, row, column }) => inYear(year - 1, row, column),
  PageDown: ({ year, row, column }) => inYear(year + 1, row, column),
  Home: ({ year }) => years[year].flat()[0],
  End: ({ year }) => years[year].flat().at(-1),
};

/**
 * @param {number} year
 * @param {number} row
 * @param {number} column
 * @returns {Week | undefined} the week at about the same time of another year
 */
function inYear(year, row, column) {
  const distance = (/** @type {Week} */ week) => Math.abs((week.row - row) * 13 + week.column - column);
  return years[year]?.flat().toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Make a week the one at which Tab stops in its year. @param {Week} week */
function stopAt(week) {
  for (const { link } of years[week.year].flat()) link.tabIndex = link === week.link ? 0 : -1;
}

/** @param {Event} event @returns {Week | undefined} */
function weekAt(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  return link ? weeks.get(link) : undefined;
}

if (calendar) {
  for (const year of years) {
    const newest = year.flat().at(-1);
    if (newest) stopAt(newest);
  }
  calendar.dataset.ready = "";
  calendar.addEventListener("focusin", (event) => {
    const week = weekAt(event);
    if (week) stopAt(week);
  });
  calendar.addEventListener("keydown", (event) => {
    const week = weekAt(event);
    if (event.key === "Escape") calendar.dataset.quiet = "";
    if (!week || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    move(week)?.link.focus();
  });
  // Esc takes a week's words away, and the next week brings words back.
  for (const kind of ["pointerover", "focusin"]) {
    calendar.addEventListener(kind, () => delete calendar.dataset.quiet);
  }
}
