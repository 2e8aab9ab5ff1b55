"""What a reader finds is what an index as Pagefind makes it would find."""

import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.searched_site import MANY, build_searched
from tests.site_fixtures import SUB_PATH, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def www(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_searched(tmp_path_factory.mktemp("site"))


def hits(page: Page) -> list[str]:
    return page.locator(".hit a").all_inner_texts()


def plain_page(meta: dict[str, Any], body: str) -> str:
    """Return a page that Pagefind itself reads filters and an order from."""
    spans = "".join(
        f'<span data-pagefind-filter="{name}" data-pagefind-ignore>{escape(value)}</span>'
        for name in ("tag", "year", "author")
        for value in meta[name]
    )
    title = f'<h1 data-pagefind-ignore data-pagefind-meta="title">{escape(meta["title"])}</h1>'
    return (
        f'<html lang="en"><body><main data-pagefind-body><i data-pagefind-sort="date:{meta["date"]}"></i>'
        f"{title}{spans}{body}</main></body></html>"
    )


def test_results_filters_and_order_are_those_of_an_untouched_index(
    browser: Browser, page: Page, address: str, tmp_path: Path
) -> None:
    for one in MANY:
        tip = one.tip
        assert tip.date
        meta = {
            "title": tip.title,
            "date": tip.date.day.isoformat(),
            "tag": dict.fromkeys(tip.tags),
            "year": [str(tip.date.day.year)],
            "author": [tip.author],
        }
        file = tmp_path / SUB_PATH / one.path.with_suffix("") / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(plain_page(meta, f"<p>{escape(tip.body)}</p>"), "utf-8")
    (tmp_path / SUB_PATH / "index.html").write_text("<html lang=en></html>", "utf-8")
    subprocess.run([sys.executable, "-m", "pagefind", "--site", tmp_path / SUB_PATH, "--quiet"], check=True)
    chosen: list[dict[str, list[str]]] = [
        {},
        {"tag": ["birds"]},
        {"tag": ["birds", "topic 01"]},
        {"year": ["2003"], "author": ["Ada Fenwick"]},
        {"author": ["Jonas Prill"], "tag": ["topic 00"]},
    ]
    with served(tmp_path) as plain:
        reference = browser.new_page()
        reference.goto(plain)
        page.goto(address + "search/")
        for query in ("kingfisher", "river waits", "number 7", '"number 7"', "kingf", ""):
            for filters in chosen:
                for sort in ("", "newest", "oldest"):
                    expected = reference.evaluate(
                        """async ([query, filters, sort]) => {
                            const pagefind = await import(new URL("pagefind/pagefind.js", location.href));
                            const order = {newest: "desc", oldest: "asc"}[sort] ?? (query ? "" : "desc");
                            const found = await pagefind.search(query || null,
                                {filters, ...(order && {sort: {date: order}})});
                            const data = await Promise.all(found.results.map((one) => one.data()));
                            return [data.map((one) => one.meta.title), found.filters];
                        }""",
                        [query, filters, sort],
                    )
                    ours = page.evaluate(
                        """async ([query, chosen, sort]) => {
                            const at = (name) => new URL(`../assets/javascripts/${name}.js`, location.href);
                            const [{find}, {openFilters}] = await Promise.all(
                                [import(at("search-index")), import(at("search-filters"))]);
                            const all = {tag: [], year: [], author: [], source: [], ...chosen};
                            const filters = await openFilters();
                            const found = await find({q: query, sort, chosen: all});
                            const many = filters.matching(found.numbers, {...all, tag: [...all.tag, "birds"]});
                            const data = await Promise.all(many.map(found.load));
                            const counts = ["tag", "year", "author"].map((name) =>
                                [name, Object.fromEntries(filters.counts(name, many, all))]);
                            return [data.map((one) => one.meta.title), Object.fromEntries(counts)];
                        }""",
                        [query, filters, sort],
                    )
                    titles, by_value = ours
                    case = (query, filters, sort)
                    if query and not sort:  # tips of the same score stand in the order of their numbers
                        titles, expected[0] = sorted(titles), sorted(expected[0])
                    assert titles == expected[0], case
                    for name, values in expected[1].items():
                        for value, count in values.items():
                            if not filters.get(name) or name == "tag":
                                assert by_value[name].get(value, 0) == count, (case, name, value)
        reference.close()
