"""One crawl of one source: what it holds open, what it counts, and how the pages that came to nothing are recorded."""

import logging
from collections import Counter
from collections.abc import Mapping

from crawler.clock import now
from crawler.walking import Walking
from seeds.source import Source
from store import reports
from store.archive import Archive
from store.database import Database
from store.frontier import Address

log = logging.getLogger(__name__)


class Crawl:
    """`id`: of its run. `counts`: as a run's row has them; `failures`: reason -> pages."""

    def __init__(self, *, id: int, source: Source, database: Database, archive: Archive) -> None:
        self.id = id
        self.source = source
        self.database = database
        self.archive = archive
        self.walks: list[Walking] = []
        self.trouble: str | None = None  # what kept the whole crawl from going on
        self._counts: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()

    @property
    def counts(self) -> Mapping[str, int]:
        return self._counts

    @property
    def failures(self) -> Mapping[str, int]:
        return self._failures

    def count(self, what: str, number: int = 1) -> None:
        self._counts[what] += number

    def unchanged(self, address: Address) -> None:
        with self.database.write() as conn:
            reports.unchanged(conn, address.id, run=self.id, now=now())
        self.count("unchanged")

    def gone(self, address: Address, *, status: int) -> None:
        with self.database.write() as conn:
            reports.gone(conn, address.id, run=self.id, now=now(), status=status)
        self.count("gone")
        log.info("gone (%d): %s", status, address.url)

    def failed(self, address: Address, *, reason: str) -> None:
        with self.database.write() as conn:
            reports.failed(conn, address.id, run=self.id, now=now(), reason=reason)
        self._failures[reason.partition(":")[0]] += 1
        log.warning("%s: %s", address.url, reason)

    def unreadable(self, address: Address, *, error: BaseException) -> None:
        self.count("unreadable")
        self.failed(address, reason=f"unreadable: {type(error).__name__}: {error}")
