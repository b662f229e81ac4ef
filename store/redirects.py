"""Redirects: a page that several addresses lead to is one report, whichever of them came first."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.report import Report
from store.crawl_tables import addresses
from store.tables import redirects, reports

R, D, A = reports.c, redirects.c, addresses.c
FORGET = sa.delete(redirects).where(D.url == sa.bindparam("from_url"))
REMEMBER = sa.insert(redirects)
ELSEWHERE = sa.select(sa.func.count()).where(
    A.report == sa.bindparam("report"), A.url != sa.bindparam("url"), A.state == "stored"
)


def is_elsewhere(conn: Connection, report: int | None, url: str) -> bool:
    """Whether an address beside that one leads to the report, or did when it was last asked for."""
    return bool(conn.execute(ELSEWHERE, {"report": report, "url": url}).scalar_one())


def family(conn: Connection, url: str) -> tuple[str, ...]:
    """All addresses that lead to the page of one, itself among them."""
    led, leading = sa.select(D.target).where(D.url == url), sa.select(D.url).where(D.target == url)
    kept = sa.select(R.id).where(sa.or_(R.url == url, R.url.in_(led), R.url.in_(leading)))
    queries = (sa.select(A.url).where(A.report.in_(kept)), leading, led)
    return tuple(sorted({url}.union(*(conn.scalars(query) for query in queries))))


def remember(conn: Connection, found: Sequence[tuple[str, Report, datetime]]) -> None:
    """Where addresses led this time, if they led on: each with what was found there, and when."""
    if found:
        conn.execute(FORGET, [{"from_url": url} for url, _, _ in found])
    led = [
        {"url": url, "target": report.url, "at": at}
        for url, report, at in found
        if url != report.url and is_article(report)
    ]
    if led:
        conn.execute(REMEMBER, led)


def is_article(report: Report) -> bool:
    """Whether it makes a page known where it was found; walls and front pages are found from everywhere."""
    return report.quarantine in (None, "hijacked_mirror") and urlsplit(report.url).path not in ("", "/")
