"""Listings: pages of HTML that link to articles, numbered, linked or paged by a script."""

from cleaning.document import open_document
from cleaning.listing import links
from cleaning.page import ListPage, Page
from cleaning.paging import next_page
from cleaning.records import next_records, unfolded
from crawler.spiders.walk import WalkSpider


class ListingSpider(WalkSpider):
    """A source whose articles are found on pages of links."""

    def read(self, page: Page, *, start: str) -> ListPage:
        document = unfolded(open_document(page, encoding=self.source.encoding))
        found = links(document, self.source)
        following = next_records(document) or (next_page(document, self.source, start=start) if found else None)
        return ListPage(links=found, next_url=following)
