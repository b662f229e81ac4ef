"""What sites asked of us in earlier runs, and how this run remembers what they ask for now."""

from datetime import datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from crawler.clock import now
from crawler.recorder import RunRecorder
from store import hosts
from store.database import Database


class Manners:
    """The memory of one crawl; without a database (`scrapy shell`) it knows and keeps nothing."""

    def __init__(self, database: Database | None) -> None:
        self._database = database

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        recorder = crawler.get_extension(RunRecorder)
        return cls(recorder.crawl.database if recorder else None)

    def keep_robots(self, origin: str, text: str) -> None:
        if self._database:
            self._database.transact(lambda conn: hosts.keep_robots(conn, origin, text, now=now()))

    def robots_copy(self, origin: str) -> str | None:
        if self._database is None:
            return None
        with self._database.read() as conn:
            return hosts.robots_copy(conn, origin, now=now())

    def leave_alone(self, origin: str, *, seconds: float) -> None:
        if self._database:
            self._database.transact(lambda conn: hosts.leave_alone(conn, origin, seconds=seconds, now=now()))

    def left_alone_until(self, origin: str) -> datetime | None:
        if self._database is None:
            return None
        with self._database.read() as conn:
            return hosts.left_alone_until(conn, origin, now=now())


def origin_of(request: Request) -> str:
    parts = urlparse_cached(request)
    return f"{parts.scheme}://{parts.netloc}"
