"""Sites of the web → Pages. `client` alone speaks to the network; the ways into a site are a module each.

visit.py    an address of sources.toml → all of its posts as Pages, by the best way in
front.py    what a site's front page says of the ways into it
rest.py     WordPress' REST API     feed.py  the paged feed     listing.py  the listing pages
store.py    what sites gave, kept between runs: where a run that was cut off goes on
client.py   polite requests         fences.py  which addresses may be asked     robots.py  what a site forbids
"""
