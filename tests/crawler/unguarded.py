"""`python -m tests.crawler.unguarded SOURCE`: a crawl whose settings forgot the guard."""

import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings


def main(source: str) -> None:
    settings = get_project_settings()
    settings.set("TWISTED_DNS_RESOLVER", "scrapy.resolver.CachingThreadedResolver")
    process = AsyncCrawlerProcess(settings)
    process.crawl(source)
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
