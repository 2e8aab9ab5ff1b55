"""A stream of XML → its elements, one after another, as each is closed."""

import codecs
from collections.abc import Collection, Iterator
from io import BufferedIOBase

from lxml import etree

from scraper.errors import PageError
from scraper.xml.mend import Mender
from scraper.xml.prolog import encoding_of

_PIECE = 2**16


def closed(stream: BufferedIOBase, names: Collection[str], place: str, most: int) -> Iterator[etree._Element]:
    """Yield each element of these names, of whatever namespace, behind its end tag; children before parents.

    Whoever takes one clears it, so that no more than `most` characters and what they become are ever in memory. Raises
    PageError where the XML may not be opened, or breaks off: what had been closed before was yielded by then.
    """
    # Nothing can be expanded, for no DOCTYPE comes through; the rest is belt and braces.
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        encoding="utf-8",
    )
    mender = Mender(place, most)
    piece = stream.read1(_PIECE)
    decoder = codecs.getincrementaldecoder(encoding_of(piece))(errors="replace")
    while piece and not mender.whole:
        if mended := mender.feed(decoder.decode(piece)):
            parser.feed(mended.encode())
            for _, element in parser.read_events():
                mender.refill()
                if isinstance(element, etree._Element):  # what else an event can be, was not asked for
                    yield element
        piece = stream.read1(_PIECE)
    if not mender.whole:
        raise PageError("the XML breaks off before its end", place=place, remedy="Save or export it again")
