"""The pages that people see, each a pure function of the archive.

prepare.py     all pages, in order                       listing.py     rows, and groups of rows
home.py        the front page                            paging.py      long lists in several pages
tip_page.py    a page per tip                            suggestion.py  where a tip is edited or begun
lists.py       a year's, a tag's, an author's tips       indexes.py     all tags, all authors
calendar.py    the archive as weeks                      weeks.py       weeks as ISO 8601 counts them
random_tip.py  one tip by chance                         week_files.py  what a browser chooses from
related.py     to each tip those about the same          subscribe.py   what can be followed
latest.py      lists of tips in any page                 wish.py        what such a list is asked for
"""
