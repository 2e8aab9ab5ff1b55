// @ts-check
// Search on every page: "/" and Ctrl or Cmd with K open it. What it needs is loaded when it is first asked for.

const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-search-dialog]"));
const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));

/** @type {Promise<import("./search-dialog.js").SearchDialog> | undefined} */
let opening;

async function open() {
  if (page) {
    /** @type {HTMLInputElement | null} */ (page.querySelector("[name=q]"))?.select();
  } else if (dialog) {
    // It opens at once, and takes what is typed; the search itself may come a moment later.
    if (!dialog.open) {
      dialog.showModal();
      /** @type {HTMLInputElement | null} */ (dialog.querySelector("[name=q]"))?.select();
    }
    opening ??= import("./search-dialog.js").then(({ SearchDialog }) => new SearchDialog(dialog));
    (await opening).open();
  }
}

/** @param {EventTarget | null} target whether typing there means text */
function isForText(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

if (page) import("./search-page.js").then(({ SearchPage }) => new SearchPage(page));
if (new URLSearchParams(location.search).has("highlight")) import("./highlight.js").then(({ highlight }) => highlight());

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
