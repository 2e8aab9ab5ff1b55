"""Terms of a feed: told apart by what is known of them and by WordPress's order, and never by a guess."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.terms import Known, Terms
from scraper.tip import Loss, Sighting


def _seen(*terms: str) -> Sighting:
    return Sighting(source="one", page="feed.xml", title="Be Brief", body="Be brief.", terms=terms)


def _told(known: Known, terms: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The terms that are categories, and those that may be."""
    seen, losses = known.told_apart(_seen(*terms))
    return list(seen.categories), [loss.detail for loss in losses]


def _known(lists: list[str], categories: str = "", tags: str = "") -> Known:
    terms = Terms()
    terms.learn(categories=categories.split(), tags=tags.split())
    for one in lists:
        terms.mixed(name.replace("_", " ") for name in one.split())
    return terms.settled()


@pytest.mark.parametrize(
    ("lists", "categories", "tags", "expected"),
    [
        pytest.param(["Desk"], "", "", "Desk", id="the only term of a post is a category"),
        pytest.param(["Desk phone"], "", "", "Desk, phone?", id="behind the first a term may be either"),
        pytest.param(["Desk Phone calls"], "", "", "Desk Phone", id="where the order falls the tags begin"),
        pytest.param(["desk Phone Calls"], "", "", "desk Phone", id="case is no part of the order"),
        pytest.param(["Desk phone"], "phone", "", "Desk phone", id="a category known from elsewhere"),
        pytest.param(["Desk phone"], "", "phone", "Desk", id="a tag known from elsewhere"),
        pytest.param(["Desk mail phone"], "phone", "", "Desk mail phone", id="what stands before a category is one"),
        pytest.param(["Desk mail phone"], "", "mail", "Desk", id="what stands behind a tag is one"),
        pytest.param(["Desk mail phone", "mail"], "", "", "Desk mail, phone?", id="another post's list tells more"),
        pytest.param(
            ["Desk mail phone", "Aim phone", "Aim Zest phone"], "", "", "Desk, mail?", id="a fall in another post tells"
        ),
        pytest.param(
            ["Aim Bell Desk", "Bell Desk Elm", "Elm"], "", "", "Aim Bell Desk", id="what one list tells tells another"
        ),
        pytest.param(["Desk elm fig", "Aim Bell elm"], "", "Bell", "Desk", id="and so do its tags"),
        pytest.param(["Desk mail phone"], "phone", "mail", "Desk phone", id="a list that knowledge speaks against"),
        pytest.param(["Desk Calls Bell"], "", "", "Desk? Calls? Bell?", id="a list that falls twice tells nothing"),
        pytest.param(
            ["Desk Phone calls", "Zest Mail Bell"], "", "", "Desk? Phone? calls?", id="and no other order of its source"
        ),
        pytest.param(["Desk phone Bell"], "phone", "phone", "Desk phone", id="both, and before the fall"),
        pytest.param(["Desk Bell phone"], "phone", "phone", "Desk", id="both, and behind the fall"),
        pytest.param(["Desk phone"], "phone", "phone", "Desk, phone?", id="both, and the order does not tell"),
        pytest.param(
            ["Desk Bell phone", "phone", "Aim mail phone"], "", "", "Desk", id="found to be both by its two places"
        ),
        pytest.param(
            ["Aim mail phone", "Desk Bell phone", "phone"], "", "", "Aim, mail? phone?", id="both teaches no other list"
        ),
        pytest.param(["Desk 日本 Éclair"], "", "", "Desk, 日本? Éclair?", id="letters that databases order variously"),
        pytest.param(["Desk (old) Éclair"], "", "", "Desk, (old)? Éclair?", id="punctuation, likewise"),
        pytest.param(["Elm Éclair"], "", "", "Elm, Éclair?", id="an accent is no fall"),
        pytest.param(["Desks Desk"], "", "", "Desks", id="the longer of two names comes behind"),
        pytest.param(["Desk Desks"], "", "", "Desk, Desks?", id="the shorter comes before"),
        pytest.param(["Desks Desk_one"], "", "", "Desks", id="a space comes before all letters"),
        pytest.param(["Cafe\u0301 Cafe"], "", "", "Cafe\u0301, Cafe?", id="a mark alone makes no name longer"),
    ],
)
def test_what_the_first_list_is_told_to_be(lists: list[str], categories: str, tags: str, expected: str) -> None:
    first = tuple(name.replace("_", " ") for name in lists[0].split())
    found, either = _told(_known(lists, categories, tags), first)
    assert (found, either) == (
        [name for name in expected.replace(",", "").split() if not name.endswith("?")],
        [name[:-1] for name in expected.split() if name.endswith("?")],
    )


@pytest.mark.parametrize(
    ("terms", "found", "either"),
    [
        pytest.param("phone Desk", "Desk", "", id="by name alone"),
        pytest.param("Desk mail", "Desk", "mail", id="a name nobody knows stays out, and is named"),
        pytest.param("both", "both", "", id="a name that is both is a category too"),
    ],
)
def test_the_order_of_another_feed_tells_nothing(terms: str, found: str, either: str) -> None:
    known = _known([], "Desk both", "phone both")
    assert _told(known, tuple(terms.split())) == (found.split(), either.split())


