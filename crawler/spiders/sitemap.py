"""Sitemaps: files of addresses, and indexes of such files."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scrapy import Request

from cleaning.page import ListPage, Page
from cleaning.sitemaps import Child, SitemapFile, read_sitemap
from crawler.clock import now
from crawler.spiders.walk import WalkSpider
from crawler.walking import Walking
from store.listings import listing_checked
from store.walks import begin_walk

TRUSTED = timedelta(days=30)  # so long we believe an index that a file did not change
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SLACK = timedelta(days=1)  # for servers that print dates without a time zone


class SitemapSpider(WalkSpider):
    """A source whose articles its sitemap names. Each file of an index is a walk of its own, of one page; the index
    is at its end when all of them are."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._indexes: list[tuple[Walking, list[Walking]]] = []

    def read(self, page: Page, *, start: str) -> ListPage:  # noqa: ARG002 - a file of a sitemap is all of its walk
        return ListPage(links=self._file(page).links)

    def take(self, walking: Walking, url: str, page: Page) -> Iterator[Request]:
        """An index is not recorded: asked conditionally, it would not say again which files there are."""
        file = self._file(page)
        if file.fault:
            walking.trouble = file.fault
            self.logger.warning("%s: %s: its end was not read", url, file.fault)
        if file.files:
            yield from self._descend(walking, url, file)
        else:
            yield from super().take(walking, url, page)

    def end(self, walking: Walking) -> None:
        """A torn file may be whole tomorrow, and what it holds then is no news; one that is too large stays so."""
        if walking.trouble == "sitemap_torn":
            walking.ended = False
            return
        super().end(walking)
        self._end_indexes()

    def _file(self, page: Page) -> SitemapFile:
        return read_sitemap(page, self.source)

    def _descend(self, walking: Walking, url: str, file: SitemapFile) -> Iterator[Request]:
        """The files of an index, those never read first, for the limit must not keep the same ones out for ever."""
        walking.arrive(url)
        begun = {each.start for each in self.crawl.walks}
        due = [child for child in file.files if child.url not in begun and not self._is_unchanged(child)]
        due.sort(key=lambda child: self._checked(child) is not None)
        room = max(self.access.max_pages - len(begun), 0)
        files = [self._walk(walking, child) for child in due[:room]]
        if len(due) > room:
            walking.trouble = "max_pages"
        self.crawl.walks += files
        self._indexes.append((walking, files))
        self._end_indexes()
        for each in files:
            yield self.list_request(each, each.start)

    def _walk(self, index: Walking, child: Child) -> Walking:
        """A file that is new in a known index brings news, not what was there before we came."""
        with self.crawl.database.write() as conn:
            walk = begin_walk(conn, self.source.name, child.url, run=self.crawl.id)
        return Walking(walk=replace(walk, ground=walk.ground or index.walk.ground), max_pages=1)

    def _end_indexes(self) -> None:
        for index, files in self._indexes:
            if not (index.ended or index.trouble) and all(file.ended for file in files):
                index.ended = True
                self.end(index)

    def _is_unchanged(self, child: Child) -> bool:
        """By its index, since we read it."""
        checked = self._checked(child)
        if checked is None or not DAY.match(child.changed) or now() - checked > TRUSTED:
            return False
        return child.changed[:10] < (checked - SLACK).date().isoformat()

    def _checked(self, child: Child) -> datetime | None:
        with self.crawl.database.read() as conn:
            return listing_checked(conn, self.source.name, child.url)
