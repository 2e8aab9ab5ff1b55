"""The picture of a shared link, one for each tip.

cards.py       which picture is whose, kept in a cache   card.py        one picture, drawn from the template
colours.py     the site's colours, out of tokens.css     lettering.py   how a text is set and broken into lines
"""
