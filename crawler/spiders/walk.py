"""The walk over a source's pages of links, whatever those are made of: recorded page by page, to known ground."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from cleaning.page import Listed, ListPage, Page
from crawler.answers import GONE, conditions, validators_of
from crawler.clock import now
from crawler.exchange import asking, page_of
from crawler.reasons import error_of, reason_of
from crawler.spiders.articles import ArticleSpider
from crawler.walking import Walking
from seeds.source import Access
from store.frontier import work
from store.listings import listing_validators
from store.walks import Seen, begin_walk, end_walk, forget_resume, listing_unchanged, record_listing

LISTINGS_FIRST = 10  # priority: a listing shifts while we wait, an article does not
WORK_AT_ONCE = 10_000  # addresses of one run: a day at one a second leaves the rest to the next run


class WalkSpider(ArticleSpider):
    """The spiders of the ways in: each reads its kind of page. The loader makes one subclass a seed."""

    def read(self, page: Page, *, start: str) -> ListPage:
        """The articles that a page of the walk from `start` names, and its next page. Each way in has its own."""
        raise NotImplementedError

    @property
    def access(self) -> Access:
        assert self.source.access is not None  # the loader makes no spider without one
        return self.source.access

    async def start(self) -> AsyncIterator[Any]:
        crawl = self.crawl
        with crawl.database.write() as conn:
            todo = work(conn, self.source.name, now=now(), limit=WORK_AT_ONCE)
            walks = [begin_walk(conn, self.source.name, url, run=crawl.id) for url in self.access.urls]
        crawl.walks = [Walking(walk=walk, max_pages=self.access.max_pages) for walk in walks]
        for walking in crawl.walks:
            yield self.list_request(walking, walking.start)
        for address in todo:
            yield self.article_request(address)

    def list_request(self, walking: Walking, url: str) -> Request:
        """Asks for a page of links: if it changed; by a form where its address holds one."""
        with self.crawl.database.read() as conn:
            validators = listing_validators(conn, self.source.name, url)
        return Request(
            **{"headers": conditions(validators)} | asking(url),
            callback=self.parse_listing,
            errback=self.listing_failed,
            cb_kwargs={"walking": walking, "url": url},
            priority=LISTINGS_FIRST,
        )

    def parse_listing(self, response: Response, walking: Walking, url: str) -> Iterator[Request]:
        """One page of links: recorded with its links in one transaction, then what is new on it, then the next page."""
        if response.status == 304:
            yield from self.go_on(walking, url, self._unchanged(walking, url), listed=None)
        elif response.status == 200:
            yield from self.take(walking, url, self._archived(response, url))
        else:
            yield from self._stopped(walking, url, response.status)

    def take(self, walking: Walking, url: str, page: Page) -> Iterator[Request]:
        yield from self.enter(walking, url, page, self.read(page, start=walking.start))

    def enter(self, walking: Walking, url: str, page: Page, found: ListPage) -> Iterator[Request]:
        if not found.links and not found.next_url and not walking.pages:
            walking.trouble = "no_links"
            return
        seen = self._record(walking, url, page, found)
        yield from self.go_on(walking, url, seen, listed=found.links)

    def listing_failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        request.cb_kwargs["walking"].trouble = reason_of(error_of(failure))
        self.logger.warning("%s: %s", request.url, reason_of(error_of(failure)))

    def _archived(self, response: Response, url: str) -> Page:
        page = page_of(response, asked=url)
        self.crawl.archive.append(page, status=response.status)
        self.crawl.archive.sync()
        return page

    def _record(self, walking: Walking, url: str, page: Page, found: ListPage) -> Seen:
        return self.crawl.database.transact(
            lambda conn: record_listing(
                conn,
                walking.walk,
                run=self.crawl.id,
                url=url,
                links=found.links,
                next_url=found.next_url,
                validators=validators_of(page),
                now=now(),
            )
        )

    def _unchanged(self, walking: Walking, url: str) -> Seen:
        run = self.crawl.id
        return self.crawl.database.transact(
            lambda conn: listing_unchanged(conn, walking.walk, run=run, url=url, now=now())
        )

    def go_on(self, walking: Walking, url: str, seen: Seen, *, listed: tuple[Listed, ...] | None) -> Iterator[Request]:
        """What is new on a page, then the next page, unless the walk is at its end."""
        self.crawl.count("listed", len(seen.new) + seen.known)
        walking.arrive(url)
        following = walking.step(seen, links=listed)
        if walking.ended:
            self.end(walking)
        for address in seen.new:
            yield self.article_request(address)
        if following:
            yield self.list_request(walking, following)

    def _stopped(self, walking: Walking, url: str, status: int) -> Iterator[Request]:
        """A page of links that is not there. The one at which an earlier walk was cut may have moved: the pages that
        were passed over are looked through. Else, with a configured pager, it is the end; without one, a trouble."""
        if status in GONE and walking.pages:
            back = self._forget_resume(walking) if url == walking.walk.resume else None
            if back:
                yield self.list_request(walking, back)
                return
            if getattr(self.access, "next", None):
                walking.ended = True
                self.end(walking)
                return
            self._forget_resume(walking)
        walking.trouble = f"http_{status}"
        self.logger.warning("%s: http_%d", url, status)

    def _forget_resume(self, walking: Walking) -> str | None:
        return self.crawl.database.transact(lambda conn: forget_resume(conn, walking.walk))

    def end(self, walking: Walking) -> None:
        self.crawl.database.transact(lambda conn: end_walk(conn, walking.walk, run=self.crawl.id))
