"""What the site says to programs beside what it shows to people.

head.py        a page's picture, feeds and data          structured.py  JSON-LD
catalogue.py   tips.json: what is known of every tip     llms.py        llms.txt: where to begin
headers.py     what servers send along with files
"""
