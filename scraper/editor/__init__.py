"""What editors use: a new tip, a check of what they wrote, tags, and the archive's health.

files ─► manuscript.py ─► rules/, across/ ─► Finding ─► fixing.py    mends what can be mended safely
as it lies there   one a subject               formats/     tells it: text, github, json, sarif

project.py     the settings of mkdocs.yml that editors' commands need
desk.py        what rules know besides the file: vocabulary, the day, which other files there are
rulebook.py    every rule by its code                  check.py    the way above, readable top to bottom
finding.py     one thing that is off, and its mending  rules/      what one file tells
across/        what only all files together tell       spot.py     where the value of a key stands
unseen.py      characters that nobody sees             garbled.py  letters that an encoding garbled
"""
