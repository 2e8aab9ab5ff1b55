"""Structured data: what a page is about in the words of schema.org, as JSON-LD, for search engines.

Only what is known is said: a date as precise as it is, no author where nobody is named.
Sources: https://schema.org/BlogPosting, https://developers.google.com/search/docs/appearance/structured-data.
"""

from scraper.archive.archive import Archive, Entry
from scraper.archive.page import Meta
from scraper.archive.settings import Settings
from scraper.archive.showing import Extent
from scraper.archive.text.reading_time import word_count

# A page above another in the site: its title, and its address from the site's root.
Step = tuple[str, str]


def of_home(settings: Settings) -> dict[str, Meta]:
    """Return the site as such, with how to search it, and its archive as the blog that tips are part of."""
    search: dict[str, Meta] = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{settings.url}search/?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    site: dict[str, Meta] = {
        "@type": "WebSite",
        "@id": f"{settings.url}#website",
        "name": settings.title,
        "url": settings.url,
        "description": settings.description,
        "inLanguage": settings.language,
        "potentialAction": search,
    }
    blog = _blog(settings) | {"description": settings.description, "inLanguage": settings.language}
    return _graph(site, blog)


def of_list(settings: Settings, address: str, title: str, description: str, above: tuple[Step, ...]) -> dict[str, Meta]:
    """Return a page that lists tips or tags, and its way down from home."""
    page: dict[str, Meta] = {
        "@type": "CollectionPage",
        "name": title,
        "description": description,
        "url": settings.url + address,
        "inLanguage": settings.language,
        "isPartOf": {"@id": f"{settings.url}#website"},
    }
    return _graph(page, _breadcrumbs(settings, title, above))


def of_tip(archive: Archive, entry: Entry, settings: Settings, card: str, above: tuple[Step, ...]) -> dict[str, Meta]:
    """Return a tip as a posting, and its way down from home; `card` is the path of its picture, or empty.

    Of a tip that is not here as a whole it says neither its length, nor that it is free to read: nobody here knows.
    """
    tip, showing = entry.tip, entry.showing
    whole = showing.extent is Extent.FULL
    address = settings.url + entry.address
    posting: dict[str, Meta] = {
        "@type": "BlogPosting",
        "headline": tip.title,
        "url": address,
        "mainEntityOfPage": address,
        "description": showing.summary,
        "datePublished": tip.date.known if tip.date else "",
        "author": _author(archive, tip.author, settings),
        "publisher": {"@type": "Organization", "name": settings.title, "url": settings.url},
        "isPartOf": _blog(settings),
        "image": settings.url + card if card else "",
        "inLanguage": tip.lang or settings.language,
        "keywords": list(entry.tags),
        "wordCount": word_count(showing.body) if whole else 0,
        "isAccessibleForFree": whole,
        "isBasedOn": showing.link if showing.original else "",
        "copyrightNotice": showing.rights,
    }
    return _graph(posting, _breadcrumbs(settings, tip.title, above))


def _author(archive: Archive, name: str, settings: Settings) -> dict[str, Meta]:
    if not name:
        return {}
    page = settings.url + archive.authors[name].address if archive.has_author_pages else ""
    return _known({"@type": "Person", "name": name, "url": page})


def _blog(settings: Settings) -> dict[str, Meta]:
    return {"@type": "Blog", "@id": f"{settings.url}#blog", "name": settings.title, "url": settings.url}


def _breadcrumbs(settings: Settings, here: str, above: tuple[Step, ...]) -> dict[str, Meta]:
    """Return the way from home to a page, which itself comes last and without an address, as Google has it."""
    steps = (("Home", ""), *above)
    items: list[Meta] = [
        {"@type": "ListItem", "position": n, "name": name, "item": settings.url + address}
        for n, (name, address) in enumerate(steps, 1)
    ]
    items.append({"@type": "ListItem", "position": len(steps) + 1, "name": here})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _graph(*nodes: dict[str, Meta]) -> dict[str, Meta]:
    return {"@context": "https://schema.org", "@graph": [_known(node) for node in nodes]}


def _known(node: dict[str, Meta]) -> dict[str, Meta]:
    """Return a node without what is empty."""
    return {key: value for key, value in node.items() if value}
