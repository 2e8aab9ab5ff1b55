"""Feeds with whole texts: of the archive, of each tag, of each author.

channel.py     what can be followed, and its texts       feed.py        all feeds as files, and RSS
json_feed.py   JSON Feed
"""
