"""The ledger: the figures of every version of a report as rows, replaced when its text changes, deleted never."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import Connection, Row, Select, bindparam

from cleaning.extract.dates import SHANGHAI
from cleaning.ledger import Entry, first_year, last_year
from cleaning.report import Figure
from cleaning.serial import figure_from_json, figure_text
from store import tables
from store.bulk import write_columns
from store.types import Words

AT_A_TIME = 500  # rows in memory while reading
SAME = (
    "kind", "stage", "aggregation", "unit", "qualifier", "review", "role", "programme", "sector", "as_of", "value",
    "value_low", "value_high", "counted", "confidence",
)  # fmt: skip
OF_FIGURE = attrgetter(*SAME)
PARTIES = ("figure", "side", "party")
Printed: TypeAlias = Sequence[tuple[Figure, str]]  # figures, each with its text as it is kept
F, L, R = tables.figures.c, tables.figure_parties.c, tables.reports.c

OF_VERSION = (F.report == bindparam("mine"), F.version == bindparam("now"))
IDS = (
    sa.select(F.id)
    .where(F.report.in_(bindparam("reports", expanding=True)), F.version == bindparam("now"))
    .order_by(F.id)
)
HELD = sa.select(sa.type_coerce(F.document, Words)).where(*OF_VERSION).order_by(F.id)
PUT_IN, LINK = sa.insert(tables.figures).values(current=sa.true()), sa.insert(tables.figure_parties)
RETIRE = (
    sa.update(tables.figures)
    .where(F.report == bindparam("mine"), F.version != bindparam("now"), F.current)
    .values(current=False)
)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which figures; nothing set: all. `donors`, `recipients`: codes or names, any of them is enough; `year`: one that
    the figure's period touches; `published`: on that moment or later; `stored`: its report's present version."""

    kind: str | None = None
    donors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    programme: str | None = None
    sector: str | None = None
    stage: str | None = None
    year: int | None = None
    published: datetime | None = None
    stored: datetime | None = None


def printed(figures: Iterable[Figure]) -> Printed:
    return [(figure, figure_text(figure)) for figure in figures]


def enter_first(conn: Connection, figures: Mapping[int, Printed], *, version: int) -> None:
    """The figures of reports, by the reports' numbers, whose version that is; none are entered of it yet."""
    entered = [(report, figure, text) for report, some in figures.items() for figure, text in some]
    if not entered:
        return
    of, given, texts = zip(*entered, strict=True)
    write_columns(conn, PUT_IN, {"report": of, "version": [version] * len(of), **_columns(given), "document": texts})
    # Their numbers are asked for afterwards: SQLite gives them back with the rows only one statement a row.
    ids = conn.scalars(IDS, {"reports": [report for report, some in figures.items() if some], "now": version})
    links = [(id_, *party) for id_, figure in zip(ids, given, strict=True) for party in _parties(figure)]
    if links:
        write_columns(conn, LINK, dict(zip(PARTIES, zip(*links, strict=True), strict=True)))


def enter_next(conn: Connection, report: int, version: int, figures: Printed) -> None:
    """The figures of a new version, which is the current one; those of older versions stay, marked so."""
    conn.execute(RETIRE, {"mine": report, "now": version})
    enter_first(conn, {report: figures}, version=version)


def enter(conn: Connection, report: int, version: int, figures: Printed) -> None:
    """The figures of the current version, read again: they take the place of what was read before."""
    held = list(conn.scalars(HELD, {"mine": report, "now": version}))
    if held != [text for _, text in figures]:
        _take_out(conn, report, version)
        enter_first(conn, {report: figures}, version=version)


def forget_figures(conn: Connection, report: Any) -> None:
    """A takedown: the words go, so that no total and no list has these figures any more. `report`: its id."""
    conn.execute(sa.update(tables.figures).where(F.report == report).values(document=None))


def entries(conn: Connection, selection: Selection) -> Iterator[Entry]:
    """The current figures of what readers may see: origins of stories before their reprints, first published first, in
    a report as its text has them."""
    with conn.execute(_chosen(selection).execution_options(yield_per=AT_A_TIME)) as rows:
        for row in rows:
            yield _entry(row)


def _take_out(conn: Connection, report: int, version: int) -> None:
    old = sa.select(F.id).where(F.report == report, F.version == version)
    conn.execute(sa.delete(tables.figure_parties).where(L.figure.in_(old)))
    conn.execute(sa.delete(tables.figures).where(F.report == report, F.version == version))


def _columns(figures: Sequence[Figure]) -> dict[str, Sequence[Any]]:
    """What is asked of figures, column by column."""
    periods = [figure.period for figure in figures]
    return {
        "figure": [figure.id for figure in figures],
        **dict(zip(SAME, zip(*map(OF_FIGURE, figures), strict=True), strict=True)),
        "period_start": [period and period.start for period in periods],
        "period_end": [period and period.end for period in periods],
        "first_year": [first_year(figure) for figure in figures],
        "last_year": [last_year(figure) for figure in figures],
    }


def _parties(figure: Figure) -> Iterator[tuple[str, str]]:
    for side, parties in (("donor", figure.donors), ("recipient", figure.recipients)):
        for party in dict.fromkeys(parties):
            yield side, party


def _chosen(selection: Selection) -> Select[Any]:
    query = _readable().where(*(F[name] == value for name, value in _plain(selection).items() if value is not None))
    for side, parties in (("donor", selection.donors), ("recipient", selection.recipients)):
        if parties:
            named = sa.select(L.figure).where(L.side == side, L.party.in_(parties))
            query = query.where(F.id.in_(named))
    if selection.year is not None:
        query = query.where(F.first_year <= selection.year, F.last_year >= selection.year)
    if selection.published is not None:
        query = query.where(R.published_at >= selection.published)
    if selection.stored is not None:
        query = query.where(R.stored_at >= selection.stored)
    copied = sa.case((sa.func.coalesce(R.relation, "origin") == "origin", 0), else_=1)
    return query.order_by(copied, R.published_at.nulls_last(), F.report, F.id)


def _plain(selection: Selection) -> dict[str, str | None]:
    return {name: getattr(selection, name) for name in ("kind", "programme", "sector", "stage")}


def _readable() -> Select[Any]:
    said = (R.url, R.title, R.publisher, R.published_at, R.stored_at, R.is_aid_report, R.story)
    shown = sa.select(F.report, F.document, *said).join(tables.reports, R.id == F.report)
    return shown.where(F.current, F.document.is_not(None), R.quarantine.is_(None))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        report=row.report,
        story=row.story,
        url=row.url,
        title=row.title,
        publisher=row.publisher,
        published=row.published_at and row.published_at.astimezone(SHANGHAI),
        stored=row.stored_at,
        aid=bool(row.is_aid_report),
        figure=figure_from_json(row.document),
    )
