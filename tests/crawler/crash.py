"""`python -m tests.crawler.crash POINT SOURCE`: a crawl that kills itself, without warning, at a named point."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.utils.project import get_project_settings

from crawler.fetched import Fetched
from store import keeping
from store.database import Database, Within


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class SignalPoints:
    """Points that Scrapy tells of."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        self = cls()
        self.point = crawler.settings["CRASH_AT"]
        self.listings = 0
        crawler.signals.connect(self.scheduled, signals.request_scheduled)
        crawler.signals.connect(self.bytes_came, signals.bytes_received)
        crawler.signals.connect(self.stored, signals.item_scraped)
        crawler.signals.connect(self.closing, signals.spider_closed)
        return self

    def scheduled(self, request: Request) -> None:
        self.listings += "walking" in request.cb_kwargs
        if self.point == "after_first_listing" and self.listings == 2:
            die()

    def bytes_came(self, request: Request) -> None:
        if self.point == "amid_an_article" and "address" in request.cb_kwargs:
            die()

    def stored(self) -> None:
        if self.point == "after_store":
            die()

    def closing(self) -> None:
        if self.point == "before_the_run_is_closed":
            die()


class PipelinePoint:
    """A point between two pipelines."""

    at = ""

    def __init__(self, point: str) -> None:
        self.point = point

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings["CRASH_AT"])

    def process_item(self, item: Fetched) -> Fetched:
        if self.point == self.at:
            die()
        return item


class BeforeArchive(PipelinePoint):
    at = "before_archive"


class BetweenArchiveAndStore(PipelinePoint):
    at = "between_archive_and_store"


def half_way(*_: Any) -> dict[Any, Any]:
    """Several reports are stored in one transaction: their rows are written, their stories are not."""
    die()
    return {}


def committed(database: Database, work: Callable[[Within, Any], Any], given: Sequence[Any]) -> list[Any]:
    """They are stored, but nobody has heard of it."""
    database.transact(lambda conn: work(conn, given))
    die()
    return []


POINTS = (
    "after_first_listing",
    "amid_an_article",
    "before_archive",
    "between_archive_and_store",
    "amid_a_group",
    "after_the_commit",
    "after_store",
    "before_the_run_is_closed",
)


def main(point: str, source: str) -> None:
    settings = get_project_settings()
    settings.set("CRASH_AT", point)
    settings.set("EXTENSIONS", {"tests.crawler.crash.SignalPoints": -1} | settings.getdict("EXTENSIONS"))
    between = {"tests.crawler.crash.BeforeArchive": 50, "tests.crawler.crash.BetweenArchiveAndStore": 150}
    settings.set("ITEM_PIPELINES", between | settings.getdict("ITEM_PIPELINES"))
    if point == "amid_a_group":
        keeping.place_newcomers = half_way
    if point == "after_the_commit":
        Database.together = committed  # type: ignore[method-assign]
    process = AsyncCrawlerProcess(settings)
    process.crawl(source)
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
