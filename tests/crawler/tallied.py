"""`python -m tests.crawler.tallied SOURCE`: a crawl that Scrapy's own statistics count too. Prints theirs."""

import json
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings


def main(source: str) -> None:
    settings = get_project_settings()
    settings["DOWNLOADER_MIDDLEWARES"]["scrapy.downloadermiddlewares.stats.DownloaderStats"] = 850
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(source)
    process.crawl(crawler)
    process.start()
    names = ("downloader/request_count", "downloader/response_bytes")
    sys.stdout.write(json.dumps([crawler.stats.get_value(name) for name in names]))


if __name__ == "__main__":
    main(*sys.argv[1:])
