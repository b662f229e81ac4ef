"""Listings: pages of HTML that link to articles, numbered, linked or paged by a script."""

from collections.abc import Iterator

from scrapy import Request

from cleaning.document import Document, open_document
from cleaning.listing import links
from cleaning.page import ListPage, Page
from cleaning.paging import next_page
from cleaning.records import next_records, unfolded
from crawler.closing import close_early
from crawler.spiders.walk import WalkSpider
from crawler.walking import Walking


class ListingSpider(WalkSpider):
    """A source whose articles are found on pages of links."""

    def take(self, walking: Walking, url: str, page: Page) -> Iterator[Request]:
        document = unfolded(open_document(page, encoding=self.source.encoding))
        if walking.pages or not self._has_turned(walking, document):
            yield from self.enter(walking, url, page, self._found(document, start=walking.start))

    def _found(self, document: Document, *, start: str) -> ListPage:
        found = links(document, self.source)
        following = next_records(document) or (next_page(document, self.source, start=start) if found else None)
        return ListPage(links=found, next_url=following)

    def _has_turned(self, walking: Walking, document: Document) -> bool:
        """A site that became another one is not walked: what it brings is not its publisher's."""
        signs = self.crawl.turned(document)
        if signs:
            walking.trouble = f"turned: {signs}"
            close_early(self.crawler, walking.trouble)
        return bool(signs)
