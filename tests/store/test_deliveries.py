"""Letters in the database: each state leads where it must, and an issue that reached nobody leaves nothing behind."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from store import crawl_tables, issue_tables
from store.deliveries import (
    OPEN,
    PATIENCE,
    Outcome,
    astray,
    dot,
    due_letters,
    enqueue,
    give_up_dotted,
    settle,
    states,
    subscriptions_due,
    withdraw,
)
from store.digests import issues, items, news
from tests.store.conftest import NOW
from tests.store.test_digests import LATER, add, issue

A, B = "a@readers.example", "b@readers.example"
LETTERS = {A: b"To: a\r\n\r\nx\r\n", B: b"To: b\r\n\r\nx\r\n"}


@pytest.fixture
def number(conn: Connection) -> int:
    conn.execute(
        sa.insert(crawl_tables.walks).values(source="example", start="http://news.example/list/", run=0, ground=0)
    )
    add(conn, "a")
    found = issue(conn, 1).id
    enqueue(conn, found, LETTERS, now=NOW)
    return found


def test_all_wait_until_they_are_tried(conn: Connection, number: int) -> None:
    waiting = due_letters(conn, "daily", now=NOW)
    assert {one.recipient: one.letter for one in waiting} == LETTERS
    assert (due_letters(conn, "weekly", now=NOW), subscriptions_due(conn, now=NOW)) == ((), {"daily"})


AFTER: list[tuple[Outcome, str, int]] = [
    ("sent", "sent", 0),
    ("refused", "refused", 0),
    ("uncertain", "uncertain", 0),
    ("failed", "failed", 1),
]


@pytest.mark.parametrize(("outcome", "state", "left"), AFTER)
def test_what_becomes_of_a_letter(conn: Connection, number: int, outcome: Outcome, state: str, left: int) -> None:
    dot(conn, number, A)
    settle(conn, number, A, outcome, detail="451 \x00later", now=NOW)
    assert states(conn, number) == {A: state, B: "waiting"}
    assert len(due_letters(conn, "daily", now=NOW)) == 1  # the other one
    assert len(due_letters(conn, "daily", now=NOW + timedelta(hours=9))) == 1 + left
    row = conn.execute(sa.select(issue_tables.deliveries).where(issue_tables.deliveries.c.recipient == A)).one()
    assert (row.letter is not None, row.detail) == (bool(left), "451 later")


@pytest.mark.parametrize(("outcome", "told"), [("sent", 0), ("refused", 1), ("uncertain", 1), ("failed", 1)])
def test_what_did_not_surely_arrive_is_told(conn: Connection, number: int, outcome: Outcome, told: int) -> None:
    settle(conn, number, A, outcome, detail="451 later", now=NOW)
    found = astray(conn, since=NOW)
    assert [(one.subscription, one.issue, one.recipient, one.state) for one in found] == [
        ("daily", 1, A, outcome)
    ] * told
    assert {(one.since, one.attempts, one.detail) for one in found} <= {(NOW, 1, "451 later")}
    assert astray(conn, since=NOW + timedelta(seconds=1)) == ()


def test_pauses_grow_and_end(conn: Connection, number: int) -> None:
    settle(conn, number, B, "sent", detail="", now=NOW)
    moment, pauses = NOW, []
    while waiting := due_letters(conn, "daily", now=moment):
        settle(conn, number, waiting[0].recipient, "failed", detail="421", now=moment)
        found = conn.scalar(
            sa.select(issue_tables.deliveries.c.next_try).where(issue_tables.deliveries.c.recipient == A)
        )
        if found is None:
            break
        pauses.append(found - moment)
        moment = found
    assert pauses == sorted(pauses)
    assert states(conn, number)[A] == "given_up"
    assert PATIENCE <= moment - NOW < PATIENCE + timedelta(hours=8)


def test_what_was_dotted_by_one_who_died_is_uncertain(conn: Connection, number: int) -> None:
    dot(conn, number, A)
    assert [one.recipient for one in due_letters(conn, "daily", now=LATER)] == [B]
    assert (give_up_dotted(conn, "weekly"), give_up_dotted(conn, "daily")) == ((), (A,))
    assert states(conn, number) == {A: "uncertain", B: "waiting"}


def test_an_issue_that_reached_nobody_is_not_out(conn: Connection, number: int) -> None:
    withdraw(conn, number)
    assert list(issues(conn, "daily")) == []
    assert states(conn, number) == {}
    assert len(items(new=news(conn, "daily", now=LATER))) == 1


def test_open_states_are_those_of_the_index() -> None:
    assert all(f"'{state}'" in str(issue_tables.OPEN) for state in OPEN)
