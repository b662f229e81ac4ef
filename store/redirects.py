"""Redirects: a page that several addresses lead to is one report, whichever of them came first."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.report import Report
from store.crawl_tables import addresses
from store.tables import redirects, reports, takedowns

R, D, A, T = reports.c, redirects.c, addresses.c, takedowns.c
# The report of that address, else of the one it leads to, else of another that leads there too.
KNOWN = (
    sa.select(R.url, sa.literal(1).label("rank")).where(R.url == sa.bindparam("url"))
    .union_all(
        sa.select(R.url, sa.literal(2)).where(R.url == sa.bindparam("target")),
        sa.select(R.url, sa.literal(3)).join(redirects, D.url == R.url).where(D.target == sa.bindparam("target")),
    )
    .order_by("rank", "url")
    .limit(1)
)  # fmt: skip
FORGET = sa.delete(redirects).where(D.url == sa.bindparam("from_url"))
REMEMBER = sa.insert(redirects)
TAKEN_DOWN = sa.select(sa.func.count()).where(T.url.in_((sa.bindparam("url"), sa.bindparam("target"))))
ELSEWHERE = sa.select(sa.func.count()).where(
    A.report == sa.bindparam("report"), A.url != sa.bindparam("url"), A.state == "stored"
)


def kept_at(conn: Connection, address: Row[Any], report: Report) -> str | None:
    """The address under which the report is kept of a page that was asked for at `address` and found at `report.url`;
    None if that page was taken down. `address`: a row with its `url` and the address it was `kept_at` so far."""
    leads_on = report.url != address.url
    stays = address.kept_at and (leads_on or address.kept_at == address.url)
    url: str = address.kept_at if stays else _known_as(conn, address.url, report)
    if not leads_on and url == address.url:
        return url
    down = conn.execute(TAKEN_DOWN, {"url": url, "target": report.url}).scalar_one()
    return None if down else url


def is_elsewhere(conn: Connection, address: Row[Any]) -> bool:
    """Whether another address leads to the same report, or did when it was last asked for."""
    return bool(conn.execute(ELSEWHERE, {"report": address.report, "url": address.url}).scalar_one())


def family(conn: Connection, url: str) -> tuple[str, ...]:
    """All addresses that lead to the page of one, itself among them."""
    led, leading = sa.select(D.target).where(D.url == url), sa.select(D.url).where(D.target == url)
    kept = sa.select(R.id).where(sa.or_(R.url == url, R.url.in_(led), R.url.in_(leading)))
    queries = (sa.select(A.url).where(A.report.in_(kept)), leading, led)
    return tuple(sorted({url}.union(*(conn.scalars(query) for query in queries))))


def _known_as(conn: Connection, url: str, report: Report) -> str:
    """What is no article is kept where it was asked for: many a site leads from all that it took down to one page."""
    if not _is_article(report):
        return url
    found: str | None = conn.execute(KNOWN, {"url": url, "target": report.url}).scalar()
    return found or url


def remember(conn: Connection, url: str, report: Report, *, now: datetime) -> None:
    """Where an address led this time, if it led on."""
    conn.execute(FORGET, {"from_url": url})
    if url != report.url and _is_article(report):
        conn.execute(REMEMBER, {"url": url, "target": report.url, "at": now})


def _is_article(report: Report) -> bool:
    return report.quarantine in (None, "hijacked_mirror") and urlsplit(report.url).path not in ("", "/")
