"""Issues: every report in exactly one, changes and losses said once, what was there before we came never as news."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection

from seeds.errors import BusyError
from store.checks import gone as mark_gone
from store.crawl_tables import walks
from store.digests import (
    Issue,
    backfilled,
    changed,
    gone,
    issues,
    items,
    last_issue,
    mark_sent,
    news,
    record_issue,
)
from store.reports import select
from tests.store.conftest import NOW, report
from tests.store.test_reports import address, put

DAY = timedelta(days=1)
LATER = NOW + 30 * DAY


def add(conn: Connection, name: str, *, source: str = "example", backfill: bool = False, **changes: object) -> int:
    """A report of that name; the id of its address."""
    url = f"http://news.example/a/{name}.html"
    id_ = address(conn, url, source)
    put(conn, id_, report(url, title=name, **changes), run=id_, backfill=backfill)
    return id_


def titles(found: tuple[object, ...]) -> list[str]:
    return [one.report.title for one in found]  # type: ignore[attr-defined]


def issue(conn: Connection, number: int, subscription: str = "daily") -> Issue:
    """The next issue with all that it may hold."""
    content = items(
        new=news(conn, subscription, now=LATER),
        changed=changed(conn, subscription, now=LATER),
        gone=gone(conn, subscription, now=LATER),
    )
    period = (NOW, LATER)
    return record_issue(conn, subscription, number=number, now=LATER, period=period, items=content, path="a.html")


@pytest.fixture(autouse=True)
def _old_site(conn: Connection) -> None:
    """The source's first walk was over before: what the tests add is news unless they say otherwise."""
    for source in ("example", "other"):
        conn.execute(sa.insert(walks).values(source=source, start="http://news.example/list/", run=0, ground=0))


def test_a_report_is_in_one_issue_of_each_subscription(conn: Connection) -> None:
    add(conn, "a")
    assert titles(news(conn, "daily", now=LATER)) == ["a"]
    issue(conn, 1)
    add(conn, "b")
    assert titles(news(conn, "daily", now=LATER)) == ["b"]
    assert titles(news(conn, "weekly", now=LATER)) == ["a", "b"]
    assert len(issue(conn, 2).items) == 1
    assert issue(conn, 3).items == ()


def test_what_no_reader_sees_is_no_news(conn: Connection) -> None:
    add(conn, "before", backfill=True)
    add(conn, "held", quarantine="login_wall")
    add(conn, "good")
    assert titles(news(conn, "daily", now=LATER)) == ["good"]
    assert backfilled(conn, "daily", now=LATER) == {"example": 1}


def test_a_report_let_out_of_quarantine_is_news(conn: Connection) -> None:
    held = add(conn, "a", quarantine="soft_404")
    issue(conn, 1)
    put(conn, held, report("http://news.example/a/a.html", title="a"), run=99)
    assert titles(news(conn, "daily", now=LATER)) == ["a"]


def test_the_sources_of_a_subscription(conn: Connection) -> None:
    add(conn, "a")
    add(conn, "b", source="other")
    assert titles(news(conn, "daily", sources=("other",), now=LATER)) == ["b"]


def test_a_change_is_said_once(conn: Connection) -> None:
    id_ = add(conn, "a")
    assert changed(conn, "daily", now=LATER) == ()
    issue(conn, 1)
    put(conn, id_, report("http://news.example/a/a.html", title="a, corrected"), run=9)
    assert news(conn, "daily", now=LATER) == ()
    assert titles(changed(conn, "daily", now=LATER)) == ["a, corrected"]
    second = issue(conn, 2)
    assert [(one.kind, one.version) for one in second.items] == [("changed", 2)]
    assert issue(conn, 3).items == ()


def test_a_loss_is_said_once(conn: Connection) -> None:
    id_, unsaid = add(conn, "a"), add(conn, "before", backfill=True)
    issue(conn, 1)
    for one in (id_, unsaid):
        mark_gone(conn, one, run=9, now=NOW + DAY, status=404)
    assert titles(gone(conn, "daily", now=LATER)) == ["a"]
    assert [one.kind for one in issue(conn, 2).items] == ["gone"]
    assert issue(conn, 3).items == ()


def test_backfill_is_counted_since_the_last_issue(conn: Connection) -> None:
    add(conn, "a", backfill=True)
    issue(conn, 1)
    assert backfilled(conn, "daily", now=LATER) == {}


def test_issues_as_they_were_recorded(conn: Connection) -> None:
    add(conn, "a")
    first = issue(conn, 1)
    mark_sent(conn, first.id, now=LATER)
    second = issue(conn, 2)
    assert list(issues(conn, "daily")) == [second, replace(first, sent_at=LATER)]
    assert last_issue(conn, "daily") == second
    assert last_issue(conn, "weekly") is None
    assert (first.period, first.path, first.built_at) == ((NOW, LATER), "a.html", LATER)


def test_two_builders_cannot_both_have_an_item(conn: Connection) -> None:
    add(conn, "a")
    both = items(new=tuple(select(conn)))
    record_issue(conn, "daily", number=1, now=LATER, period=(NOW, LATER), items=both, path="a")
    with pytest.raises(BusyError, match="build it again"), conn.begin_nested():
        record_issue(conn, "daily", number=2, now=LATER, period=(NOW, LATER), items=both, path="b")
