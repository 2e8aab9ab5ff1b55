"""How fast the scraper is: README.md says how to run these."""
