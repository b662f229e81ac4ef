"""What sites told us, and for how long it holds."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from store.hosts import keep_robots, leave_alone, left_alone_until, robots_copy
from tests.store.conftest import NOW

SITE = "http://news.example"


@pytest.mark.parametrize(("hours", "kept"), [(0, "User-agent: *"), (24, "User-agent: *"), (24.1, None), (-1, None)])
def test_rules_are_kept_for_a_day(conn: Connection, hours: float, kept: str | None) -> None:
    keep_robots(conn, SITE, "User-agent: x", now=NOW - timedelta(days=9))
    keep_robots(conn, SITE, "User-agent: *\x00", now=NOW)
    assert robots_copy(conn, SITE, now=NOW + timedelta(hours=hours)) == kept
    assert robots_copy(conn, "http://other.example", now=NOW) is None


@pytest.mark.parametrize(
    ("asked", "later", "waits"),
    [
        (3600, 0, True),
        (3600, 3599, True),
        (3600, 3600, False),
        (10**9, 86_399, True),
        (10**9, 86_400, False),
        (60, -90_000, False),
    ],
)
def test_a_site_is_left_alone_for_as_long_as_it_asked_but_a_day_at_most(
    conn: Connection, asked: float, later: int, waits: bool
) -> None:
    leave_alone(conn, SITE, seconds=asked, now=NOW)
    assert (left_alone_until(conn, SITE, now=NOW + timedelta(seconds=later)) is not None) is waits
    assert left_alone_until(conn, "http://other.example", now=NOW) is None


def test_rules_and_waits_do_not_undo_each_other(conn: Connection) -> None:
    leave_alone(conn, SITE, seconds=60, now=NOW)
    keep_robots(conn, SITE, "", now=NOW)
    assert (robots_copy(conn, SITE, now=NOW), left_alone_until(conn, SITE, now=NOW)) == (
        "",
        NOW + timedelta(seconds=60),
    )
