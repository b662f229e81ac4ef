"""How we fetch: all of Scrapy lives here."""
