"""Hypothesis strategies for the project's own words."""

import datetime

from hypothesis import strategies as st

from scraper.frontmatter import one_line, trimmed
from scraper.tip import Precision, Rights, Sighting, Status, Tip, TipDate

# Every character there is but lone surrogates, which no UTF-8 file can hold; many that YAML and Markdown stumble over.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
tricky = st.sampled_from(
    ["404", "true", "no", "~", "2024-01-01", "a: b", "# c", "- d", "'e", '"f', "[g", "{h", "---", "…"]
)
lines = st.one_of(texts.map(one_line), tricky)
names = st.lists(lines.filter(bool), max_size=4, unique=True).map(tuple)
bodies = st.one_of(texts, st.lists(st.one_of(texts, tricky), max_size=8).map("\n".join)).map(
    lambda body: trimmed(body.replace("\r", ""))
)


@st.composite
def dates(draw: st.DrawFn) -> TipDate:
    day = draw(st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1)))
    precision = draw(st.sampled_from(Precision))
    if precision is not Precision.DAY:
        day = day.replace(day=1)
    if precision is Precision.YEAR:
        day = day.replace(month=1)
    return TipDate(day, precision)


tips = st.builds(
    Tip,
    title=lines.filter(bool),
    body=bodies,
    date=st.none() | dates(),
    tags=names,
    categories=names,
    author=lines,
    description=lines,
    source=lines,
    source_url=lines,
    rights=st.none() | st.sampled_from(Rights),
    status=st.sampled_from(Status),
    aliases=names,
    lang=lines,
    scraped=lines,
)

_few_dates = st.sampled_from(
    [
        None,
        TipDate(datetime.date(2020, 1, 1), Precision.YEAR),
        TipDate(datetime.date(2020, 5, 1), Precision.MONTH),
        TipDate(datetime.date(2020, 5, 5)),
        TipDate(datetime.date(2020, 6, 2)),
        TipDate(datetime.date(2021, 1, 5)),
    ]
)

# Few titles, days and addresses, so that sightings meet.
sightings = st.builds(
    Sighting,
    source=st.sampled_from(["one", "two"]),
    page=st.sampled_from(["p1", "p2"]),
    title=st.sampled_from(["Be Brief", "be brief!", "Listen First"]),
    body=st.sampled_from(["Short.", "Somewhat longer.", "Another text of the same tip, the longest of them."]),
    status=st.sampled_from([Status.FULL, Status.TEASER]),
    line=st.none(),
    date=_few_dates,
    tags=st.sampled_from([(), ("phone",), ("email", "phone")]),
    categories=st.sampled_from([(), ("Service",), ("Service", "Desk")]),
    author=st.sampled_from(["", "Ada"]),
    url=st.sampled_from(["", "https://a.example/1", "http://www.a.example/1/", "https://a.example/2"]),
    formerly=st.sampled_from([(), (), ("https://a.example/1",), ("https://a.example/0", "https://a.example/2")]),
    rights=st.sampled_from([Rights.ASK, Rights.UNSTATED]),
)
