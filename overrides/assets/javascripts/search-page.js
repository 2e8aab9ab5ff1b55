// @ts-check
// The search page: what is asked for stands in the address, so that it can be shared, reloaded and gone back to.
import { counted, fromAddress, labelled, nothingChosen, pairs, pause, summary, toAddress } from "./search-criteria.js";
import { openFilters } from "./search-filters.js";
import { FilterGroups } from "./search-groups.js";
import { element, hit } from "./search-hits.js";
import { find, openEntry, warm } from "./search-index.js";
/** @typedef {import("./search-criteria.js").Criteria} Criteria */
/** @typedef {import("./search-criteria.js").Chosen} Chosen */

const PAGE = 10; // results
const WIDE = matchMedia("(min-width: 44.001em)"); // where the filters stand beside the results

export class SearchPage {
  #turn = 0; // what an older turn finds is never shown
  #timer = 0;
  #shown = 0;
  #settled = location.search; // the address of what was last asked on purpose, not in the middle of a word
  /** @type {number[] | undefined} */
  #numbers; // of the tips that the words alone find; none while they are looked for

  /** @param {HTMLElement} root */
  constructor(root) {
    /** @param {string} selector @returns {any} */
    const part = (selector) => root.querySelector(selector);
    this.root = root;
    /** @type {HTMLFormElement} */ this.form = part("form");
    /** @type {HTMLInputElement} */ this.query = part("[name=q]");
    /** @type {HTMLSelectElement} */ this.sort = part("[name=sort]");
    /** @type {HTMLElement} */ this.order = part("[data-search-order]");
    /** @type {HTMLDetailsElement} */ this.drawer = part("[data-search-filters]");
    /** @type {HTMLElement} */ this.number = part("[data-search-number]");
    /** @type {HTMLElement} */ this.active = part("[data-search-active]");
    /** @type {HTMLElement} */ this.status = part("[data-search-status]");
    /** @type {HTMLElement} */ this.help = part("[data-search-help]");
    /** @type {HTMLElement} */ this.ways = part("[data-search-ways]");
    /** @type {HTMLElement} */ this.hint = part("[data-search-hint]");
    /** @type {HTMLElement} */ this.results = part("[data-search-results]");
    /** @type {HTMLButtonElement} */ this.more = part("[data-search-more]");
    this.groups = new FilterGroups(part("[data-search-groups]"));
    this.chosen = nothingChosen();
    this.#listen();
    this.drawer.open = WIDE.matches;
    const typed = this.query.value; // before this script had come
    this.#restore();
    if (typed && typed !== this.query.value) {
      this.query.value = typed;
      this.#search("typed");
    }
  }

  /** @returns {Criteria} */
  get criteria() {
    return { q: this.query.value, sort: this.sort.value, chosen: this.chosen };
  }

  set criteria({ q, sort, chosen }) {
    this.query.value = q;
    this.sort.value = sort;
    this.chosen = chosen;
    this.groups.tick(chosen);
  }

