"""Pictures: what a tip's text shows from the web comes to lie beside the tips, and the text shows it from there.

copies.py   gets them, and leads the text to them
body.py     where images and links stand in a text, and how one is taken out
kinds.py    what is a picture, told by its content
"""
