"""Redirects, followed where they lead to a web page and not too often."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response


class Redirects(RedirectMiddleware):
    """Scrapy's, without the bookkeeping of a Referer that we never send and its warning in every run.

    A check of each hop's address (no private network) belongs at connect time, not here: a name can change its
    address between the check and the connection."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler.settings)
        middleware.crawler = crawler
        return middleware

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002 - Scrapy calls it so
        request.headers.pop("Referer", None)
