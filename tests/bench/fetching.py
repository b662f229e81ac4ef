"""`python -m tests.bench.fetching KIND PORT`: one crawl of the generated site in a process of its own. Prints one line
of JSON: pages, seconds of its CPU and of the wall between the first and the last request, and its peak of memory.

KIND: `ours` (as configured in the environment), `bare` (Scrapy as it comes, counting pages) or `peer` (Scrapy with
trafilatura and its metadata in the callback, as most such crawlers are written)."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

PEER_PAGES = 150
FIRST = (
    "<html><body><article><h1>样例</h1><p>2024-07-05</p>"
    + "<p>工作队走访了高原县的牧民。</p>" * 20
    + "</article></body></html>"
)


class Meter:
    """From the opening of the spider to its end: what importing costs is no part of a long crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self.began = self.ended = (0.0, 0.0)
        crawler.signals.connect(self.open, signals.spider_opened)
        crawler.signals.connect(self.close, signals.spider_closed)

    def open(self) -> None:
        self.began = time.process_time(), time.perf_counter()

    def close(self) -> None:
        self.ended = time.process_time(), time.perf_counter()

    def line(self, pages: int) -> dict[str, float]:
        cpu, wall = (after - before for before, after in zip(self.began, self.ended, strict=True))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"pages": pages, "cpu_s": round(cpu, 3), "wall_s": round(wall, 3), "peak_mb": round(peak)}


class Bare(Spider):
    """Follows the listing and counts the pages behind it."""

    name = "bare"
    pages = 0
    limit = sys.maxsize

    def parse(self, response: Response) -> Iterator[Request]:
        for link in response.css("ul.list a"):
            self.limit -= 1
            if self.limit >= 0:
                yield response.follow(link, self.parse_article)
        for link in response.css("p > a"):
            yield response.follow(link, self.parse)

    def parse_article(self, response: Response) -> Any:
        self.pages += 1


class Peer(Bare):
    name = "peer"
    limit = PEER_PAGES

    def parse_article(self, response: Response) -> Any:
        from trafilatura import bare_extraction

        self.pages += 1
        found = bare_extraction(response.body, url=response.url, with_metadata=True)
        assert found is not None
        return {"url": response.url, "title": found.title, "date": found.date, "text": found.text}


def warm(kind: str) -> None:
    """What is loaded once, on import or by the first page, is no part of a long crawl. Ours forks off it."""
    if kind == "ours":
        import crawler.stem  # noqa: F401
    if kind == "peer":
        from trafilatura import bare_extraction

        bare_extraction(FIRST, with_metadata=True)


def main(kind: str, port: str) -> None:
    ours = kind == "ours"
    warm(kind)
    settings = get_project_settings() if ours else Settings({"TELNETCONSOLE_ENABLED": False})
    settings.update({"LOG_LEVEL": "WARNING", "GUARD_ALLOWED": [f"127.0.0.1:{port}"]})
    settings.set("CONCURRENT_REQUESTS_PER_DOMAIN", 8)  # Scrapy's own, for all: without a delay ours means nothing
    process = AsyncCrawlerProcess(settings)
    spider: Any = "bench" if ours else {"bare": Bare, "peer": Peer}[kind]
    crawler = process.create_crawler(spider)
    meter = Meter(crawler)
    process.crawl(crawler, **({} if ours else {"start_urls": [f"http://127.0.0.1:{port}/list/"]}))
    process.start()
    stats = crawler.stats.get_stats()
    pages = stats.get("item_scraped_count", 0) if ours else getattr(crawler.spider, "pages", 0)
    requests, received = stats.get("downloader/request_count", 0), stats.get("downloader/response_bytes", 0)
    sys.stdout.write(json.dumps(meter.line(pages) | {"requests": requests, "bytes": received}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
