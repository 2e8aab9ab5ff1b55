"""The built site, as `tips check-site` looks at it before it is published.

check.py      a built site → what is wrong with it, readable top to bottom
built.py      its folder, as a host will have it            size.py       what takes the space, and how much may
address.py    where a site is published                     home.py       whether it was built for there
follow.py     all links: which lead nowhere                 links.py      where a link leads
documents.py  a file → what it says of others, by pages.py (HTML), sheets.py (style sheets), and records.py (XML, JSON
              and text for programs); document.py is that
flaw.py       one thing that is wrong, and where            lost.py       a lost link as such, with what to do
position.py   line and column of a link                     origin.py     the Markdown that a page was made of
told.py       all of it in words, and as annotations
"""
