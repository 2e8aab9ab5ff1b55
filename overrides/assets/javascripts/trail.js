// @ts-check
// The trail: the tag or author whose list a reader came from, kept as long as the tab. A tip's page then shows first
// what is older and newer there. Any other list or the front page ends it.

const KEY = "trail";

/** @param {Element | undefined} element @param {string} name @returns {string} the path of the list that it names */
function named(element, name) {
  const address = element?.getAttribute(name);
  return address ? new URL(address, location.href).pathname : "";
}

function show() {
  const items = [...document.querySelectorAll("[data-trail-of]")];
  const came = sessionStorage.getItem(KEY);
  const own = items.find((item) => named(item, "data-trail-of") === came);
  own?.classList.add("is-own");
  own?.parentElement?.prepend(own);
}

try {
  const list = document.querySelector("[data-trail]") ?? undefined;
  if (list) sessionStorage.setItem(KEY, named(list, "data-trail"));
  else if (document.querySelector("[data-tip]")) show();
  else sessionStorage.removeItem(KEY);
} catch {
  // Some browsers forbid keeping anything; then all tags stand in their own order.
}
