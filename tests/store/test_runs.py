"""Runs: opened, closed, abandoned; and what is due."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from seeds.errors import BusyError
from store.database import Database
from store.runs import Counts, Outcome, abandon_open, close_run, last_due, last_run, open_run, runs
from tests.store.conftest import NOW

HOUR = timedelta(hours=1)


def close(conn: Connection, run: int, outcome: Outcome, **counts: int) -> None:
    close_run(conn, run, now=NOW + HOUR, outcome=outcome, reason="finished", counts=Counts(**counts))


def test_a_run_from_start_to_end(conn: Connection) -> None:
    id_ = open_run(conn, "crawl", "example", now=NOW, due=NOW)
    close(conn, id_, "incomplete", requests=7, bytes=5_000_000_000, new=3)
    (run,) = runs(conn)
    assert (run.id, run.kind, run.subject, run.due, run.started, run.ended) == (
        id_,
        "crawl",
        "example",
        NOW,
        NOW,
        NOW + HOUR,
    )
    assert (run.outcome, run.reason) == ("incomplete", "finished")
    assert run.counts == Counts(requests=7, bytes=5_000_000_000, new=3)


def test_what_a_dead_process_left_open_is_abandoned(conn: Connection) -> None:
    first, other = open_run(conn, "crawl", "example", now=NOW), open_run(conn, "crawl", "other", now=NOW)
    assert abandon_open(conn, "crawl", "example", now=NOW + HOUR) == 1
    assert abandon_open(conn, "crawl", "example", now=NOW + HOUR) == 0
    found = {run.id: run.outcome for run in runs(conn)}
    assert found == {first: "abandoned", other: None}


@pytest.mark.parametrize(
    ("outcome", "again"),
    [(None, False), ("ok", False), ("incomplete", False), ("skipped", False), ("failed", True), ("abandoned", True)],
)
def test_what_was_due_is_done_once(database: Database, outcome: Outcome | None, again: bool) -> None:
    with database.write() as conn:
        first = open_run(conn, "digest", "daily", now=NOW, due=NOW)
        if outcome:
            close(conn, first, outcome)
        assert last_due(conn, "digest", "daily") == (None if again else NOW)
    if again:
        with database.write() as conn:
            assert open_run(conn, "digest", "daily", now=NOW, due=NOW) > first
    else:
        with pytest.raises(BusyError, match="digest daily"), database.write() as conn:
            open_run(conn, "digest", "daily", now=NOW, due=NOW)


def test_the_last_run_and_those_since(conn: Connection) -> None:
    ids = [open_run(conn, "crawl", "example", now=NOW + hours * HOUR) for hours in range(3)]
    last = last_run(conn, "crawl", "example")
    assert last is not None
    assert last.id == ids[2]
    assert last_run(conn, "crawl", "unknown") is None
    assert [run.id for run in runs(conn, since=NOW + HOUR)] == ids[1:]
