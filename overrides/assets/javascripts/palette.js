// @ts-check
// Light or dark. The system decides until a reader does; a choice is kept only while it differs from the system's.
// Loaded in the head and not deferred, so that a page never shows in the wrong colours first.
(() => {
  const KEY = "palette";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  /** @returns {string | null} what the reader chose, if anything; some browsers forbid asking */
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  /** @param {boolean} dark */
  const choose = (dark) => {
    try {
      if (dark === system.matches) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, dark ? "dark" : "light");
    } catch {
      // Then the choice lasts as long as this page.
    }
  };

  const isDark = () => (root.dataset.palette ? root.dataset.palette === "dark" : system.matches);

  const show = () => {
    for (const button of document.querySelectorAll("[data-palette-toggle]")) {
      button.setAttribute("aria-pressed", String(isDark()));
      button.removeAttribute("hidden");
    }
  };

  const scheme = chosen();
  if (scheme === "dark" || scheme === "light") root.dataset.palette = scheme;

  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-palette-toggle]")) return;
    const dark = !isDark();
    choose(dark);
    if (dark === system.matches) delete root.dataset.palette;
    else root.dataset.palette = dark ? "dark" : "light";
    show();
  });
})();
