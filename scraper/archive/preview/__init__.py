"""The preview: what `mkdocs serve` shows while somebody writes, a moment after each edit.

    preview.py     what of one build the next one can keep      unready.py     a page for a tip that is broken
    kept_files.py  a site's files, only some of which are made  late_index.py  the search index, made afterwards
    publish.py     from what was built to what is served        server.py      how soon it looks, and builds that fail
    theme.py       the files of a theme that a site shows

After any edits the served files are those of a server that has just been started, byte for byte; only the search index
comes some seconds later. A page is kept where all that it is made of is as it was: the prepared page, what its links
lead to, and what is the same for all pages, such as mkdocs.yml and the templates.
"""
