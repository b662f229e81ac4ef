"""The fetching of the articles that a walk found: conditional, in all their parts, each with its outcome."""

from collections.abc import Iterator
from typing import ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from cleaning.document import open_document
from cleaning.parting import next_part
from crawler.answers import Parts, conditions, fetched, is_gone, kind_of, readable
from crawler.crawl import Crawl
from crawler.exchange import page_of
from crawler.fetched import Fetched
from crawler.reasons import error_of, reason_of
from crawler.recorder import crawl_of
from seeds.source import Source
from store.frontier import Address

MAX_PARTS = 50  # pages of one article; a longer one is a trap or a book


class ArticleSpider(Spider):
    """What the spiders of all ways in share: they bring the articles of one source."""

    source: ClassVar[Source]

    @property
    def crawl(self) -> Crawl:
        return crawl_of(self.crawler)

    def article_request(self, address: Address) -> Request:
        return self._part_request(address.url, address, (), headers=conditions(address.validators))

    def _part_request(self, url: str, address: Address, parts: Parts, headers: dict[str, str] | None = None) -> Request:
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            cb_kwargs={"address": address, "parts": parts},
            headers=headers,
        )

    def parse_article(self, response: Response, address: Address, parts: Parts) -> Iterator[Request | Fetched]:
        """One page of an article: its next part, or the whole of it if this was the last."""
        status = response.status
        if parts and is_gone(response, address):
            yield fetched(address, parts, missing=True)
        elif status == 304:
            self.crawl.unchanged(address)
        elif is_gone(response, address):
            self.crawl.gone(address, status=status)
        elif status != 200 or not readable(response):
            self.crawl.failed(address, reason=f"http_{status}" if status != 200 else f"not_a_page: {kind_of(response)}")
        else:
            document = open_document(page_of(response), encoding=self.source.encoding)
            yield self._part(address, (*parts, (document, status)))

    def _part(self, address: Address, parts: Parts) -> Request | Fetched:
        following = next_part(parts[-1][0])
        seen = {document.page.url for document, _ in parts}
        if following is None or following in seen:
            return fetched(address, parts, missing=False)
        if len(parts) >= MAX_PARTS:
            return fetched(address, parts, missing=True)
        return self._part_request(following, address, parts)

    def article_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        self.crawl.failed(request.cb_kwargs["address"], reason=reason_of(error_of(failure)))
