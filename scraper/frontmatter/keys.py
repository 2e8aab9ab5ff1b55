"""The keys of a tip's front matter, in the order in which a file has them."""

KEYS = (
    "title",
    "date",
    "date_precision",
    "tags",
    "categories",
    "author",
    "description",
    "source",
    "source_url",
    "rights",
    "status",
    "aliases",
    "lang",
    "scraped",
)
