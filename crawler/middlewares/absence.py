"""Sites that asked, in an earlier run, to be left alone for longer than that run could wait."""

from datetime import datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.manners import Manners, origin_of
from crawler.outcome import WAITING


class WaitingError(IgnoreRequest):
    """The site is not to be asked before that moment."""

    def __init__(self, until: datetime) -> None:
        self.reason = f"{WAITING}: left alone until {until:%Y-%m-%dT%H:%MZ}, as the site asked"
        super().__init__(self.reason)


class Absence:
    """Before robots.txt: that too would be a request. What the site says in this run is patience.py's."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._until: dict[str, datetime | None] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Manners.from_crawler(crawler))

    def process_request(self, request: Request) -> None:
        """Raises WaitingError."""
        origin = origin_of(request)
        if origin not in self._until:
            self._until[origin] = self._manners.left_alone_until(origin)
        until = self._until[origin]
        if until:
            raise WaitingError(until)
