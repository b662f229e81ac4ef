"""What a crawl asked for and what came over the wire, as its run's row counts it."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.stats import get_header_size, get_status_size
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.crawl import Crawl
from crawler.recorder import RunRecorder

BLANK_LINES = 4  # bytes between status, headers and body


class Tally:
    """In place of Scrapy's DownloaderStats, which writes each request and its headers out once more to count what we
    never ask for. At its place: redirects, retries and robots.txt count, and bodies as they came, still packed."""

    def __init__(self, crawl: Crawl) -> None:
        self._crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        recorder = crawler.get_extension(RunRecorder)
        if recorder is None:  # `scrapy shell` and the like have no run
            raise NotConfigured
        return cls(recorder.crawl)

    def process_request(self, request: Request) -> None:  # noqa: ARG002 - Scrapy calls it so
        self._crawl.count("requests")

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy calls it so
        head = get_status_size(response.status) + get_header_size(response.headers) + BLANK_LINES
        self._crawl.count("bytes", head + len(response.body))
        return response
