"""The right half of the way: from the tips in docs/ to prepared pages, feeds and search, as a pure function.

The site is made of the tips, the settings and the day, and of nothing else: edition.py says what a day does.

    folder.py      docs/tips → Archive, and what is broken   site.py        Archive → Site, all that is published
    showing.py     what the site may show of one tip         settings.py    what the configuration says of the site
    edition.py     what is published, by which day           page.py        PreparedPage: Markdown and plain data
    archive.py     all tips, ordered, with the look-ups      plugin.py      hands all of it to MkDocs
    address.py     where each thing is on the site           redirect.py    pages at old addresses
    datewords.py   dates in words, no finer than known       tag_redirect.py and at those of renamed tags
    media.py       pictures that lie beside the tips         aliases.py     which of those addresses can't be
    bundle.py      one style sheet out of many               places.py      what links of a site can lead to
    generated.py   names of what is added to the tips        plugin_config.py  its settings in mkdocs.yml

    text/          what becomes of a body's Markdown         views/         the pages that people see
    feeds/         RSS and JSON Feed                         machines/      what pages and files say to programs
    cards/         the picture of a shared link              search/        Pagefind's index of the tips
    preview/       what `mkdocs serve` shows of an edit

A page is Markdown and plain data before anything renders it, so that any renderer can.
"""
