"""Sites of the web → Pages. `client` alone asks the network; the ways into a site are a module each.

visit.py    an address of sources.toml → all of its posts as Pages, by the best way in
front.py    what the page at the address says of the ways into its site
rest.py     WordPress' REST API     feed.py  the paged feed     listing.py  the listing pages and the posts they lead to
walk.py     along numbered pages    trip.py  what every way works with    zone.py  by which clock a site counts its days
store.py    what sites gave, kept between runs: where a run that was cut off goes on
client.py   polite requests         answer.py  what comes back, within bounds
fences.py   which addresses may be asked       robots.py  what a site forbids
"""
