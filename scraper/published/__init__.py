"""What is asked of a built site, and of a branch, before it is published.

check.py      looks at a built site: what is wrong with it, and what it holds
built.py      the folder of a built site, as a host will have it
address.py    where a site is published                  home.py        whether it is there that it was built for
links.py      where a link leads                         fragments.py   which links ask for a place on which page
documents.py  a file → its links, a kind of file a row   pages.py       HTML, sheets.py style sheets,
                                                         records.py     XML, JSON and text for programs
flaw.py       one thing that is wrong, and where         size.py        what takes the space, and what a host allows
position.py   line and column of a link                  told.py        all of it in words
"""
