"""The run's row: opened before the first request, closed with what came of it, by `scrapy crawl` as by `duikou`."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.clock import now
from crawler.closing import close_early
from crawler.crawl import Crawl
from crawler.fetched import Fetched
from crawler.outcome import ending
from crawler.reasons import error_of
from crawler.room import refuse_beyond
from seeds.errors import DuikouError, UnreachableError
from seeds.settings import Settings
from seeds.source import Source
from store.archive import Archive
from store.claim_watch import watched
from store.claims import Claim, claim
from store.database import open_database
from store.looks import reject_run
from store.runs import Counts, abandon_open, close_run, open_run

log = logging.getLogger(__name__)

KIND = "crawl"


class RunRecorder:
    """Holds the source's lock, the database and the archive while the crawl lasts. `fatal`: what no crawl can go on
    with, such as a full disk."""

    def __init__(self, crawler: Crawler, crawl: Crawl, held: ExitStack) -> None:
        self.crawl = crawl
        self.fatal: DuikouError | None = None
        self._crawler = crawler
        self._held = held

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Here and not at `spider_opened`: Scrapy goes on after an error there, and the crawl would have no run.

        Raises BusyError if the source is being crawled, and what opening the database raises."""
        source: Source | None = getattr(crawler.spider, "source", None)
        if source is None:  # `scrapy shell` and the like
            raise NotConfigured
        with ExitStack() as stack:
            crawl, ours = _open(source, crawler.settings["DUIKOU"], stack, due=crawler.settings.get("RUN_DUE"))
            recorder = cls(crawler, crawl, stack.pop_all())
        recorder._held.enter_context(watched(ours, recorder.claim_lost, again=True))
        crawler.signals.connect(recorder.spider_closed, signals.spider_closed)
        crawler.signals.connect(recorder.spider_error, signals.spider_error)
        crawler.signals.connect(recorder.item_error, signals.item_error)
        return recorder

    def spider_closed(self, reason: str) -> None:
        with self._held:  # whatever happens below, the lock is given back
            crawl = self.crawl
            end = ending(
                finish=reason,
                walks=crawl.walks,
                counts=crawl.counts,
                failures=crawl.failures,
                trouble=crawl.trouble,
                rejected=crawl.rejected,
            )
            if crawl.rejected:  # answers that were on their way may have been stored since it was seen
                crawl.database.transact(lambda conn: reject_run(conn, crawl.id))
            counts = Counts(**crawl.counts)
            crawl.database.transact(
                lambda conn: close_run(conn, crawl.id, now=now(), outcome=end.outcome, reason=end.reason, counts=counts)
            )
            log.info("%s: %s (%s)", crawl.source.name, end.outcome, end.reason)

    def item_error(self, item: Fetched, failure: Failure) -> None:
        """A page that a pipeline could not take: its bytes are archived, its address says why, others go on."""
        error = error_of(failure)
        if not self._is_fatal(error):
            self._recorded(lambda: self.crawl.unreadable(item.address, error=error))

    def spider_error(self, failure: Failure, response: Response | Failure | None, spider: Spider) -> None:
        """An error of ours in a callback, or in the beginning of the walk (no response then)."""
        error = error_of(failure)
        if self._is_fatal(error):
            return
        about: dict[str, Any] = response.request.cb_kwargs if response is not None else {}  # type: ignore[union-attr]
        if "address" in about:
            self._recorded(lambda: self.crawl.unreadable(about["address"], error=error))
        elif "walking" in about:
            about["walking"].trouble = f"error_{type(error).__name__}"
        else:
            self.crawl.trouble = f"error_{type(error).__name__} in {spider.name}"

    def claim_lost(self) -> None:
        """Another machine may crawl the source now: this one ends, in the reactor's thread and not in ours."""
        from twisted.internet import reactor  # installed by now

        name = self.crawl.source.name
        lost = UnreachableError(f"{name}: the database's server ended our claim on it, and no other could be had")
        reactor.callFromThread(self._is_fatal, lost)

    def _recorded(self, record: Callable[[], None]) -> None:
        """Recording a failure may fail itself, on a full disk for one."""
        try:
            record()
        except DuikouError as error:
            self._is_fatal(error)

    def _is_fatal(self, error: BaseException) -> bool:
        """Full disks and lost databases end the crawl: fetching on would only bother the site."""
        if not isinstance(error, DuikouError):
            return False
        self.fatal = self.fatal or error
        self.crawl.trouble = type(self.fatal).__name__
        close_early(self._crawler, self.crawl.trouble)
        return True


def crawl_of(crawler: Crawler) -> Crawl:
    """The crawl that this crawler does; its other parts ask for it when they are made, after the extensions."""
    recorder = crawler.get_extension(RunRecorder)
    assert recorder is not None
    return recorder.crawl


def _open(source: Source, settings: Settings, held: ExitStack, *, due: datetime | None) -> tuple[Crawl, Claim | None]:
    database = open_database(settings.database, home=settings.home)
    held.callback(database.close)
    ours = held.enter_context(claim(settings.database, settings.home, f"{KIND}-{source.name}"))
    refuse_beyond(settings)
    with database.write() as conn:
        if abandoned := abandon_open(conn, KIND, source.name, now=now()):
            log.warning("%s: %d earlier run died; its addresses are still pending", source.name, abandoned)
        id = open_run(conn, KIND, source.name, now=now(), due=due)
    archive = Archive(settings.home / "archive", source.name)
    held.callback(archive.close)
    return Crawl(id=id, source=source, database=database, archive=archive), ours
