"""What one file tells: a module a subject, each with `findings(manuscript, desk)`, in the order of the rulebook.

Beside them is what they look with:

    spot.py       where the value of a key stands      unseen.py    characters that nobody sees
    listed.py     the items of a list of keys          garbled.py   letters that an encoding garbled
    leftovers.py  words of a newsletter's frame
"""

from scraper.editor.rules import contract, dates, encoding, headings, html, links, names, pictures, tags, text

CHECKS = (
    *(contract.findings, dates.findings, tags.findings),
    *(headings.findings, text.findings, html.findings),
    *(links.findings, pictures.findings, encoding.findings, names.findings),
)
