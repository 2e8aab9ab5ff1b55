"""The search index of the built site.

index_site.py  what is searched of each tip              indexer.py       Pagefind's program, run as a service
plain_text.py  the words of HTML as a reader sees them   filters.py       tags, years, authors, sources of all
stable_index.py  the same tips, the same bytes           cbor.py          the form of Pagefind's files
"""
