"""The way through WordPress' REST API: a hundred posts a request, with the names of their tags, categories and authors.

Source: WordPress REST API handbook, "Posts", "Pagination", "Global Parameters".
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from scraper.errors import FetchError
from scraper.sources.wordpress_api import MEDIA_TYPE
from scraper.tip import Page
from scraper.web.answer import Answer
from scraper.web.front import Front, with_parameters
from scraper.web.store import Post, Record
from scraper.web.trip import Trip

_A_PAGE = 100  # the most that the API gives at once
_FIELDS = "id,date,modified,modified_gmt,status,type,link,title,content,author,tags,categories"
_PAST_THE_END = 400  # rest_post_invalid_page_number
# The names that posts mention by number: field, route, and what the reader of a report calls them.
_NAMED = (("tags", "tags"), ("categories", "categories"), ("author", "users"))
_TAXONOMIES = {"tag": "tags", "category": "categories"}
UNKNOWN_AUTHORS = "authors (the site keeps the list of its users to itself)"
# Local clocks go back an hour once a year, and two clocks differ: a day more is asked for than is new.
_OVERLAP = timedelta(days=1)
# By what is asked for news, and the parameter that says since when.
_ORDERS = {"date": "after", "modified": "modified_after"}


def gather(trip: Trip) -> tuple[str, ...]:
    """Bring the record up to date; return what this way could not tell. Raises FetchError and Enough."""
    record = trip.record
    trip.front = _scoped(trip)
    if trip.since is not None:
        _walk(trip, {"after": f"{trip.since - _OVERLAP}T00:00:00"}, keep_place=False)
    elif record.note("whole"):
        _renew(trip)
    else:
        resumed = bool(record.note("page"))
        if not resumed:
            record.put(begun=datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds"))
        _walk(trip, {}, keep_place=True)
        # What was changed since it began may have been behind it by then.
        newest = {name: min(record.note(name), record.note("begun")) for name in map("newest {}".format, _ORDERS)}
        record.put((), **newest, whole="yes", page="")
        if resumed:
            _renew(trip)
    return (UNKNOWN_AUTHORS,) if record.note("users refused") else ()


def pages(record: Record) -> Iterator[Page]:
    """Yield each post with the names that it mentions by number and the language of its site, for the dialect."""
    lang = record.note("lang")
    for page in record.pages():
        post = json.loads(page.content)
        names = {field: _names(record, route, _ids(post, field)) for field, route in _NAMED}
        told = {"post": post, "names": names, "lang": lang, "formerly": record.note(f"formerly {post['id']}").split()}
        yield replace(page, content=json.dumps(told, ensure_ascii=False).encode())


def _scoped(trip: Trip) -> Front:
    """Return the front with its number in the API, which a page of an older WordPress does not name."""
    front = trip.front
    if front.term or front.scope not in _TAXONOMIES:
        return front
    taxonomy = _TAXONOMIES[front.scope]
    slug = re.sub(r"/page/\d+$", "", urlsplit(front.address).path.rstrip("/")).rpartition("/")[2]
    found = _listed(trip.get(route(front.api, taxonomy, {"slug": unquote(slug), "_fields": "id"})))
    if not found:
        problem = f'the REST API knows no {front.scope} "{slug}"'
        raise FetchError(problem, place=front.address, remedy="Take another way: tips scrape --via pages", status=404)
    return replace(front, term=(taxonomy, str(found[0].get("id"))))


def _walk(trip: Trip, parameters: dict[str, str], *, keep_place: bool) -> None:
    """Ask for all posts, the oldest first: what is published meanwhile comes at the end, and moves nothing."""
    start = int(trip.record.note("page") or 1) if keep_place else 1
    met: set[str] = set()
    for number in count(start):
        posts, pages_in_all, total = _posts(trip, parameters | {"orderby": "id", "order": "asc"}, number)
        met, before = met.union(map(_key, posts)), len(met)
        _keep(trip, posts, tuple(_ORDERS) if keep_place else (), **({"page": str(number + 1)} if keep_place else {}))
        trip.tell(len(trip.record), total)
        if number >= pages_in_all or len(met) == before:  # pages without end bring again what they brought before
            return


def _renew(trip: Trip) -> None:
    """Ask for what is new, by its day, and for what was changed; both from the oldest on, to go on from if cut off.

    A scheduled post shows up with a day that is new although it was last changed long ago.
    """
    for order, bound in _ORDERS.items():
        parameters = {"orderby": order, "order": "asc"}
        if newest := trip.record.note(f"newest {order}"):
            parameters[bound] = (datetime.fromisoformat(newest) - _OVERLAP).isoformat()
        met: set[str] = set()
        for number in count(1):
            posts, pages_in_all, _ = _posts(trip, parameters, number)
            met, before = met.union(map(_key, posts)), len(met)
            _keep(trip, posts, (order,))
            trip.tell(len(trip.record))
            if number >= pages_in_all or len(met) == before:
                break


def _posts(trip: Trip, parameters: dict[str, str], number: int) -> tuple[list[dict[str, Any]], int, int | None]:
    """Return a page of posts, how many pages there are, and how many posts."""
    if trip.front.term:
        parameters = parameters | {trip.front.term[0]: trip.front.term[1]}
    asked = parameters | {"per_page": str(_A_PAGE), "page": str(number), "_fields": _FIELDS}
    try:
        answer = trip.get(route(trip.front.api, "posts", asked))
    except FetchError as error:
        if error.status == _PAST_THE_END and number > 1:
            return [], 0, None
        raise
    total = answer.headers.get("x-wp-total", "")
    in_all = answer.headers.get("x-wp-totalpages", "")
    posts = [post for post in _listed(answer) if isinstance(post.get("id"), int)]
    return (
        posts,
        int(in_all) if in_all.isdecimal() else (number if len(posts) < _A_PAGE else number + 1),
        (int(total) if total.isdecimal() else None),
    )


def _keep(trip: Trip, posts: Sequence[dict[str, Any]], orders: Sequence[str], **notes: str) -> None:
    """Keep the posts that are not here as they are, with the names they mention; and how far that is by `orders`."""
    record = trip.record
    fresh = [post for post in posts if record.mark(_key(post)) != _mark(post)]
    for field, path in _NAMED:
        _learn(trip, path, sorted({number for post in fresh for number in _ids(post, field)}))
    for order in orders:
        told = [text for post in posts if _is_moment(text := str(post.get(order, "")))]
        notes[f"newest {order}"] = max([record.note(f"newest {order}"), *told])
    for post in fresh:
        name, before = f"formerly {_key(post)}", record.name(_key(post))
        if before not in (None, _name(trip, post)):  # the site leads on from an old address; a tip's file cannot
            notes[name] = f"{record.note(name)} {before}".strip()
    captured = datetime.now().astimezone().replace(microsecond=0)
    trip.keep(
        [
            Post(
                _key(post),
                _mark(post),
                Page(
                    name=_name(trip, post),
                    content=json.dumps(post, ensure_ascii=False).encode(),
                    media_type=MEDIA_TYPE,
                    captured=captured,
                ),
            )
            for post in fresh
        ],
        **notes,
    )


def _learn(trip: Trip, path: str, numbers: list[int]) -> None:
    """Ask for the names that are not known yet."""
    record = trip.record
    wanted = [number for number in numbers if not record.note(f"{path}/{number}")]
    if path == "users" and record.note("users refused"):
        return
    for start in range(0, len(wanted), _A_PAGE):
        some = wanted[start : start + _A_PAGE]
        asked = {"include": ",".join(map(str, some)), "per_page": str(_A_PAGE), "_fields": "id,name"}
        try:
            found = _listed(trip.get(route(trip.front.api, path, asked)))
        except FetchError as error:
            if path != "users" or error.passing:
                raise
            record.put((), **{"users refused": "yes"})
            return
        # A name that the site does not give stays empty, and is not asked for again.
        names = {f"{path}/{number}": " " for number in some}
        names |= {f"{path}/{one.get('id')}": str(one["name"]) for one in found if one.get("name")}
        record.put((), **names)


def route(api: str, path: str, parameters: dict[str, str]) -> str:
    """Return the address of a route; without pretty addresses, the route itself is a parameter."""
    query = dict(parse_qsl(urlsplit(api).query))
    if "rest_route" in query:
        return with_parameters(api, rest_route=f"/wp/v2/{path}", **parameters)
    return with_parameters(f"{api.rstrip('/')}/wp/v2/{path}", **parameters)


def _listed(answer: Answer) -> list[dict[str, Any]]:
    try:
        # Half a character, which JSON can spell, fits into no file: it becomes a question mark.
        whole = json.dumps(json.loads(answer.content), ensure_ascii=False).encode("utf-8", "replace")
        found = json.loads(whole)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list):
        raise FetchError(
            "the answer is no list in JSON, as the REST API gives",
            place=answer.address,
            remedy="Take another way: tips scrape --via feed, or --via pages",
            status=200,
        )
    return [one for one in found if isinstance(one, dict)]


def _name(trip: Trip, post: dict[str, Any]) -> str:
    return str(post.get("link") or f"{trip.front.api}#{post['id']}")


def _key(post: dict[str, Any]) -> str:
    return str(post["id"])


def _mark(post: dict[str, Any]) -> str:
    return str(post.get("modified_gmt") or post.get("modified") or "")


def _ids(post: dict[str, Any], field: str) -> list[int]:
    value = post.get(field)
    return [number for number in (value if isinstance(value, list) else [value]) if isinstance(number, int) and number]


def _names(record: Record, path: str, numbers: list[int]) -> list[str]:
    return [name for number in numbers if (name := record.note(f"{path}/{number}").strip())]


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).year > 1  # a day before the first has no date
    except ValueError:
        return False
