"""From fetched pages to a stored report: two jobs, one class each. Whatever one raises, the others' pages go on."""

from typing import Self

from scrapy.crawler import Crawler

from crawler.crawl import Crawl
from crawler.fetched import Archived, Fetched
from crawler.recorder import crawl_of


class Job:
    """What both share: they are made for one crawl."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawl_of(crawler))


class ArchivePages(Job):
    """The bytes as fetched, before anybody reads them: what reading loses can be read again."""

    def process_item(self, item: Fetched) -> Archived:
        pages = zip(item.documents, item.statuses, strict=True)
        records = tuple(self.crawl.archive.append(document.page, status=status) for document, status in pages)
        return Archived(**vars(item), records=records)


class StoreArticle(Job):
    """Read, cleaned and stored with those that wait with it. All of it or nothing: the report, its version, its
    address; with its bytes on the disk."""

    async def process_item(self, item: Archived) -> Archived:
        stored = await self.crawl.group.store(item, weight=item.weight)
        self.crawl.count(stored.outcome)
        return item
