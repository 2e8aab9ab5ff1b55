"""The way of the data: from a newsletter's scattered pages to one Markdown file a tip, and on to a static archive.

    sources.toml                              docs/tips/<year>/<slug>.md                  site/
         │                                               │                                  │
    pages ─► sources ─► normalise ─► merge ─► write ─────►  archive ─► MkDocs + overrides ─► Pagefind
    Page     Reading     Sighting    Merged   Change     Archive, PreparedPage

Everything to the left of docs/tips may be wrong about the world, and says so in its report; everything to the right is
a pure function of docs/. `harvest.py` is the left half, readable top to bottom; `archive/` is the right half.

    tip.py          the words as types: Page, Sighting, Reading, Tip
    frontmatter.py  Tip ⇄ Markdown file: the contract, and nothing else knows it
    source.py       the newsletters of sources.toml        profile.py     their tables of patterns
    vocabulary.py   the tags of docs/tags.yml
    pages.py        files → Page                           sources/       a dialect a file: Page → Reading
    markdown.py     HTML → Markdown, nothing active in it  dates.py       printed dates → TipDate
    html/           the steps of markdown.py, one each     errors.py      one tree of errors
    normalise.py    titles, dates, tags, addresses         merge.py       all sightings of one tip → Tip
    shelf.py        the folder of tips as it lies there    write.py       Tip → what changes in that folder
    report.py       what a run did                         cli.py         the `tips` command
"""
