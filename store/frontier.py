"""The frontier: which addresses we know and what there is to fetch. How they are found: store/walks.py."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Connection, Row, Select, and_, bindparam, case, func, insert, or_, select

from cleaning.border import safe
from cleaning.page import Listed
from store.bulk import write_columns
from store.crawl_tables import addresses
from store.tables import takedowns

log = logging.getLogger(__name__)

State = Literal["pending", "stored", "gone", "failed"]
IN_FULL = 10  # every so many checks none of the server's validators is used: some servers lie
MAX_URL = 2_000  # longer ones do not fit PostgreSQL's index, and none that we know of is real
MAX_WORDS = 1_000

# Any number of addresses is one parameter: a sitemap may have 50,000 links, and SQLite takes 32,766 parameters.
URLS = bindparam("urls", type_=JSON)
GIVEN: dict[str, Select[tuple[str]]] = {
    "sqlite": select(func.json_each(URLS).table_valued("value").c.value),
    "postgresql": select(func.json_array_elements_text(URLS).column_valued()),
}
DOWN = {name: select(takedowns.c.url).where(takedowns.c.url.in_(given)) for name, given in GIVEN.items()}
ADD = insert(addresses)
ADDED = {
    name: select(addresses.c.url, addresses.c.id).where(
        addresses.c.source == bindparam("source"), addresses.c.url.in_(given)
    )
    for name, given in GIVEN.items()
}


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
    attempts: int = 0
    checks: int = 0
    validators: Validators = Validators()
    next_check: datetime | None = None
    last_checked: datetime | None = None
    report: int | None = None


def work(conn: Connection, source: str, *, now: datetime, limit: int) -> tuple[Address, ...]:
    """What to fetch: new addresses, oldest first, then failed ones and checks that are due."""
    new = addresses.c.state == "pending"
    due = and_(addresses.c.state != "pending", addresses.c.next_check <= now)
    query = select(addresses).where(addresses.c.source == source, or_(new, due))
    rank = case({"pending": 0, "failed": 1}, value=addresses.c.state, else_=2)
    query = query.order_by(rank, addresses.c.next_check, addresses.c.id).limit(limit)
    return tuple(_address(row) for row in conn.execute(query))


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


def add(
    conn: Connection, links: Sequence[Listed], *, source: str, backfill: bool, run: int, now: datetime
) -> list[Address]:
    """Addresses that the source names for the first time, to be fetched unless they were taken down."""
    if not links:
        return []
    dialect, urls = conn.dialect.name, [link.url for link in links]
    down = set(conn.scalars(DOWN[dialect], {"urls": urls}))
    named = {
        "url": urls,
        "state": ["gone" if url in down else "pending" for url in urls],
        "title": [safe(link.title, MAX_WORDS) for link in links],
        "date": [safe(link.date, MAX_WORDS) for link in links],
    }
    shared: dict[str, Any] = {"source": source, "backfill": backfill, "first_seen": now, "run": run}
    write_columns(conn, ADD, named | {name: [value] * len(links) for name, value in shared.items()})
    ids = dict(conn.execute(ADDED[dialect], {"source": source, "urls": urls}).all())
    return [
        Address(id=ids[url], url=url, state=state, listed=Listed(url=url, title=title, date=date), **shared)
        for url, state, title, date in zip(*named.values(), strict=True)
    ]


def _address(row: Row[Any]) -> Address:
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
