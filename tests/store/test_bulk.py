"""Many rows by one statement: as SQLAlchemy itself would have written them."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from store.bulk import write_rows
from store.crawl_tables import hosts, looks
from store.tables import takedowns

NOW = datetime(2026, 11, 21, 12, 0, 0, 5, tzinfo=UTC)
THERE = NOW.astimezone(timezone(timedelta(hours=8)))
ROWS: dict[str, tuple[sa.Table, list[dict[str, Any]]]] = {
    "moments": (
        hosts,
        [
            {"origin": "http://a.example", "robots": "%s :x ?", "robots_at": NOW, "wait_until": None},
            {"wait_until": THERE, "robots_at": None, "robots": "禁止\n", "origin": "http://b.example"},
        ],
    ),
    "documents": (
        looks,
        [
            {"source": "a", "look": {"题": ["藏", 1, None, True]}, "at": NOW},
            {"source": "b", "look": '{"b":1,"a":2}', "at": THERE},
        ],
    ),
    "one row": (takedowns, [{"url": "http://a.example/1", "reason": "", "at": THERE}]),
    "none": (takedowns, []),
}


@pytest.mark.parametrize(("table", "rows"), ROWS.values(), ids=ROWS)
def test_rows_are_as_sqlalchemy_writes_them(conn: Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    write_rows(conn, sa.insert(table), rows)
    ours = conn.exec_driver_sql(f"SELECT * FROM {table.name}").all()
    conn.execute(sa.delete(table))
    for row in rows:
        conn.execute(sa.insert(table).values(row))
    assert ours == conn.exec_driver_sql(f"SELECT * FROM {table.name}").all()
    assert len(ours) == len(rows)


def test_rows_are_changed(conn: Connection) -> None:
    write_rows(conn, sa.insert(hosts), [{"origin": f"http://{name}.example"} for name in "abc"])
    change = sa.update(hosts).where(hosts.c.origin == sa.bindparam("at"))
    write_rows(
        conn, change, [{"at": f"http://{name}.example", "robots_at": NOW, "robots": name.upper()} for name in "ab"]
    )
    found = conn.execute(sa.select(hosts.c.robots, hosts.c.robots_at).order_by(hosts.c.origin)).all()
    assert [tuple(row) for row in found] == [("A", NOW), ("B", NOW), (None, None)]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"origin": "b", "robots_at": NOW.replace(tzinfo=None)}, ValueError),  # a moment without a time zone
        ({"origin": "b"}, KeyError),  # not the columns of the first
        ({"origin": "a", "robots_at": NOW}, IntegrityError),
    ],
)
def test_a_row_that_cannot_be_written(conn: Connection, row: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error), conn.begin_nested():
        write_rows(conn, sa.insert(hosts), [{"origin": "a", "robots_at": NOW}, row])
    assert conn.execute(sa.select(hosts)).all() == []
