"""What becomes of a body's Markdown.

safety.py      rendered HTML with nothing active in it   headings.py      ranks that begin below the title
excerpt.py     its first words                           reading_time.py  how long it takes to read
relocate.py    rendered HTML, shown on another page      ahead.py         links to what isn't published yet
prose.py       its lines without code and comments       fences.py        where fenced code is
links.py       its links, and where they stand           astray.py        what is wrong with them, given
landmarks.py   what of it can be linked to               places.py        what there is to lead to
"""
