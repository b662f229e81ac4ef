"""What goes after its time: archived bytes, older versions; and how much room all of it takes."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from store.tables import records, reports, versions

MONTH = re.compile(r"(\d{4})-(\d{2})\.warc\.gz")
NEARLY = 0.9  # of the budget: told from here on


def outlived(archive: Path, source: str, *, keep: timedelta, now: datetime) -> tuple[Path, ...]:
    """The month's files of a source whose last page is older than that."""
    files = sorted((archive / source).glob("*.warc.gz"))
    return tuple(file for file in files if (end := _end_of(file)) and end + keep <= now)


def drop_file(conn: Connection, archive: Path, file: Path) -> int:
    """Nothing points into that file any more: the reports stay, but cannot be read again. How many pages it had.

    The caller deletes the file after the transaction: rows that point to nothing would be a lie, a file to which
    nothing points is deleted the next time."""
    return conn.execute(sa.delete(records).where(records.c.file == str(file.relative_to(archive)))).rowcount


def drop_versions(conn: Connection, source: str, *, keep: int) -> int:
    """The texts of all but the newest `keep` versions of each report of a source. How many went."""
    v = versions.c
    newest = sa.select(reports.c.version).where(reports.c.id == v.report, reports.c.source == source).scalar_subquery()
    old = sa.and_(v.document.is_not(None), v.version <= newest - keep)
    return conn.execute(sa.update(versions).where(old).values(document=None)).rowcount


def used(home: Path) -> int:
    """Bytes of everything under home."""
    return sum(file.stat().st_size for file in home.rglob("*") if file.is_file())


def _end_of(file: Path) -> datetime | None:
    match = MONTH.fullmatch(file.name)
    if match is None:
        return None
    first = date(int(match[1]), int(match[2]), 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime(following.year, following.month, 1, tzinfo=UTC)
