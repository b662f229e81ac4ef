"""Every request through one HTTP proxy, robots.txt too: so recorded sites are crawled under their own names."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class Via:
    """`--via HOST:PORT` and DUIKOU_VIA. A request with a proxy looks up no name of the origin."""

    def __init__(self, proxy: str) -> None:
        self._proxy = f"http://{proxy}"

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        via = crawler.settings["DUIKOU"].via
        if not via:
            raise NotConfigured
        return cls(via)

    def process_request(self, request: Request) -> None:
        request.meta["proxy"] = self._proxy
