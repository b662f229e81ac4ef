"""What a look at an unknown site may cost it, and us."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

REQUESTS = 10  # in all, robots.txt and redirects included
DELAY = 0.5  # seconds between two requests, unless the installation or the site's robots.txt says otherwise
MEMORY = 768 * 2**20  # bytes of data of the process: ten pages of the largest size, and what reads them


class Budget:
    """No request beyond REQUESTS, whoever wants it."""

    def __init__(self) -> None:
        self.made = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        budget = cls()
        crawler.spider.budget = budget  # type: ignore[union-attr]
        return budget

    def process_request(self, request: Request) -> None:
        if self.made == REQUESTS:
            error = IgnoreRequest(f"{request.url}: one request too many")
            error.reason = "no_request_left"  # type: ignore[attr-defined]
            raise error
        self.made += 1


def settings_of() -> Settings:
    """The crawler's settings, with what only a look changes."""
    settings = get_project_settings()
    delay = settings["DUIKOU"].delay
    overrides = {
        "LOG_LEVEL": "CRITICAL",  # what went wrong is said in the preview
        "EXTENSIONS": {},
        "EXTENSIONS_BASE": {},  # no look needs them, and two take half a second to load
        "ITEM_PIPELINES": {},
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader",  # ours loads the store, which takes a second
        "DOWNLOADER_MIDDLEWARES": settings.getdict("DOWNLOADER_MIDDLEWARES") | {"crawler.allowance.Budget": 900},
        "DOWNLOAD_DELAY": DELAY if delay is None else delay,
        "DOWNLOAD_TIMEOUT": 5,
        "RETRY_TIMES": 0,
    }
    for name, value in overrides.items():
        settings.set(name, value, priority="cmdline")
    return settings
