// @ts-check
// The search index: Pagefind's files beside this site, opened when they are first asked for.

/**
 * @typedef {{ q: string, tag: string, year: string, author: string, sort: string }} Criteria
 * @typedef {{ [value: string]: number }} Counts how many tips a filter's value would leave
 * @typedef {{ tag: Counts, year: Counts, author: Counts }} FilterCounts
 * @typedef {{ url: string, title: string, date: string, excerptOnly: boolean, excerpt: Node[] }} Hit
 * @typedef {{ total: number, counts: FilterCounts, load: (from: number, to: number) => Promise<Hit[]> }} Found
 */

const SITE = new URL("../../", import.meta.url);
export const FILTERS = /** @type {const} */ (["tag", "year", "author"]);

/** @type {Promise<any> | undefined} */
let opening;

/** Open the index once; after a failure, the next call tries again. */
export function openIndex() {
  opening ??= import(new URL("pagefind/pagefind.js", SITE).href)
    .then(async (pagefind) => {
      await pagefind.options({ excerptLength: 26 });
      await pagefind.init();
      await pagefind.filters(); // until they are loaded, a search counts none
      return pagefind;
    })
    .catch((error) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

/**
 * All tips that meet the criteria, and for each filter how many tips its values would leave.
 * @param {Criteria} criteria
 * @returns {Promise<Found>}
 */
export async function find(criteria) {
  const pagefind = await openIndex();
  const filters = Object.fromEntries(FILTERS.filter((name) => criteria[name]).map((name) => [name, criteria[name]]));
  const order = { newest: "desc", oldest: "asc" }[criteria.sort] ?? (criteria.q ? undefined : "desc");
  const answer = await pagefind.search(criteria.q || null, { filters, ...(order && { sort: { date: order } }) });
  return {
    total: answer.results.length,
    counts: /** @type {FilterCounts} */ (
      // A filter that is set would count only its own value; what it could be changed to is in the query's counts.
      Object.fromEntries(
        FILTERS.map((name) => [name, (criteria[name] ? answer.totalFilters : answer.filters)?.[name] ?? {}]),
      )
    ),
    load: (from, to) =>
      Promise.all(answer.results.slice(from, to).map(async (/** @type {any} */ result) => hit(await result.data()))),
  };
}

/** @param {any} data @returns {Hit} */
function hit(data) {
  return {
    url: new URL(data.raw_url.replace(/^\//, ""), SITE).href,
    title: data.meta.title,
    date: data.meta.date,
    excerptOnly: "mark" in data.meta,
    excerpt: marked(data.excerpt, data.content),
  };
}

/**
 * An excerpt as text and <mark> elements, and nothing else, whatever HTML stands in it; "…" where the text goes on.
 * @param {string} html
 * @param {string} whole the text that it is from
 * @returns {Node[]}
 */
function marked(html, whole) {
  // A parsed document runs no script and loads no image; only its text is taken over.
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const nodes = [...parsed.childNodes].map((node) => {
    const text = node.textContent ?? "";
    if (node.nodeName !== "MARK") return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
  const plain = (parsed.textContent ?? "").trim();
  if (!whole.startsWith(plain.slice(0, 20))) nodes.unshift(document.createTextNode("…"));
  if (!whole.trimEnd().endsWith(plain.slice(-20))) nodes.push(document.createTextNode("…"));
  return nodes;
}
