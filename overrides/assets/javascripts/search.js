// @ts-check
// Search on every page: "/" and Ctrl or Cmd with K open it. What it needs is loaded when it is first asked for.

const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-search-dialog]"));
const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));

/** @type {Promise<import("./search-dialog.js").SearchDialog> | undefined} */
let opening;

async function open() {
  // It opens at once, and takes what is typed; the search itself may come a moment later.
  if (dialog && !dialog.open) dialog.showModal();
  const query = (dialog ?? page)?.querySelector("input");
  query?.focus();
  query?.select();
  if (!dialog) return;
  opening ??= import("./search-dialog.js").then(({ SearchDialog }) => new SearchDialog(dialog));
  (await opening).open();
}

/** @param {EventTarget | null} target whether typing there means text */
function isForText(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

if (page) import("./search-page.js").then(({ SearchPage }) => new SearchPage(page));
if (new URLSearchParams(location.search).has("highlight")) import("./highlight.js").then(({ highlight }) => highlight());

dialog?.addEventListener("click", (event) => {
  const close = event.target instanceof Element && event.target.closest("[data-search-close]");
  if (close || event.target === dialog) dialog.close();
});
dialog?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault(); // a search field would first empty itself; here it always means: back to the page
  dialog.close();
});
document.addEventListener("click", (event) => {
  const opens = event.target instanceof Element && event.target.closest("[data-search-open]");
  if (!opens || event.ctrlKey || event.metaKey || event.shiftKey || !(page || dialog)) return;
  event.preventDefault();
  open();
});
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const shortcut = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (!shortcut && (!slash || isForText(event.target))) return;
  event.preventDefault();
  open();
});
