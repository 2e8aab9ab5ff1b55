"""A fork's first hour: the starter archive becomes somebody's own archive.

answers.py    what somebody answers, checked          present.py       what the settings say now, and what git knows
plan.py       all that changes, before it is written  carried_out.py   the writing, all of it or nothing
starter.py    which files are the starter's           starter.sha256   their fingerprints, in the form of sha256sum
held.py       what git could bring back               outcome.py       what is said of it, and what comes next

What each file becomes, everything else in it left to the byte:

settings_file.py   mkdocs.yml        workflow_file.py   .github/workflows     about.py       docs/about.md
sources_file.py    sources.toml      tokens.py          the style sheet's     tags.py        docs/tags.yml
colours.py         one colour → light and dark ones that can be read
"""
