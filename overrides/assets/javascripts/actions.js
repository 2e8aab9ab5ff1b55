// @ts-check
// What a reader can do with a tip: copy its address, or begin a new tip, whose form gets the reader's own day.

const SAID = 2500; // milliseconds for which a button says what it has done

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!(button instanceof HTMLButtonElement) || !navigator.clipboard) continue;
  const label = button.textContent;
  const status = button.parentElement?.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = "Link copied";
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
    } catch {
      said = "The browser did not allow it";
    }
    button.textContent = said;
    if (status) status.textContent = said;
    setTimeout(() => {
      button.textContent = label;
      if (status) status.textContent = "";
    }, SAID);
  });
}

for (const link of document.querySelectorAll("a[data-suggest]")) {
  if (!(link instanceof HTMLAnchorElement)) continue;
  link.addEventListener("click", () => {
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    link.href = link.href.replace("YYYY-MM-DD", day).replace("YYYY", day.slice(0, 4));
  });
}
