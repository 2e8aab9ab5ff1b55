// @ts-check
// The text of a tip as the index keeps it, by the tip's number: what a list shows of tips in which no word was looked for.
// For those Pagefind would load the whole of its index.

const FRAGMENTS = new URL("../../pagefind/fragment/", import.meta.url);
const SIGNATURE = "pagefind_dcd"; // stands before the text
const EXCERPT = 26; // words

/**
 * What Pagefind would give of a found tip, with its first words as the excerpt.
 * @param {number} number @param {string} version of the index
 */
export async function textOf(number, version) {
  const name = `${[...number.toString(16)].reverse().join("")}-${version}`; // as scraper/archive/search/stable_index.py has it
  const response = await fetch(new URL(`${name}.pf_fragment`, FRAGMENTS));
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  const text = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).text();
  const { url, content, meta } = JSON.parse(text.slice(SIGNATURE.length));
  const [between, shown] = content.includes("\u200b") ? ["\u200b", ""] : [/\s+/, " "];
  const first = content.split(between).slice(0, EXCERPT).join(shown);
  return { raw_url: url, meta, content, raw_content: content, excerpt: escaped(first), locations: [] };
}

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
