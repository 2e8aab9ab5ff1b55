// @ts-check
// Light or dark. The system decides until a reader does; a choice is kept only while it differs from the system's.
// A line in the head of each page has shown the page in the colours that were chosen.

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-palette-toggle]"));

const isDark = () => (root.dataset.palette ? root.dataset.palette === "dark" : system.matches);

const show = () => {
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
  }
};

const toggle = () => {
  const scheme = isDark() ? "light" : "dark";
  const isSystems = (scheme === "dark") === system.matches;
  if (isSystems) delete root.dataset.palette;
  else root.dataset.palette = scheme;
  try {
    if (isSystems) localStorage.removeItem("palette");
    else localStorage.setItem("palette", scheme);
  } catch {
    // Some browsers forbid it. Then the choice lasts as long as this page.
  }
  show();
};

system.addEventListener("change", show);
for (const button of buttons) button.addEventListener("click", toggle);
show();
