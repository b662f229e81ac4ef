"""One crawl of one source: what it holds open, what it counts, and how the pages that came to nothing are recorded."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence

from cleaning.document import Document
from cleaning.stories.drift import Verdict, judge, look_of, remembered
from crawler.clock import now
from crawler.fetched import Archived
from crawler.group import Group
from crawler.reading import brought
from crawler.walking import Walking
from seeds.source import Source
from store import checks
from store.archive import Archive
from store.database import Database
from store.frontier import Address
from store.keeping import keep
from store.looks import keep_look, last_look, reject_run
from store.runs import last_outcome
from store.whereabouts import Brought

log = logging.getLogger(__name__)


class Crawl:
    """`id`: of its run. `counts`: as a run's row has them; `failures`: reason -> pages."""

    def __init__(self, *, id: int, source: Source, database: Database, archive: Archive) -> None:
        self.id = id
        self.source = source
        self.database = database
        self.archive = archive
        self.group = Group(database, archive, self._read, keep)
        self.walks: list[Walking] = []
        self.rejected = False  # whether what it stored is held back
        self.trouble: str | None = None  # what kept the whole crawl from going on
        self._counts: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()

    def _read(self, items: Sequence[Archived]) -> list[Brought]:
        return brought(items, source=self.source, run=self.id, now=now())

    @property
    def counts(self) -> Mapping[str, int]:
        return self._counts

    @property
    def failures(self) -> Mapping[str, int]:
        return self._failures

    def count(self, what: str, number: int = 1) -> None:
        self._counts[what] += number

    def turned(self, document: Document) -> str:
        """The signs that the site is another one than it was, empty for an honest one, which is remembered as it is
        now. What this run stored is held back, and the operator told, once for as long as it lasts."""
        look = look_of(document)
        with self.database.write() as conn:
            before = last_look(conn, self.source.name)
            verdict = judge(before, look) if before else Verdict(turned=False, signs=())
            if not verdict.turned:
                keep_look(conn, self.source.name, remembered(before, look) if before else look, now=now())
                return ""
            self.rejected = True
            held = reject_run(conn, self.id)
            told = last_outcome(conn, self.source.name, before=self.id) == "rejected"
        signs = ", ".join(verdict.signs)
        log.log(
            logging.DEBUG if told else logging.ERROR,
            "%s: the site has turned (%s): stopped, %d reports held back; look at %s",
            self.source.name, signs, held, document.page.url,
        )  # fmt: skip
        return signs

    def unchanged(self, address: Address) -> None:
        self.database.transact(lambda conn: checks.unchanged(conn, address.id, run=self.id, now=now()))
        self.count("unchanged")

    def gone(self, address: Address, *, status: int) -> None:
        self.database.transact(lambda conn: checks.gone(conn, address.id, run=self.id, now=now(), status=status))
        self.count("gone")
        log.info("gone (%d): %s", status, address.url)

    def failed(self, address: Address, *, reason: str) -> None:
        self.database.transact(lambda conn: checks.failed(conn, address.id, run=self.id, now=now(), reason=reason))
        self._failures[reason.partition(":")[0]] += 1
        log.warning("%s: %s", address.url, reason)

    def unreadable(self, address: Address, *, error: BaseException) -> None:
        self.count("unreadable")
        self.failed(address, reason=f"unreadable: {type(error).__name__}: {error}")
