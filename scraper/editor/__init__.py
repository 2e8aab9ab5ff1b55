"""What editors use: a new tip, a check of what they wrote, tags, and the archive's health.

A check goes one way, and check.py is that way, readable top to bottom:

    files ─► manuscript.py ─► rules/ and across/ ─► Finding ─► fixing.py    mends what takes no judging
             as they lie      what one file, and               formats/     tells it: to people, GitHub, programs
             there            all together, tell

    project.py    the settings of mkdocs.yml that editors' commands need
    desk.py       what rules know besides the file     opening.py   the same where part of it can't be used
    places.py     what its links can lead to
    rulebook.py   every rule by its code               pages.py     the page of each, in docs/rules
    finding.py    one thing that is off, and its edits
    run.py        a run of `tips check`                since.py     the same of what changed since a commit

    new.py        a new tip, complete but for its text  signature.py  the name of whoever writes it
    tags/         tags suggested, counted, renamed, merged
    health/       how the archive is, for `tips report`
"""
