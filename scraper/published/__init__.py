"""What is asked of a branch and of a built site, before it is published.

A branch, for `tips changes` and `tips check --since`:

    revision.py      a commit, and which files of the working tree differ from it
    changes.py       all that would change, put together: tips, tags, other files
    tip_changes.py   tips added, changed, moved, removed       wording.py     what differs between two of one tip
    tag_changes.py   the vocabulary                            addresses.py   whether old addresses go on
    former_site.py   the site of a commit, built aside         site_sizes.py  what two sites hold, by kind
    as_text.py       tells it on a terminal                    as_markdown.py to a pull request
"""
