"""The archive's health, for people: what is missing, unclear or gone, week by week and tip by tip.

One way leads through it:

    Desk ─► health.py ─► Health ─► terminal.py, markdown.py, page.py, as_json.py

    concerns.py   what may be off with a tip, and what to do about it     weeks.py   the calendar of an archive's weeks
    online.py     links to other sites, asked one by one
"""
