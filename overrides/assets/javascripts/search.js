// @ts-check
// Search on every page: "/" and Ctrl or Cmd with K open it. The search page keeps its criteria in the address.
import { SearchPanel } from "./search-panel.js";
/** @typedef {import("./search-index.js").Criteria} Criteria */

const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-search-dialog]"));
const root = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-panel]"));
const KEYS = /** @type {const} */ (["q", "tag", "year", "author", "sort"]);

/** @returns {Criteria} */
function fromAddress() {
  const parameters = new URLSearchParams(location.search);
  return /** @type {Criteria} */ (Object.fromEntries(KEYS.map((key) => [key, parameters.get(key) ?? ""])));
}

/** @param {Criteria} criteria */
function toAddress(criteria) {
  const parameters = new URLSearchParams(KEYS.filter((key) => criteria[key]).map((key) => [key, criteria[key]]));
  history.replaceState(history.state, "", parameters.size ? `?${parameters}` : location.pathname);
}

/** @param {Element | null} element whether typing there means text */
function isForText(element) {
  return element instanceof HTMLElement && (element.isContentEditable || element.matches("input, textarea, select"));
}

/** Keep Tab inside the dialog: without this it would leave for the browser's own bars. @param {KeyboardEvent} event */
function keepFocus(event) {
  if (event.key !== "Tab" || !dialog) return;
  const stops = [...dialog.querySelectorAll("a[href], button, input, select")].filter(
    (stop) => stop instanceof HTMLElement && stop.checkVisibility(),
  );
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from || !(to instanceof HTMLElement)) return;
  event.preventDefault();
  to.focus();
}

if (root) {
  const panel = new SearchPanel(root, dialog ? undefined : toAddress);

  const open = () => {
    if (dialog && !dialog.open) dialog.showModal();
    panel.query.focus();
    panel.query.select();
    panel.warm();
  };

  if (dialog) {
    dialog.addEventListener("keydown", keepFocus);
    dialog.addEventListener("click", (event) => {
      const close = event.target instanceof Element && event.target.closest("[data-search-close]");
      if (close || event.target === dialog) dialog.close();
    });
    // In a search field, Esc first empties the field; here it always means: back to the page.
    panel.query.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
  } else {
    panel.criteria = fromAddress();
    panel.search();
    if (!panel.query.value) panel.query.focus();
  }

  document.addEventListener("click", (event) => {
    const opens = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (!opens || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const shortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!shortcut && (!slash || isForText(document.activeElement))) return;
    event.preventDefault();
    open();
  });
}
