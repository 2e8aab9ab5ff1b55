"""What is asked of a built site, of a branch, and of the place where both are published.

proposal.py   the harvest → one pull request, readable top to bottom
checkout.py   the folder of tips as git sees it → a commit beside all branches, pushed to one
changed.py    what of the tips is another → a title
text.py       reports and logs → the text of a pull request
access.py     whose repository, at which GitHub, by which token
github.py     the few requests to GitHub's API

What a branch does, for `tips changes` and `tips check --since`:

revision.py         a commit, and which files of the working tree differ from it
changes.py          all that would change, put together:
    tip_changes.py      tips added, changed, removed, with   wording.py      what differs between two of one tip
                                                             moved.py        which file holds the tip of another
                                                             addresses.py    where old addresses lead
    tag_changes.py      the vocabulary
    site_change.py      two sites beside each other, with    former_site.py  that of a commit, built aside
                                                             site_sizes.py   what a site holds, by kind
told.py             all that in sentences                    as_text.py, as_markdown.py   two ways to tell it
"""
