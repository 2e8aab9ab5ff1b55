"""Tags: suggested for a tip, counted in all tips, and renamed or merged in all files at once.

From left to right, in three ways:

    tips, vocabulary ─► suggest.py ─► what a tip might have, and why
    tips ─► usage.py ─► twins.py ─► listing.py ─► counts, and what is likely the same, as a table or JSON
    move.py ─► plan.py ─► every file that changes ─► written, or shown by difference.py

    move.py              what is to become of which tags      tip_tags.py   the tags of one tip's file
    vocabulary_text.py   docs/tags.yml                        links.py      links to the pages of tags
    listed.py            a YAML list in a text, item by item  misspelt.py   the tag that somebody meant
    tag_words.py         the words by which texts speak of a tag
"""
