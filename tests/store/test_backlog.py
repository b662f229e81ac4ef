"""Reports that were stored before there were stories, and stories before there were sketches."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from store.backlog import AT_A_TIME, WAITING, place_some, sketch_some, waiting
from store.database import Database
from store.reports import select
from store.tables import reports, stories, story_keys
from tests.noise.stories import article, edited
from tests.store.test_stories import put_in, store, text

COUNT = AT_A_TIME + 5


def fill(database: Database) -> list[set[str]]:
    """Reports of before: three copies of each text, all without their stories. How they belong together."""
    with database.write() as conn:
        put_in(conn, *(edited(article(at // 3), 0.02 * (at % 3), at) for at in range(COUNT)))
        store(conn, text(article(99), "http://wall.example/1.html", quarantine="login_wall"), 99)
        true = groups(conn)
        conn.execute(sa.update(reports).values(story=None, relation=None, page=None, hijacked=None))
        conn.execute(sa.delete(stories))
        conn.execute(sa.delete(story_keys))
    return true


def groups(conn: Connection) -> list[set[str]]:
    found: dict[object, set[str]] = {}
    for kept in select(conn):
        if kept.story:
            found.setdefault(kept.story, set()).add(kept.url)
    return sorted(found.values(), key=min)


class KilledError(Exception):
    pass


def be_killed(database: Database) -> None:
    with database.write() as conn:
        place_some(conn)
        raise KilledError


def test_a_catch_up_that_is_killed_goes_on_where_it_was(database: Database) -> None:
    true = fill(database)
    with database.write() as conn:
        assert place_some(conn) == AT_A_TIME
    with pytest.raises(KilledError):
        be_killed(database)
    with database.read() as conn:
        assert waiting(conn) == COUNT - AT_A_TIME
    with database.write() as conn:
        assert (place_some(conn), place_some(conn), waiting(conn)) == (COUNT - AT_A_TIME, 0, 0)
        assert groups(conn) == true
        assert sorted(kept.relation for kept in select(conn) if kept.relation == "origin") == ["origin"] * len(true)


def test_stories_without_a_sketch_are_found_and_get_theirs(database: Database) -> None:
    with database.write() as conn:
        put_in(conn, article(1))
        before = conn.execute(sa.select(stories.c.sketch)).scalar_one()
        conn.execute(sa.update(stories).values(sketch=None))
        assert (sketch_some(conn), sketch_some(conn)) == (1, 0)
        assert conn.execute(sa.select(stories.c.sketch)).scalar_one() == before
        conn.execute(sa.update(stories).values(sketch=None))
        store(conn, text(edited(article(1), 0.03, 5), "http://copy.example/1.html"), 2)
        assert len({kept.story for kept in select(conn)}) == 1


@pytest.mark.parametrize(
    ("query", "index"), [(WAITING[0], "ix_reports_unplaced"), (WAITING[1], "ix_stories_unsketched")]
)
def test_asking_whether_anything_waits_reads_no_table(conn: Connection, query: sa.Select[Any], index: str) -> None:
    """Every crawl and every issue asks; in an archive of a million."""
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a small table is read as it stands
    explain = "EXPLAIN" if conn.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    plan = conn.exec_driver_sql(f"{explain} {query.compile(conn)}").all()
    assert index in str(plan)