  #listen() {
    this.query.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#search("typed"), pause(this.query.value));
    });
    this.query.addEventListener("focus", warm, { once: true });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (matchMedia("(pointer: coarse)").matches) this.query.blur(); // folds a phone's keyboard away
      this.#search("asked");
    });
    this.root.addEventListener("change", (event) => {
      if (event.target === this.query) return;
      if (event.target instanceof HTMLInputElement) {
        const { name, value, checked } = event.target;
        const others = this.chosen[/** @type {keyof Chosen} */ (name)].filter((other) => other !== value);
        this.chosen = { ...this.chosen, [name]: checked ? [...others, value] : others };
      }
      this.#search("asked");
    });
    this.drawer.addEventListener("toggle", () => this.drawer.open && this.#count(this.#turn));
    WIDE.addEventListener("change", () => (this.drawer.open = WIDE.matches));
    addEventListener("popstate", () => this.#restore());
    addEventListener("pagehide", () => {
      history.replaceState({ shown: this.#shown, top: scrollY }, "");
    });
  }

  /** Show what the address asks for, with as many results as there were when it was left. */
  #restore() {
    this.criteria = fromAddress(location.search);
    this.#settled = location.search;
    const { shown = PAGE, top = 0 } = history.state ?? {};
    this.#search("restored", Math.max(shown, PAGE)).then(() => top && scrollTo({ top, behavior: "instant" }));
  }

  /** @param {"typed" | "asked" | "restored"} why @param {number} [most] results to show at once */
  async #search(why, most = PAGE) {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const criteria = this.criteria;
    this.#numbers = undefined;
    this.#remember(why, location.pathname + toAddress(criteria));
    this.#tell(criteria.chosen);
    const chosen = pairs(criteria.chosen);
    try {
      if (!criteria.q.trim() && !chosen.length) {
        this.#show([], "", [], "hint");
        this.#numbers = [...Array((await openEntry()).tips).keys()];
        return await this.#count(turn);
      }
      const [found, filters] = await Promise.all([find(criteria), chosen.length ? openFilters() : undefined]);
      if (turn !== this.#turn) return;
      const numbers = filters ? filters.matching(found.numbers, criteria.chosen) : found.numbers;
      const load = async (/** @type {number} */ from, /** @type {number} */ to) =>
        (await Promise.all(numbers.slice(from, to).map(found.load))).map((data) => hit(data, found.words, "h2"));
      const hits = await load(0, most);
      if (turn !== this.#turn) return;
      this.#numbers = found.numbers;
      this.#show(hits, summary(numbers.length, criteria, found.words), numbers.length ? [] : this.#nothing(criteria, filters));
      this.#offerMore(numbers.length, load, turn);
      await this.#count(turn);
    } catch (error) {
      console.warn("search:", error);
      if (turn !== this.#turn) return;
      this.#show([], "Search is not available just now.", [], "ways");
    }
  }

  /**
   * Keep in the browser's history what was asked on purpose; what was only typed changes the newest entry.
   * @param {"typed" | "asked" | "restored"} why @param {string} address
   */
  #remember(why, address) {
    const now = location.pathname + location.search;
    if (why === "typed" && address !== now) history.replaceState(null, "", address);
    if (why !== "asked") return;
    const settled = location.pathname + this.#settled;
    if (address !== settled) {
      // A submitted query is a step of its own from what was there before it was typed.
      if (this.#sameButQuery(settled, address)) history.replaceState(null, "", settled);
      history.pushState(null, "", address);
    } else if (address !== now) history.replaceState(null, "", address);
    this.#settled = location.search;
  }

  /** @param {string} a @param {string} b */
  #sameButQuery(a, b) {
    const [one, other] = [a, b].map((address) => {
      const criteria = fromAddress(new URL(address, location.href).search);
      return toAddress({ ...criteria, q: "" });
    });
    return one === other;
  }

  /** Show the filters that are active, each with a way to take it off. @param {Chosen} chosen */
  #tell(chosen) {
    const all = pairs(chosen);
    const buttons = all.map(([name, value]) => {
      const text = element("span", "", labelled(name, value));
      text.dir = "auto";
      const button = this.#button("filter-chip", () => this.#without(name, value), text);
      button.setAttribute("aria-label", `${labelled(name, value)}, remove this ${name}`);
      return button;
    });
    if (all.length > 1) buttons.push(this.#button("filter-chip filter-chip--all", () => this.#choose(nothingChosen()), "Clear all"));
    this.active.replaceChildren(...buttons.map((button) => element("li", "", button)));
    this.active.hidden = !all.length;
    this.number.textContent = all.length ? String(all.length) : "";
  }

  /** @param {string} name @param {() => void} press @param {...(Node | string)} children */
  #button(name, press, ...children) {
    const button = /** @type {HTMLButtonElement} */ (element("button", name, ...children));
    button.type = "button";
    button.addEventListener("click", press);
    return button;
  }

  /** @param {keyof Chosen} name @param {string} value */
  #without(name, value) {
    this.#choose({ ...this.chosen, [name]: this.chosen[name].filter((other) => other !== value) });
  }

  /** @param {Chosen} chosen */
  #choose(chosen) {
    this.criteria = { ...this.criteria, chosen };
    this.#search("asked");
    // The button that was pressed is gone.
    (this.active.querySelector("button") ?? this.query).focus();
  }

  /** Count what each filter would leave, where the filters are seen. @param {number} turn */
  async #count(turn) {
    if (!this.drawer.open || !this.#numbers) return;
    try {
      const filters = await openFilters();
      if (turn === this.#turn && this.#numbers) this.groups.show(filters, this.#numbers, this.chosen);
    } catch (error) {
      console.warn("search: filters:", error);
    }
  }

  /** @param {Node[]} hits @param {string} status @param {Node[]} help @param {"" | "hint" | "ways"} [more] */
  #show(hits, status, help, more = "") {
    this.results.replaceChildren(...hits);
    this.#shown = hits.length;
    this.more.hidden = true;
    this.status.textContent = status;
    this.help.replaceChildren(...help);
    this.ways.hidden = !help.length && !more;
    this.hint.hidden = more !== "hint";
    this.order.hidden = !hits.length;
  }

  /** @param {number} total @param {(from: number, to: number) => Promise<HTMLElement[]>} load @param {number} turn */
  #offerMore(total, load, turn) {
    const left = total - this.#shown;
    this.more.hidden = left <= 0;
    this.more.textContent = `Show ${Math.min(left, PAGE)} more`;
    this.more.onclick = async () => {
      const next = await load(this.#shown, this.#shown + PAGE);
      if (turn !== this.#turn) return;
      this.results.append(...next);
      this.#shown += next.length;
      this.#offerMore(total, load, turn);
      next[0]?.querySelector("a")?.focus();
    };
  }

  /**
   * What to do where nothing was found: which filters stand in the way, and how many tips there are without each.
   * @param {Criteria} criteria @param {import("./search-filters.js").Filters | undefined} filters
   */
  #nothing({ q, chosen }, filters) {
    const numbers = this.#numbers ?? [];
    const choices = pairs(chosen).map(([name, value]) => {
      const rest = { ...chosen, [name]: chosen[name].filter((other) => other !== value) };
      return { count: filters?.matching(numbers, rest).length ?? 0, rest, label: `Without “${labelled(name, value)}”` };
    });
    if (choices.length > 1) choices.push({ count: numbers.length, rest: nothingChosen(), label: "Without any filter" });
    const buttons = choices
      .filter(({ count }) => count)
      .map(({ count, rest, label }) => element("li", "", this.#button("button", () => this.#choose(rest), `${label}: ${counted(count)}`)));
    const words = q.trim() ? "Try fewer or other words." : "Nothing has all of these.";
    const advice = element("p", "", buttons.length ? "The filters leave nothing. Take one off:" : words);
    return [advice, element("ul", "finder__drops", ...buttons)];
  }
}
