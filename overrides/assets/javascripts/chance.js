// @ts-check
// A random tip: leads to one out of all, each as likely as the others, and leaves no trace in the history.
import { filesOf, fromRoot, weekFile } from "./week-file.js";

const element = /** @type {HTMLElement | null} */ (document.querySelector("[data-chance]"));

if (element) {
  const files = filesOf(element);
  let place = Math.floor(Math.random() * files.reduce((sum, [, count]) => sum + count, 0));
  for (const [name, count] of files) {
    if (place >= count) {
      place -= count;
      continue;
    }
    // Where it can't be fetched, the list on the page is the answer.
    const tips = await weekFile(element, name).catch(() => []);
    if (tips[place]) location.replace(fromRoot(element, tips[place].url));
    break;
  }
}
