"""What every crawl needs, imported once, before the forks of crawler/process.py: two seconds that each would pay again.

Nothing here may read the environment (so not `crawler.settings`), start a thread or import the reactor."""
# ruff: noqa: F401 - the imports are the point

import scrapy.dupefilters
import scrapy.pqueues
import scrapy.squeues
from scrapy.settings import default_settings as scrapys
from scrapy.utils.misc import load_object

import crawler.child
import crawler.handler
import crawler.loader
import crawler.middlewares.absence
import crawler.middlewares.gate
import crawler.middlewares.patience
import crawler.middlewares.redirects
import crawler.middlewares.robots
import crawler.middlewares.via
import crawler.pipelines

# Scrapy imports all that it knows by name, also what our settings switch off.
for components in (scrapys.EXTENSIONS_BASE, scrapys.DOWNLOADER_MIDDLEWARES_BASE, scrapys.SPIDER_MIDDLEWARES_BASE):
    for path in components:
        load_object(path)
