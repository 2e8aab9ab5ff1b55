"""The harvest, proposed: what `tips scrape` changed, as one pull request.

proposal.py   the harvest → one pull request, readable top to bottom
checkout.py   the folder of tips as git sees it → a commit beside all branches, pushed to one
changed.py    what of the tips is another → a title
text.py       reports and logs → the text of a pull request
access.py     whose repository, at which GitHub, by which token
github.py     the few requests to GitHub's API      refusal.py   what it refuses, in words
"""
