"""The walk over a source's listing and the fetching of what it names."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from cleaning.document import Document, open_document
from cleaning.listing import links
from cleaning.page import Listed
from cleaning.paging import next_page, next_part
from crawler.answers import (
    GONE,
    Parts,
    conditions,
    fetched,
    is_gone,
    kind_of,
    page_of,
    readable,
    validators_of,
)
from crawler.clock import now
from crawler.crawl import Crawl
from crawler.fetched import Fetched
from crawler.reasons import error_of, reason_of
from crawler.recorder import crawl_of
from crawler.walking import Walking
from seeds.source import Listing, Source
from store.frontier import (
    Address,
    Seen,
    begin_walk,
    end_walk,
    forget_resume,
    listing_unchanged,
    listing_validators,
    record_listing,
    work,
)

LISTINGS_FIRST = 10  # priority: a listing shifts while we wait, an article does not
WORK_AT_ONCE = 10_000  # addresses of one run: a day at one a second leaves the rest to the next run
MAX_PARTS = 50  # pages of one article; a longer one is a trap or a book


class ListingSpider(Spider):
    """A source whose articles are found on pages of links. The loader makes one subclass a seed."""

    source: ClassVar[Source]

    @property
    def crawl(self) -> Crawl:
        return crawl_of(self.crawler)

    @property
    def listing(self) -> Listing:
        assert self.source.listing is not None  # the loader makes no spider without one
        return self.source.listing

    async def start(self) -> AsyncIterator[Any]:
        crawl = self.crawl
        with crawl.database.write() as conn:
            todo = work(conn, self.source.name, now=now(), limit=WORK_AT_ONCE)
            walks = [begin_walk(conn, self.source.name, url, run=crawl.id) for url in self.listing.urls]
        crawl.walks = [Walking(walk=walk, max_pages=self.listing.max_pages) for walk in walks]
        for walking in crawl.walks:
            yield self._listing_request(walking, walking.start)
        for address in todo:
            yield self._article_request(address)

    # --- the listing

    def _listing_request(self, walking: Walking, url: str) -> Request:
        with self.crawl.database.read() as conn:
            validators = listing_validators(conn, self.source.name, url)
        return Request(
            url,
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"walking": walking, "url": url},
            headers=conditions(validators),
            priority=LISTINGS_FIRST,
        )

    def parse_listing(self, response: Response, walking: Walking, url: str) -> Iterator[Request]:
        """One page of links: recorded with its links in one transaction, then what is new on it, then the next page."""
        if response.status == 304:
            yield from self._go_on(walking, url, self._unchanged(walking, url), stated=None, listed=None)
        elif response.status == 200:
            document = self._archived(response)
            listed = links(document, self.source)
            if not listed and not walking.pages:
                walking.trouble = "no_links"
                return
            stated = next_page(document, self.source, start=walking.start) if listed else None
            seen = self._record(walking, url, document, listed=listed, stated=stated)
            yield from self._go_on(walking, url, seen, stated=stated, listed=listed)
        else:
            self._stopped(walking, url, response.status)

    def listing_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        request.cb_kwargs["walking"].trouble = reason_of(error_of(failure))
        self.logger.warning("%s: %s", request.url, reason_of(error_of(failure)))

    def _archived(self, response: Response) -> Document:
        page = page_of(response)
        self.crawl.archive.append(page, status=response.status)
        self.crawl.archive.sync()
        return open_document(page, encoding=self.source.encoding)

    def _record(
        self, walking: Walking, url: str, document: Document, *, listed: tuple[Listed, ...], stated: str | None
    ) -> Seen:
        with self.crawl.database.write() as conn:
            return record_listing(
                conn,
                walking.walk,
                run=self.crawl.id,
                url=url,
                links=listed,
                next_url=stated,
                validators=validators_of(document.page),
                now=now(),
            )

    def _unchanged(self, walking: Walking, url: str) -> Seen:
        with self.crawl.database.write() as conn:
            return listing_unchanged(conn, walking.walk, run=self.crawl.id, url=url, now=now())

    def _go_on(
        self, walking: Walking, url: str, seen: Seen, *, stated: str | None, listed: tuple[Listed, ...] | None
    ) -> Iterator[Request]:
        self.crawl.count("listed", len(seen.new) + seen.known)
        walking.arrive(url)
        following = walking.step(seen, stated=stated, links=listed)
        if walking.ended:
            self._end(walking)
        for address in seen.new:
            yield self._article_request(address)
        if following:
            yield self._listing_request(walking, following)

    def _stopped(self, walking: Walking, url: str, status: int) -> None:
        """A page of links that is not there: with a configured pager the way to find the end, else a trouble."""
        if status in GONE and walking.pages and self.listing.next:
            walking.ended = True
            self._end(walking)
            return
        walking.trouble = f"http_{status}"
        self.logger.warning("%s: http_%d", url, status)
        if status in GONE and walking.pages:
            with self.crawl.database.write() as conn:
                forget_resume(conn, walking.walk)

    def _end(self, walking: Walking) -> None:
        with self.crawl.database.write() as conn:
            end_walk(conn, walking.walk, run=self.crawl.id)

    # --- the articles

    def _article_request(self, address: Address) -> Request:
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
