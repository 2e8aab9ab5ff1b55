"""The right half of the way: from the tips in docs/ to prepared pages, feeds and search, as a pure function of them.

    folder.py      docs/tips → Archive, and what is broken   site.py        Archive → Site, all that is published
    showing.py     what the site may show of one tip         excerpt.py     Markdown → its first words
    archive.py     all tips, ordered, with the look-ups      address.py     where each thing is on the site
    settings.py    what the configuration says of the site   page.py        PreparedPage: Markdown and plain data

  Pages of people:
    views.py       all pages, in order                       home.py        the front page
    tip_page.py    a page per tip                            related.py     to each tip those about the same
    reading_time.py  how long a tip takes                    stems.py       a text's words, cut to compare
    suggestion.py  where a tip is edited or begun            lists.py       a year's, a tag's, an author's tips
    calendar.py    the archive as weeks                      weeks.py       weeks as ISO 8601 counts them
    indexes.py     all tags, all authors                     listing.py     rows and groups of rows
    random_tip.py  one tip by chance                         week_files.py  what a browser chooses from
    paging.py      long lists in several pages               subscribe.py   what can be followed
    latest.py      lists of tips in any page                 wish.py        what such a list is asked for
    datewords.py   dates in words, no finer than known

  Files of machines:
    channel.py     what can be followed                      feed.py, json_feed.py  RSS and JSON Feed
    machines.py    what a page's head says                   structured.py  JSON-LD
    catalogue.py   tips.json                                 llms.py        llms.txt
    redirect.py    pages at old addresses                    card.py, cards.py  the picture of a shared link
    colours.py     the colours of tokens.css                 lettering.py   the letters on that picture

  When it is built:
    plugin.py      hands all of it to MkDocs                 bundle.py      one style sheet out of many
    safety.py      rendered HTML with nothing active in it   headings.py    ranks that skip none
    relocate.py    a page's HTML, shown elsewhere            search.py      Pagefind over the built site
    stable_index.py  the same site, the same bytes

A page is Markdown and plain data before anything renders it, so that any renderer can.
"""
