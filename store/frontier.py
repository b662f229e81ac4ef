"""The frontier: which addresses we know and what there is to fetch. How they are found: store/walks.py."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Row, and_, case, insert, or_, select

from cleaning.border import safe
from cleaning.page import Listed
from store.crawl_tables import addresses
from store.tables import takedowns

log = logging.getLogger(__name__)

T = TypeVar("T")
State = Literal["pending", "stored", "gone", "failed"]
IN_FULL = 10  # every so many checks none of the server's validators is used: some servers lie
MAX_URL = 2_000  # longer ones do not fit PostgreSQL's index, and none that we know of is real
MAX_WORDS = 1_000
BATCH = 10_000


@dataclass(frozen=True, kw_only=True)
class Validators:
    """What the server gave to ask with later: If-None-Match, If-Modified-Since."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True)
class Address:
    """An address that a listing named. `report`: the report it led to; `backfill`: it was there before we came."""

    id: int
    source: str
    url: str
    state: State
    listed: Listed
    backfill: bool
    first_seen: datetime
    run: int
    attempts: int
    checks: int
    validators: Validators
    next_check: datetime | None
    last_checked: datetime | None
    report: int | None


def work(conn: Connection, source: str, *, now: datetime, limit: int) -> tuple[Address, ...]:
    """What to fetch: new addresses, oldest first, then failed ones and checks that are due."""
    new = addresses.c.state == "pending"
    due = and_(addresses.c.state != "pending", addresses.c.next_check <= now)
    query = select(addresses).where(addresses.c.source == source, or_(new, due))
    rank = case({"pending": 0, "failed": 1}, value=addresses.c.state, else_=2)
    query = query.order_by(rank, addresses.c.next_check, addresses.c.id).limit(limit)
    return tuple(address_of(row) for row in conn.execute(query))


def columns(validators: Validators) -> dict[str, str | None]:
    """Validators as columns of a row, free of what a database does not take (a server may send anything)."""
    given = {"etag": validators.etag, "last_modified": validators.last_modified}
    return {name: value and safe(value, MAX_WORDS) for name, value in given.items()}


def fits(link: Listed) -> bool:
    """Whether an address can be kept at all."""
    if len(link.url) > MAX_URL or safe(link.url) != link.url:
        log.warning("address of %d characters passed over: %.100r", len(link.url), link.url)
        return False
    return True


def known(conn: Connection, source: str, urls: Sequence[str]) -> dict[str, Row[Any]]:
    """The rows of those addresses that the source has named before."""
    mine = select(addresses).where(addresses.c.source == source)
    return {row.url: row for some in batches(urls) for row in conn.execute(mine.where(addresses.c.url.in_(some)))}


def add(conn: Connection, links: Sequence[Listed], *, source: str, backfill: bool, run: int, now: datetime) -> None:
    """Addresses that the source names for the first time, to be fetched unless they were taken down."""
    down = set(conn.scalars(select(takedowns.c.url)))
    rows = [
        {
            "source": source,
            "url": link.url,
            "state": "gone" if link.url in down else "pending",
            "title": safe(link.title, MAX_WORDS),
            "date": safe(link.date, MAX_WORDS),
            "backfill": backfill,
            "first_seen": now,
            "run": run,
        }
        for link in links
    ]
    if rows:
        conn.execute(insert(addresses), rows)


def batches(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """SQLite takes 32,766 parameters in a statement; a sitemap may have 50,000 links."""
    return (values[at : at + BATCH] for at in range(0, len(values), BATCH))


def address_of(row: Row[Any]) -> Address:
    """A row of the table `addresses` as what the other rooms know."""
    in_full = (row.checks + 1) % IN_FULL == 0
    validators = Validators() if in_full else Validators(etag=row.etag, last_modified=row.last_modified)
    return Address(
        id=row.id,
        source=row.source,
        url=row.url,
        state=row.state,
        listed=Listed(url=row.url, title=row.title, date=row.date),
        backfill=row.backfill,
        first_seen=row.first_seen,
        run=row.run,
        attempts=row.attempts,
        checks=row.checks,
        validators=validators,
        next_check=row.next_check,
        last_checked=row.last_checked,
        report=row.report,
    )
