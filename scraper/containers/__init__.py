"""Files that hold many pages, read as streams: what is in memory is one page at a time, whatever the file's size.

holding.py   a file, or a member of one, that can be opened      kind.py          what it is, by its first bytes
zips.py      ZIP → Holdings                                      wxr.py           WordPress export → Pages
warc.py      WARC → Pages                                        http_answer.py   what its records hold
"""
