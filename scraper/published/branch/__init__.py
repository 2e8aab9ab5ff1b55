"""What a branch would change, for `tips changes`: a revision and the working tree → all that differs.

changes.py          all that would change, put together:
    tip_changes.py      tips added, changed, removed, with   wording.py      what differs between two of one tip
                                                             moved.py        which file holds the tip of another
                                                             addresses.py    where old addresses lead
    tag_changes.py      the vocabulary
    site_change.py      two sites beside each other, with    former_site.py  that of a commit, built aside
                                                             site_sizes.py   what a site holds, by kind
told.py             all that in sentences                    as_text.py, as_markdown.py   two ways to tell it
"""
