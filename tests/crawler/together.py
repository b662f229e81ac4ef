"""`python -m tests.crawler.together SOURCE…`: several crawls in one process, and pages that make a pipeline stumble."""

import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.fetched import Archived


class Stumble:
    """A page whose address says so makes the cleaning raise, as an error of ours would."""

    def process_item(self, item: Archived) -> Archived:
        if "stumble" in item.address.url:
            raise ZeroDivisionError("a page nobody thought of")
        return item


def main(names: list[str]) -> int:
    settings = get_project_settings()
    settings.set("LOG_LEVEL", "WARNING")
    settings.set("RETRY_PAUSE", 0)
    settings.set("MEMUSAGE_ENABLED", False)
    settings.set("ITEM_PIPELINES", settings.getdict("ITEM_PIPELINES") | {"tests.crawler.together.Stumble": 150})
    process = AsyncCrawlerProcess(settings)
    for name in names:
        process.crawl(name)
    process.start()
    return int(process.bootstrap_failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
