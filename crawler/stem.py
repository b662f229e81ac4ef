"""What every crawl needs, loaded once, before the forks of crawler/process.py: three seconds that each would pay again.

Nothing here may read the environment (so not `crawler.settings`), start a thread or import the reactor."""
# ruff: noqa: F401 - the imports are the point

import gc
import os
from datetime import UTC, datetime

# numpy, imported, starts a thread for each further core, and each takes 40 MB of what data a crawl may have at most.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import scrapy.dupefilters
import scrapy.pqueues
import scrapy.squeues
from scrapy.settings import default_settings as scrapys
from scrapy.utils.misc import load_object

import crawler.child
import crawler.handler
import crawler.loader
import crawler.loglines
import crawler.middlewares.absence
import crawler.middlewares.gate
import crawler.middlewares.patience
import crawler.middlewares.redirects
import crawler.middlewares.robots
import crawler.middlewares.tally
import crawler.middlewares.via
import crawler.pipelines
import crawler.signals
from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read

# Scrapy imports all that it knows by name, also what our settings switch off.
for components in (scrapys.EXTENSIONS_BASE, scrapys.DOWNLOADER_MIDDLEWARES_BASE, scrapys.SPIDER_MIDDLEWARES_BASE):
    for path in components:
        load_object(path)

# Registers and dictionaries are loaded when a page first needs them: six pages would take half a second to that alone.
PAGE = (
    "<h1>援疆工作队走访高原县</h1><p>2024-07-05 10:00 来源：样例日报</p><div><p>河北省援疆工作队投入资金1200万元，帮助"
    "库尔勒(kù ěr lè)的农民修通了水渠。</p><p>工作队的同志说，这样的活动每个季度都会举行，明年还要扩大。</p></div>"
)
MOMENT = datetime(2024, 7, 5, tzinfo=UTC)
clean(read([open_document(Page(url="http://example.com/a/1.html", body=PAGE.encode(), fetched_at=MOMENT))], now=MOMENT))

# All of this stays as long as the process: no fork has to look through it for what may go, and so none copies it.
gc.freeze()
gc.set_threshold(5_000, 10, 10)  # a page makes thousands of objects and hardly a cycle: 700 is a look twice a page
