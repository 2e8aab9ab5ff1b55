"""How findings are told: to people (text), to GitHub, and to programs (json, sarif). A format a file.

outcome.py      what there is to tell, and the sentence that sums it up
difference.py   what --fix would change, for --dry-run
visible.py      text out of files, such that a terminal shows it and does nothing else
excerpt.py      the line that a finding is about, cut to a width, with the meant part underlined
repository.py   files as the repository calls them, which GitHub and SARIF ask for
"""
