"""From saved HTML to Markdown, a step a module, in this order.

sanitise → prune → media → shortcodes → outline (with tables) → emphasis → writer (with literal)
"""
