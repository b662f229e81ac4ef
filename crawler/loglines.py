"""What a crawl does not say."""

from typing import Any

from scrapy.logformatter import LogFormatter


class Failures(LogFormatter):
    """LOG_FORMATTER: pages and items that went well are in the run's row. Scrapy makes a record of each, of a level
    that nobody prints."""

    def crawled(self, *_: Any) -> None:  # type: ignore[override]
        return None

    def scraped(self, *_: Any) -> None:  # type: ignore[override]
        return None
