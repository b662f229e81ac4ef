"""`python -m tests.bench.fetching KIND PORT`: one crawl of the generated site in a process of its own, turn by turn.

Prints a line of JSON when the spider is open, as every TURN pages came, and at the end (then with `items`, `peak_mb`,
`requests` and `bytes`), and waits for a line before it goes on: so others can take their turns on the same machine,
while this stays one long crawl. A line holds the pages so far and the CPU seconds of this process since the spider was
opened. So outside are imports and what is loaded once, opening the database and the run, and closing them; inside is
all that a crawl does between its first request and its last page, what the first pages warm up included.

KIND: `ours` (as configured in the environment), `bare` (Scrapy as it comes, fetching the pages) or `peer` (Scrapy with
trafilatura and its metadata in the callback, as most such crawlers are written)."""

import asyncio
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

ARTICLES = "/a/"  # neither lists nor robots.txt
TURN = 32  # pages: whole groups of those that ours stores together, or its turns would be of unequal work
FIRST = (
    "<html><body><article><h1>样例</h1><p>2024-07-05</p>"
    + "<p>工作队走访了高原县的牧民。</p>" * 20
    + "</article></body></html>"
)
ALIKE = {
    "LOG_LEVEL": "WARNING",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,  # Scrapy's own: without a delay ours means nothing
    "DOWNLOAD_TIMEOUT": 600,  # seconds: Twisted's own timers run on while others have their turns
    "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # so that all have the same pages in the same turn
}


class Meter:
    """Counts pages and CPU seconds from the opening of the spider to its end."""

    def __init__(self, crawler: Crawler) -> None:
        self.pages = 0
        self.began = self.ended = self.waited = 0.0
        crawler.signals.connect(self.open, signals.spider_opened)
        crawler.signals.connect(self.receive, signals.response_received)
        crawler.signals.connect(self.close, signals.spider_closed)

    def open(self) -> None:
        loop: Any = asyncio.get_running_loop()
        loop.time = lambda: time.monotonic() - self.waited
        self.began = self.ended = time.process_time()
        self.wait()

    def receive(self, response: Response) -> None:
        self.pages += ARTICLES in response.url
        if ARTICLES in response.url and self.pages % TURN == 0:
            self.ended = time.process_time()
            self.wait()

    def close(self) -> None:
        self.ended = time.process_time()

    def wait(self) -> None:
        """For the next turn. Time stands still meanwhile, or groups of reports would be stored before they are full."""
        since = time.monotonic()
        self.say()
        sys.stdin.readline()
        self.waited += time.monotonic() - since

    def say(self, **more: float) -> None:
        cpu = round(self.ended - self.began, 4)
        sys.stdout.write(json.dumps({"pages": self.pages, "cpu_s": cpu, **more}) + "\n")
        sys.stdout.flush()


class Bare(Spider):
    """Follows the listing and throws away the pages behind it."""

    name = "bare"

    def parse(self, response: Response) -> Iterator[Request]:
        for link in response.css("ul.list a"):
            yield response.follow(link, self.parse_article)
        for link in response.css("p > a"):
            yield response.follow(link, self.parse)

    def parse_article(self, response: Response) -> Any:
        pass


class Peer(Bare):
    name = "peer"

    def parse_article(self, response: Response) -> Any:
        from trafilatura import bare_extraction

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
    settings.update(ALIKE | {"GUARD_ALLOWED": [f"127.0.0.1:{port}"]})
    process = AsyncCrawlerProcess(settings)
    spider: Any = "bench" if ours else {"bare": Bare, "peer": Peer}[kind]
    crawler = process.create_crawler(spider)
    meter = Meter(crawler)
    process.crawl(crawler, **({} if ours else {"start_urls": [f"http://127.0.0.1:{port}/list/"]}))
    process.start()
    items, requests, received = counted(crawler, ours=ours)
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    meter.say(items=items, requests=requests, bytes=received, peak_mb=peak)


def counted(crawler: Crawler, *, ours: bool) -> tuple[int, int, int]:
    """Items, requests and bytes received: as the run's row of ours has them, else as Scrapy's statistics."""
    if ours:
        from crawler.recorder import crawl_of

        counts = crawl_of(crawler).counts
        return counts.get("new", 0), counts.get("requests", 0), counts.get("bytes", 0)
    names = ("item_scraped_count", "downloader/request_count", "downloader/response_bytes")
    items, requests, received = (crawler.stats.get_value(name, 0) for name in names)
    return items, requests, received


if __name__ == "__main__":
    main(*sys.argv[1:])
