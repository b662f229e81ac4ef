"""Takedown: text and archived bytes of an address go; that it was there, why it went and when stays."""

import os
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator, Set
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.border import safe
from store.archive import Record, members, read_record, sync_folder
from store.crawl_tables import addresses
from store.decisions import forget_decisions
from store.ledger import forget_figures
from store.redirects import family
from store.stories import leave
from store.tables import records, reports, takedowns, versions

MAX_REASON = 1_000
COMMENT = 0x10  # gzip's flag for a comment, which may have any length: RFC 1952, section 2.3


def forget(conn: Connection, url: str, *, archive: Path, reason: str, now: datetime) -> int:
    """Takes a page down for good: no address that leads to it is ever fetched again. How many archived pages were
    overwritten.

    The caller holds the crawl locks of the sources, for the archive's files are replaced. Killed half-way it can
    simply be done again: the bytes go first, and what points to them last."""
    urls = family(conn, url)
    erased = sum(_erase_pages(conn, each, archive, now) for each in urls)
    if conn.dialect.name == "sqlite":
        conn.exec_driver_sql("PRAGMA secure_delete = ON")  # else the text stays legible in the file's free pages
    for each in urls:
        _forget_report(conn, each)
    nothing = {"title": "", "date": "", "state": "gone", "next_check": None, "etag": None, "last_modified": None}
    conn.execute(sa.update(addresses).where(addresses.c.url.in_(urls)).values(nothing))
    down = set(conn.scalars(sa.select(takedowns.c.url).where(takedowns.c.url.in_(urls))))
    rows = [{"url": each, "reason": safe(reason, MAX_REASON), "at": now} for each in urls if each not in down]
    if rows:
        conn.execute(sa.insert(takedowns), rows)
    return erased


def reason_of(conn: Connection, url: str) -> str:
    """Why an address was taken down: what was said the first time."""
    return str(conn.execute(sa.select(takedowns.c.reason).where(takedowns.c.url == url)).scalar_one())


def stored_as(conn: Connection, url: str) -> int | None:
    """The number of the report at an address; None if none is stored."""
    return conn.scalar(sa.select(reports.c.id).where(reports.c.url == url))


def _forget_report(conn: Connection, url: str) -> None:
    for stored in conn.scalars(sa.select(reports.c.id).where(reports.c.url == url)).all():
        leave(conn, stored)
    mine = sa.select(reports.c.id).where(reports.c.url == url).scalar_subquery()
    conn.execute(sa.delete(records).where(records.c.report == mine))
    forget_figures(conn, mine)
    forget_decisions(conn, url)
    conn.execute(sa.update(versions).where(versions.c.report == mine).values(document=None, text_hash=""))
    nothing = {"title": "", "publisher": "", "published_at": None, "document": None, "text_hash": ""}
    conn.execute(sa.update(reports).where(reports.c.url == url).values(nothing))


def _erase_pages(conn: Connection, url: str, archive: Path, now: datetime) -> int:
    """Every page of the article, also of fetches that brought nothing new and so have no row."""
    urls = {url} | set(_fetched_from(conn, url, archive))
    sources = conn.scalars(sa.select(addresses.c.source).where(addresses.c.url == url))
    files = (file for source in sources for file in sorted((archive / source).glob("*.warc.gz")))
    return sum(_erase(file, _of(file, archive, urls), now) for file in files)


def _fetched_from(conn: Connection, url: str, archive: Path) -> Iterator[str]:
    """The final addresses of the article's pages, which may differ from the one that a listing gave."""
    columns = (records.c.file, records.c.offset, records.c.length)
    for row in conn.execute(
        sa.select(*columns).join(reports, reports.c.id == records.c.report).where(reports.c.url == url)
    ):
        try:
            yield read_record(archive, Record(**row._mapping)).url
        except (OSError, ValueError):
            continue  # erased before, by a takedown that was killed half-way


def _of(file: Path, archive: Path, urls: Set[str]) -> list[tuple[int, int]]:
    """Where in the file the pages of those addresses lie."""
    name = str(file.relative_to(archive))
    with file.open("rb") as opened:
        places = list(members(opened))
    return [place for place in places if _url_of(archive, name, place) in urls]


def _url_of(archive: Path, name: str, place: tuple[int, int]) -> str | None:
    try:
        return read_record(archive, Record(file=name, offset=place[0], length=place[1])).url
    except ValueError:
        return None  # a record that says that there was one


def _erase(file: Path, places: Iterable[tuple[int, int]], now: datetime) -> int:
    """Puts an empty record of the same length over each, so that every other record stays where rows say it is."""
    places = list(places)
    if not places:
        return 0
    copy = file.with_suffix(".forget")
    shutil.copyfile(file, copy)
    with copy.open("r+b") as opened:
        for offset, length in places:
            opened.seek(offset)
            opened.write(_nothing(length, now))
        opened.flush()
        os.fsync(opened.fileno())
    copy.replace(file)
    sync_folder(file.parent)
    return len(places)


def _nothing(length: int, now: datetime) -> bytes:
    """A gzip member of exactly that length that holds an empty WARC record."""
    said = (
        f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\n"
        f"WARC-Date: {now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    ).encode("ascii")
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(said) + packer.flush()
    head = b"\x1f\x8b\x08" + bytes([COMMENT]) + bytes(5) + b"\xff"
    tail = packed + struct.pack("<II", zlib.crc32(said), len(said))
    room = length - len(head) - len(tail) - 1
    assert room >= 0, f"no page takes as little as {length} bytes"
    return head + b" " * room + b"\0" + tail
