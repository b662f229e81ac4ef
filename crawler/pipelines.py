"""From fetched pages to a stored report: three jobs, one class each. Whatever one raises, the others' pages go on."""

from dataclasses import replace
from typing import Self

from scrapy.crawler import Crawler

from cleaning.clean import clean
from cleaning.read import read
from cleaning.report import Report
from crawler.clock import now
from crawler.crawl import Crawl
from crawler.fetched import Archived, Cleaned, Fetched
from crawler.recorder import crawl_of
from store.whereabouts import Brought


class Job:
    """What the three share: they are made for one crawl."""

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


class CleanArticle(Job):
    """Pages to report. Each page was parsed once, when it came."""

    def process_item(self, item: Archived) -> Cleaned:
        return Cleaned(**vars(item), report=self._report(item))

    def _report(self, item: Archived) -> Report:
        source = self.crawl.source
        article = read(item.documents, source=source, listed=item.address.listed, now=now())
        if item.missing:
            article = replace(article, noticed={**article.noticed, "truncated": 1})
        return clean(article)


class StoreReport(Job):
    """All of it or nothing: the report, its version, its address; with its bytes on the disk."""

    async def process_item(self, item: Cleaned) -> Cleaned:
        brought = Brought(
            address=item.address.id,
            report=item.report,
            records=item.records,
            run=self.crawl.id,
            now=now(),
            validators=item.validators,
            backfill=item.address.backfill,
        )
        stored = await self.crawl.group.store(brought)
        self.crawl.count(stored.outcome)
        return item
