"""What is asked of a built site, and of a branch, before it is published.

check.py      a built site → what is wrong with it         told.py      all of that in words, and for GitHub
built.py      the folder of a built site, as a host has it flaw.py      one thing that is wrong, and where
address.py    where a site is published                    home.py      whether it was built for there
size.py       what takes the space, and how much may       follow.py    all links: which lead nowhere
links.py      where a link leads                           lost.py      those in words, with what to do
position.py   line and column of a link                    origin.py    the Markdown that a page was made of
documents.py  a file → what it says of others, by          pages.py     HTML, sheets.py style sheets, and
document.py   the links and ids of one file                records.py   XML, JSON and text for programs
"""
