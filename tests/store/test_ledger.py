"""The ledger in the database: what is entered, replaced, kept and asked for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.report import Facts, Figure, Period, Relevance, Report
from cleaning.totals import REPRINT, totals
from seeds.register.lookup import parties_within
from store import tables
from store.checks import gone
from store.database import Database
from store.engines import create_engine
from store.ledger import Selection, entries
from store.migrate import go_back, migrate
from store.takedown import forget
from tests.cleaning.figures import figure
from tests.store.conftest import NOW, report
from tests.store.test_reports import address, put

URL = "http://news.example/a/1.html"
ANHUI = figure("3亿元", 300_000_000, donors=("340000",), recipients=("540500",), stage="spent", sector="edu_school")
HEFEI = figure("800万元", 8_000_000, donors=("340100",), recipients=("540522",), stage="committed")
COUNT = replace(figure("60名", 60), kind="count", unit="人", role=None, stage="none")


def told(*figures: Figure, url: str = URL, **changes: Any) -> Report:
    relevance = Relevance(is_aid_report=True, score=0.9, why=())
    return report(url, facts=Facts(relevance=relevance, figures=figures), **changes)


def texts(conn: Connection, **wanted: Any) -> list[str]:
    return [entry.figure.text for entry in entries(conn, Selection(**wanted))]


def rows(conn: Connection) -> list[tuple[int, bool, str]]:
    c = tables.figures.c
    query = sa.select(c.version, c.current, c.figure, c.document).order_by(c.id)
    return [(row.version, row.current, row.document["text"]) for row in conn.execute(query)]


def test_a_report_brings_its_figures(conn: Connection) -> None:
    put(conn, address(conn, URL), told(ANHUI, COUNT))
    (entry, _) = entries(conn, Selection())
    assert entry.figure == ANHUI
    assert (entry.url, entry.title, entry.aid, entry.stored) == (URL, "两地携手修渠引水", True, NOW)


def test_a_changed_text_puts_new_figures_in_place_and_keeps_the_old_ones(conn: Connection) -> None:
    where = address(conn, URL)
    put(conn, where, told(ANHUI, HEFEI))
    put(conn, where, told(HEFEI, body="县里的水渠修好了。"), run=2)
    assert rows(conn) == [(1, False, "3亿元"), (1, False, "800万元"), (2, True, "800万元")]
    assert texts(conn) == ["800万元"]


def test_the_same_text_read_better_replaces_what_was_read(conn: Connection) -> None:
    where = address(conn, URL)
    put(conn, where, told(ANHUI))
    put(conn, where, told(replace(ANHUI, donors=("340100",)), HEFEI))
    assert rows(conn) == [(1, True, "3亿元"), (1, True, "800万元")]
    assert texts(conn, donors=("340100",)) == ["3亿元", "800万元"]
    assert texts(conn, donors=("340000",)) == []


def test_the_same_figures_again_touch_no_row(conn: Connection) -> None:
    where, ids = address(conn, URL), sa.select(tables.figures.c.id)
    put(conn, where, told(ANHUI, HEFEI))
    before = list(conn.scalars(ids))
    put(conn, where, told(ANHUI, HEFEI))
    assert list(conn.scalars(ids)) == before


def test_a_page_that_dies_keeps_its_figures(conn: Connection) -> None:
    where = address(conn, URL)
    put(conn, where, told(ANHUI))
    gone(conn, where, run=2, now=NOW, status=404)
    assert texts(conn) == ["3亿元"]


def test_what_is_held_back_is_not_shown(conn: Connection) -> None:
    put(conn, address(conn, URL), told(ANHUI, quarantine="hijacked_mirror"))
    assert texts(conn) == []


def test_a_takedown_leaves_no_words(database: Database, tmp_path: Path) -> None:
    with database.write() as conn:
        put(conn, address(conn, URL), told(ANHUI))
        forget(conn, URL, archive=tmp_path, reason="asked for", now=NOW)
        assert texts(conn) == []
        assert list(conn.scalars(sa.select(tables.figures.c.document))) == [None]


SELECTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["3亿元", "800万元", "60名"]),
    ({"kind": "money"}, ["3亿元", "800万元"]),
    ({"donors": parties_within("340000")}, ["3亿元", "800万元"]),
    ({"donors": parties_within("340100")}, ["800万元"]),
    ({"recipients": parties_within("540500")}, ["3亿元", "800万元"]),
    ({"recipients": parties_within("540000"), "donors": ("340000",)}, ["3亿元"]),
    ({"recipients": parties_within("540522")}, ["800万元"]),
    ({"recipients": parties_within("540300")}, []),
    ({"programme": "援藏", "kind": "money"}, ["3亿元", "800万元"]),
    ({"programme": "援青"}, []),
    ({"sector": "edu_school"}, ["3亿元"]),
    ({"stage": "committed"}, ["800万元"]),
    ({"year": 2015}, ["3亿元"]),
    ({"year": 2024, "kind": "money"}, ["3亿元", "800万元"]),
    ({"year": 2014}, []),
    ({"published": NOW - timedelta(days=2), "kind": "count"}, ["60名"]),
    ({"published": NOW}, []),
    ({"stored": NOW, "kind": "count"}, ["60名"]),
    ({"stored": NOW + timedelta(seconds=1)}, []),
]


@pytest.mark.parametrize(("wanted", "found"), SELECTIONS)
def test_selections(conn: Connection, wanted: dict[str, Any], found: list[str]) -> None:
    since = Period(start="2015", end="2024-08", basis="stated")
    put(conn, address(conn, URL), told(replace(ANHUI, period=since), HEFEI, COUNT))
    assert texts(conn, **wanted) == found


def test_a_database_from_before_the_ledger_gets_one(database: Database, url: str) -> None:
    with database.write() as conn:
        where = address(conn, URL)
        put(conn, where, told(ANHUI, HEFEI))
        put(conn, where, told(HEFEI, COUNT, body="县里的水渠修好了。"), run=2)
        before = everything(conn)
    database.close()
    engine = create_engine(sa.make_url(url), migrating=True)
    with engine.begin() as conn:
        go_back(conn, "0001")
        migrate(conn)
        assert everything(conn) == before
    engine.dispose()


def everything(conn: Connection) -> list[Any]:
    """All rows of the ledger but for their numbers."""
    names = [column.name for column in tables.figures.c if column.name != "id"]
    figures = [tuple(getattr(row, name) for name in names) for row in conn.execute(sa.select(tables.figures))]
    query = sa.select(tables.figures.c.figure, tables.figure_parties.c.side, tables.figure_parties.c.party)
    parties = [tuple(row) for row in conn.execute(query.join(tables.figures))]
    return [sorted(figures, key=repr), sorted(parties)]


def test_a_story_is_counted_once_by_its_origin(conn: Connection) -> None:
    """The reprint is dated before the report that it copies."""
    body = "安徽省援藏工作队投入援藏资金3亿元，为山南市三个县修建水渠、学校和卫生院，惠及农牧民两万余人。" * 3
    early = replace(report().published, moment=NOW - timedelta(days=5))
    for run, (url, publisher) in enumerate(((URL, "示例日报"), ("http://copy.example/b/2.html", "转载网")), 1):
        put(conn, address(conn, url), told(ANHUI, url=url, body=body, publisher=publisher), run=run)
    conn.execute(sa.update(tables.reports).where(tables.reports.c.url != URL).values(published_at=early.moment))
    found = totals(entries(conn, Selection(kind="money")))
    assert (found.singles[0].value, found.singles[0].urls) == (300_000_000, (URL,))
    assert [(left.reason, left.figures) for left in found.left_out] == [(REPRINT, 1)]