def test_the_tags_stay_and_the_terms_go() -> None:
    known = _known(["Desk phone"])
    seen, losses = known.told_apart(
        Sighting("one", "feed.xml", "Be Brief", "Be brief.", tags=("desk", "phone"), terms=("Desk", "phone"))
    )
    assert (seen.tags, seen.categories, seen.terms) == (("desk", "phone"), ("Desk",), ())
    assert losses == (
        Loss("feed.xml", None, "a feed does not tell whether this is a tag or a category", "phone", "Be Brief"),
    )


def test_categories_that_a_page_told_come_first_and_once() -> None:
    seen = Sighting("one", "feed.xml", "Be Brief", "x", categories=("Zest", "Desk"), terms=("Aim", "Desk"))
    assert _known(["Aim Desk"], "Desk").told_apart(seen)[0].categories == ("Zest", "Desk", "Aim")


def test_names_are_compared_as_the_archive_writes_them() -> None:
    terms = Terms()
    terms.learn(categories=["Front \n desk"], tags=[" the\tphone"])
    assert _told(terms.settled(), ("Front desk", "the phone")) == (["Front desk"], [])
    terms.mixed(["Front  desk", "Bell\n", "the phone", "Bell"])
    assert _told(terms.settled(), ("Front desk", "Bell", "the phone")) == (["Front desk"], [])


@dataclass(frozen=True)
class _Blog:
    """A blog's categories and tags, and for each post the categories and tags that it has."""

    categories: frozenset[str]
    tags: frozenset[str]
    posts: tuple[tuple[frozenset[str], frozenset[str]], ...]

    @property
    def lists(self) -> list[tuple[str, ...]]:
        """What WordPress prints of each post: categories, then tags, each sorted by name, and no name twice."""
        return [
            tuple(dict.fromkeys(sorted(one, key=str.lower) + sorted(two, key=str.lower))) for one, two in self.posts
        ]


_words = st.lists(st.text("abAB1", min_size=1, max_size=2), min_size=1, max_size=2).map(" ".join)


@st.composite
def _blogs(draw: st.DrawFn, *, shared: bool = True) -> _Blog:
    names = draw(st.lists(_words, min_size=3, max_size=12, unique_by=str.lower))
    cut = draw(st.integers(1, len(names) - 1))
    overlap = draw(st.integers(0, len(names) - cut - 1)) if shared else 0
    categories, tags = names[: cut + overlap], names[cut:]
    of_a_post = st.tuples(st.sets(st.sampled_from(categories), min_size=1, max_size=3), st.sets(st.sampled_from(tags)))
    posts = draw(st.lists(of_a_post.map(lambda post: (frozenset(post[0]), frozenset(post[1]))), max_size=8))
    return _Blog(frozenset(categories), frozenset(tags), tuple(posts))


@st.composite
def _partly_known(draw: st.DrawFn) -> tuple[_Blog, Terms]:
    """A blog of which somebody told some names, and of each that is both that it is both."""
    blog = draw(_blogs())
    both = blog.categories & blog.tags
    terms = Terms()
    terms.learn(
        categories=both | draw(st.sets(st.sampled_from(sorted(blog.categories)))),
        tags=both | draw(st.sets(st.sampled_from(sorted(blog.tags)))),
    )
    for one in blog.lists:
        terms.mixed(one)
    return blog, terms


@given(_partly_known())
def test_no_tag_is_ever_called_a_category_nor_a_category_a_tag(told: tuple[_Blog, Terms]) -> None:
    blog, terms = told
    known = terms.settled()
    assert known.categories <= blog.categories
    assert known.tags <= blog.tags
    for (categories, tags), one in zip(blog.posts, blog.lists, strict=True):
        found, either = _told(known, one)
        assert set(found) <= categories
        assert set(one) - set(found) - set(either) <= tags


@given(_blogs(shared=False))
def test_with_all_names_known_each_post_has_its_categories(blog: _Blog) -> None:
    terms = Terms()
    terms.learn(categories=blog.categories, tags=blog.tags)
    for one in blog.lists:
        terms.mixed(one)
    for (categories, _), one in zip(blog.posts, blog.lists, strict=True):
        assert _told(terms.settled(), one) == (sorted(categories, key=str.lower), [])


@given(st.lists(st.lists(_words, max_size=5)).flatmap(lambda lists: st.tuples(st.just(lists), st.permutations(lists))))
def test_the_order_of_posts_changes_nothing(orders: tuple[list[list[str]], list[list[str]]]) -> None:
    settled = []
    for lists in orders:
        terms = Terms()
        for one in lists:
            terms.mixed(one)
        settled.append(terms.settled())
    assert settled[0] == settled[1]


@given(_partly_known())
def test_what_a_run_found_changes_nothing_in_the_next(told: tuple[_Blog, Terms]) -> None:
    blog, terms = told
    first = [_told(terms.settled(), one) for one in blog.lists]
    terms.learn(categories=[name for found, _ in first for name in found])
    assert [_told(terms.settled(), one) for one in blog.lists] == first
