"""What a person names in review, by its id or its address, whether it is doubtful or not."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Row

from cleaning.decision import Decision, Kind
from seeds.errors import WrongUsageError
from store import tables
from store.decisions import Told, on_item
from store.doubts import (
    Doubt,
    Listed,
    doubts,
    figure_doubt,
    figures_query,
    gone_doubt,
    identity,
    of_report,
    quarantine_of,
    story_of,
)

F, R = tables.figures.c, tables.reports.c


def find(conn: Connection, item: str) -> Doubt:
    """What has that id, whether it is doubtful or not. Raises WrongUsageError."""
    told = on_item(conn, item)
    found = _figure(conn, item, told) or _listed(conn, item) or _decided(conn, told)
    if found is None:
        raise WrongUsageError(f"{item}: nothing of that id is there; `duikou review` lists what is doubtful")
    return found


def find_report(conn: Connection, url: str, kind: Kind) -> Doubt:
    """What a report is about (aid) or where it was put (story). Raises WrongUsageError."""
    row = report_row(conn, url)
    says = (row.document.get("relevance") or {}) if kind == "aid" else story_of(conn, row)
    return of_report(row, kind, "", says, told=on_item(conn, identity(kind, url, "")))


def report_row(conn: Connection, url: str) -> Row[Any]:
    """The report of an address as it lies in the store. Raises WrongUsageError."""
    row = conn.execute(sa.select(tables.reports).where(R.url == url, R.document.is_not(None))).first()
    if row is None:
        raise WrongUsageError(f"{url}: no report of that address is stored; write it as `duikou export reports` has it")
    return row


def _figure(conn: Connection, item: str, told: Told | None) -> Doubt | None:
    """Those that wait have an index; any other is looked for among all."""
    query = figures_query().where(F.figure == item)
    row = conn.execute(query.where(F.review == "needs_review")).first() or conn.execute(query).first()
    return figure_doubt(row, told) if row else None


def _listed(conn: Connection, item: str) -> Doubt | None:
    kinds: dict[str, Listed] = {"p": "pair", "q": "quarantine", "s": "story"}
    kind = kinds.get(item[:1])
    return next((one for one in doubts(conn, kind=kind) if one.id == item), None) if kind else None


def _decided(conn: Connection, told: Told | None) -> Doubt | None:
    """What is doubtful no more because somebody decided."""
    if told is None:
        return None
    row, one = report_row(conn, told.url), told.decision
    if one.kind == "figure":
        return gone_doubt(row, told)
    key = f"{one.found['donor']}>{one.found['recipient']}" if one.kind == "pair" else ""
    return of_report(row, one.kind, key, _says(conn, row, one), told)


def _says(conn: Connection, row: Row[Any], one: Decision) -> Mapping[str, Any]:
    """What a report says now of an item that was decided on; of a pair that is not there any more, what it was."""
    if one.kind == "aid":
        relevance: Mapping[str, Any] = row.document["relevance"]
        return relevance
    if one.kind == "story":
        return story_of(conn, row)
    return quarantine_of(row) if one.kind == "quarantine" else one.found
