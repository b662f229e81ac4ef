"""Keeping what a crawl brings: one row per address, one more version when its text changes.

What nobody has seen is written table by table, for all reports of a transaction at once: the way of a statement to the
database costs several times what SQLite takes to run it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from cleaning.report import Report
from store import tables
from store.bulk import write_rows
from store.checks import check_off, checked, gone
from store.decisions import amend, amend_strangers, lend
from store.frontier import columns
from store.ledger import Printed, enter, enter_first, enter_next, printed
from store.newcomers import place_newcomers
from store.readings import reading_of
from store.redirects import remember
from store.stories import Placing, place, settle
from store.whereabouts import Brought, Found, are_strangers, find

R, V = tables.reports.c, tables.versions.c
TAKEN_DOWN = 410  # as if its site had said so

# Held until the transaction ends, should another source bring the same page just now (PostgreSQL).
HELD: sa.Select[Any] = sa.select(R.id, R.version, R.text_hash).where(R.url == bindparam("at")).with_for_update()
SET_REPORT = sa.update(tables.reports).where(R.id == bindparam("mine"))
ADD_REPORTS = {
    name: insert(tables.reports).on_conflict_do_nothing().returning(R.url, R.id)
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
ADD_VERSIONS = sa.insert(tables.versions)
READ_VERSION = sa.update(tables.versions).where(V.report == bindparam("mine"), V.version == bindparam("current"))
ADD_RECORDS = sa.insert(tables.records)


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of a report: `id` of its row, its current version, and whether its text is new to us."""

    id: int
    version: int
    outcome: Literal["new", "changed", "unchanged", "gone"]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A report whose row is written: as it stands there, and what came of it."""

    found: Found
    report: Report
    figures: Printed
    row: Mapping[str, Any]
    stored: Stored


def keep(conn: Connection, brought: Sequence[Brought]) -> list[Stored]:
    """What crawls brought, in that order: the reports of their addresses, which are stored from now on.

    An address that leads to a page which was taken down is gone, like the page."""
    found = find(conn, brought)
    if len(found) > 1 and not are_strangers(found):  # what one changes may be what another asks for
        return [stored for one in brought for stored in keep(conn, [one])]
    stored: list[Stored] = []
    for is_new, run in groupby(found, key=lambda one: one.is_new):
        some = list(run)
        stored += _keep_new(conn, some) if is_new else [_keep_known(conn, one) for one in some]
    return stored


def _keep_new(conn: Connection, found: Sequence[Found]) -> list[Stored]:
    """Reports that nobody has seen, but for what another source brings at this very moment."""
    new = _add(conn, found)
    if new:
        _add_versions(conn, new)
        enter_first(conn, {one.stored.id: one.figures for one in new}, version=1)
        _finish(conn, new, place_newcomers(conn, {one.stored.id: one.report for one in new}))
    stored = {one.found.url: one.stored for one in new}
    return [stored.get(one.url) or keep(conn, [one.brought])[0] for one in found]


def _keep_known(conn: Connection, found: Found) -> Stored:
    brought = found.brought
    if found.taken_down:
        gone(conn, brought.address, run=brought.run, now=brought.now, status=TAKEN_DOWN)
        return Stored(id=0, version=0, outcome="gone")
    written = _update(conn, found, amend(conn, found.url, brought.report))
    stored, report = written.stored, written.report
    if stored.outcome == "changed":
        _add_versions(conn, [written])
        enter_next(conn, stored.id, stored.version, written.figures)
        placing = place(conn, stored.id, report)
    else:  # its story is looked at again only where our reading of the page may have changed
        enter(conn, stored.id, stored.version, written.figures)
        placing = settle(conn, stored.id, report)
    _finish(conn, [written], {stored.id: placing})
    return stored


def _add(conn: Connection, found: Sequence[Found]) -> list[Written]:
    """The rows of new reports. One that another source has brought meanwhile gets none (PostgreSQL)."""
    reports = amend_strangers(conn, {one.url: one.brought.report for one in found})
    figures = {url: printed(report.facts.figures) for url, report in reports.items()}
    rows = {one.url: _row(one, reports[one.url], figures[one.url]) | _first(one) for one in found}
    ids = {row.url: row.id for row in conn.execute(ADD_REPORTS[conn.dialect.name], list(rows.values()))}
    return [
        Written(
            found=one,
            report=reports[one.url],
            figures=figures[one.url],
            row=rows[one.url],
            stored=Stored(id=ids[one.url], version=1, outcome="new"),
        )
        for one in found
        if one.url in ids
    ]


def _update(conn: Connection, found: Found, report: Report) -> Written:
    """The report of that address brought up to date."""
    old, figures = conn.execute(HELD, {"at": found.url}).one(), printed(report.facts.figures)
    row = _row(found, report, figures)
    same = old.text_hash == row["text_hash"]
    version = old.version if same else old.version + 1
    if same:  # no new version, but what we read in it today may be more than what we read then
        seen = {name: value for name, value in row.items() if name not in {"run", "stored_at"}}
        conn.execute(SET_REPORT, seen | {"mine": old.id})
        conn.execute(READ_VERSION, {"document": row["document"], "mine": old.id, "current": version})
    else:
        conn.execute(SET_REPORT, row | {"version": version, "mine": old.id})
    stored = Stored(id=old.id, version=version, outcome="unchanged" if same else "changed")
    return Written(found=found, report=report, figures=figures, row=row, stored=stored)


def _row(found: Found, report: Report, figures: Printed) -> dict[str, Any]:
    brought = found.brought
    return reading_of(report, [text for _, text in figures]) | {
        "run": brought.run,
        "stored_at": brought.now,
        "last_checked": brought.now,
        "gone_at": None,
    }


def _first(found: Found) -> dict[str, Any]:
    """The columns that stay as they were when a report came."""
    brought, address = found.brought, found.address
    return {
        "url": found.url,
        "source": address.source,
        "version": 1,
        "first_seen": brought.now,
        "backfill": brought.backfill or address.backfill,
    }


def _add_versions(conn: Connection, written: Sequence[Written]) -> None:
    """The texts of new versions, and where their bytes lie."""
    shared = ("run", "stored_at", "text_hash", "document")
    write_rows(conn, ADD_VERSIONS, [_version(one) | {name: one.row[name] for name in shared} for one in written])
    records = [
        _version(one) | {"part": part, "fetched_at": one.found.brought.now, **vars(record)}
        for one in written
        for part, record in enumerate(one.found.brought.records)
    ]
    write_rows(conn, ADD_RECORDS, records)


def _version(one: Written) -> dict[str, Any]:
    return {"report": one.stored.id, "version": one.stored.version}


def _finish(conn: Connection, written: Sequence[Written], placings: Mapping[int, Placing | None]) -> None:
    """What follows from where they were found and which stories they are in."""
    visits = [(one.found.address, one.found.brought) for one in written]
    moved = [(address, brought) for address, brought in visits if address.target or address.url != brought.report.url]
    remember(conn, [(address.url, brought.report, brought.now) for address, brought in moved])
    for one in written:
        placing = placings.get(one.stored.id)
        if placing and placing.joined:
            lend(conn, one.stored.id, one.stored.version, one.found.url)
    check_off(conn, [_checked(one) for one in written])


def _checked(one: Written) -> dict[str, Any]:
    brought = one.found.brought
    row = checked(one.found.address, run=brought.run, now=brought.now, state="stored")
    return row | columns(brought.validators) | {"report": one.stored.id}
