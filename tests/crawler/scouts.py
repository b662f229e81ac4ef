"""`python -m tests.crawler.scouts URL…`: several looks in one process, which saves a second each."""

import sys
from time import monotonic

from scrapy.crawler import AsyncCrawlerProcess

from crawler.allowance import settings_of
from crawler.scout import Scout

SECONDS = 300  # the machine of a test may be slow; what a look may take is tested on one alone


def main(urls: list[str]) -> None:
    process = AsyncCrawlerProcess(settings_of())
    for url in urls:
        process.crawl(Scout, asked=url, until=monotonic() + SECONDS)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1:])
