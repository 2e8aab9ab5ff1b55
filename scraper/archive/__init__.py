"""The right half of the way: from the tips in docs/ to prepared pages, feeds and search, as a pure function of them.

    folder.py      docs/tips → Archive, and what is broken   site.py        Archive → Site, all that is published
    showing.py     what the site may show of one tip         excerpt.py    Markdown → its first words
    archive.py     all tips, ordered, with the look-ups      address.py    where each thing is on the site
    page.py        PreparedPage: Markdown and plain data     listing.py    rows and groups of rows
    tip_page.py    a page per tip                            views.py      the pages between them
    subscribe.py   the page that explains feeds              channel.py    what can be followed
    feed.py        RSS, and all feeds                        json_feed.py  JSON Feed
    relocate.py    rendered HTML, shown elsewhere            redirect.py   pages at old addresses
    machines.py    what a page says to machines              structured.py JSON-LD
    catalogue.py   tips.json                                 llms.py       llms.txt
    safety.py      rendered HTML with nothing active in it   search.py     Pagefind over the built site
    stable_index.py  the same site, the same bytes           plugin.py      hands all of it to MkDocs
    datewords.py   dates in words, no finer than known
    bundle.py      one style sheet of all

A page is Markdown and plain data before anything renders it, so that any renderer can.
"""
