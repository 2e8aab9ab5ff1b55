"""`tips tags`: the tags of all tips counted, and renamed or merged in all files at once.

tips ─► usage.py ─► twins.py ─► listing.py            counted, what is likely the same, as a table or JSON
move.py ─► plan.py ─► every file that changes ─► written, or shown

move.py              what is to become of which tags      tip_tags.py   the tags of one tip's file
vocabulary_text.py   docs/tags.yml                        links.py      links to the pages of tags
listed.py            a YAML list in a text, item by item
"""
