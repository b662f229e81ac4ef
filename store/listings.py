"""Pages of links: what each said when it was last fetched, and how to ask for it again."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from store.crawl_tables import listings
from store.frontier import IN_FULL, Validators

MINE = and_(listings.c.source == bindparam("of_source"), listings.c.url == bindparam("at"))
PAGE, ADD = select(listings).where(MINE), insert(listings)
FETCHED = update(listings).where(MINE).values(fetches=listings.c.fetches + 1)


def listing_validators(conn: Connection, source: str, url: str) -> Validators:
    """What to ask the server with; empty for a page never seen, and at every tenth time."""
    page = page_of(conn, source, url)
    if page is None or (page.fetches + 1) % IN_FULL == 0:
        return Validators()
    return Validators(etag=page.etag, last_modified=page.last_modified)


def listing_checked(conn: Connection, source: str, url: str) -> datetime | None:
    """When that page of links was last recorded; None if never."""
    page = page_of(conn, source, url)
    return page.last_checked if page else None


def page_of(conn: Connection, source: str, url: str) -> Row[Any] | None:
    """Its row, None if it was never fetched."""
    return conn.execute(PAGE, {"of_source": source, "at": url}).first()


def keep_page(conn: Connection, source: str, url: str, values: dict[str, Any]) -> None:
    """Its row, made or brought up to date."""
    if not conn.execute(FETCHED, values | {"of_source": source, "at": url}).rowcount:
        conn.execute(ADD, values | {"source": source, "url": url, "fetches": 1})
