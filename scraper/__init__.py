"""The way of the data: from a newsletter's scattered pages to one Markdown file a tip, and on to a static archive.

    sources.toml                                          docs/tips/<year>/<slug>.md                  site/
         │                                                           │                                  │
    gather ─► sources ─► normalise ─► habits ─► merge ─► write ─────►  archive ─► MkDocs + overrides ─► Pagefind
    Page      Reading     Sighting    Sighting  Merged   Change     Archive, PreparedPage

Everything to the left of docs/tips may be wrong about the world, and says so in its report; everything to the right is
a pure function of docs/ and of the day. `harvest.py` is the left half, readable top to bottom; `archive/` is the right
half; `editor/` serves the people who write in the middle.

    tip.py          the words as types: Page, Sighting, Reading, Tip, …
    frontmatter/    Tip ⇄ Markdown file: the contract, and nothing else knows it
    source.py       the newsletters of sources.toml        profile.py     their tables of patterns
    vocabulary.py   the tags of docs/tags.yml,             errors.py      one tree of errors
    tags_file.py    and the form of that file
    gather.py       places → Pages: from disk, by          pages.py       files → Page, containers/ ZIP, WARC, exports
                    pages.py, and from sites, by web/      web/           a site's address → Page, politely
    sources/        a dialect a file: Page → Reading       xml/           untrusted XML, read as a stream
    markdown.py     HTML → Markdown, nothing active in it  html/          its steps, one each
    normalise.py    titles, dates, tags, addresses         dates.py       printed dates → TipDate
    habits.py       what a source does in post after       repeated.py    the blocks that its posts share
                    post, and no tip says for itself       terms.py       a feed's tags and categories told apart
    spool.py        what a run read, on disk, in groups    merge.py       all sightings of one tip → Tip
    pictures/       the pictures of a tip, beside it       upstream.py    what an edited file has not
    shelf.py        the folder of tips as it lies there    names.py, drafts.py   who gets which file name
    write.py        Tip → what changes in that folder      change.py      one such change
    report/         what a run did                         progress.py    how far it is
    likeness/       how alike texts are                    clock.py       the day that it is
    form.py         the empty form of a new tip             counted.py     counts in words
    editor/         what those use who write tips
    published/      what is asked of a built site, of a branch, and of the place where both are published
    git.py          git, in the project's folder          revision.py    a commit, and what differs from it
    untrusted.py    texts of others as harmless Markdown
    fork/           the starter archive becomes somebody's own
    cli/            the `tips` command, a module a command
"""
