"""How alike texts are, as far as their words tell; nothing here knows of tips.

From a text to its relatives:

    text ─► stems.py ─► worth.py ─► nearest.py
            words, cut  what each   which texts
                        tells       are close
"""
