"""How alike texts are, as far as their words tell; nothing here knows of tips.

text ─► stems.py ─► worth.py ─► nearest.py
words, cut     what each tells     which texts are close
"""
