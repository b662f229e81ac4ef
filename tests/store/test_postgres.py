"""What only PostgreSQL does: several transactions write at once, and end in any order."""

import threading

import sqlalchemy as sa

from store.crawl_tables import addresses
from store.database import Database
from store.digests import items, news, record_issue
from tests.store.conftest import NOW, report
from tests.store.test_digests import LATER
from tests.store.test_reports import address, put


def test_what_is_committed_late_still_finds_its_issue(postgres_database: Database) -> None:
    """A transaction that stored a report (with a lower id) before an issue was built, and ends after it."""
    early, late = (f"http://news.example/a/{name}.html" for name in ("early", "late"))
    database = postgres_database
    with database.write() as conn:
        ids = [address(conn, url) for url in (late, early)]
        conn.execute(sa.update(addresses).values(backfill=False))
    with database.write() as slow:
        put(slow, ids[0], report(late), run=1)
        with database.write() as conn:
            put(conn, ids[1], report(early, body="另一篇：镇上的桥也修好了。"), run=2)  # copies wait for each other
        with database.write() as conn:
            found = news(conn, "daily", now=LATER)
            record_issue(conn, "daily", number=1, now=LATER, period=(NOW, LATER), items=items(new=found), path="a")
    with database.read() as conn:
        assert [one.url for one in news(conn, "daily", now=LATER)] == [late]
    assert [one.url for one in found] == [early]


def test_two_sources_that_bring_one_page_at_once(postgres_database: Database) -> None:
    """SQLite lets only one write; on PostgreSQL the second waits for the first and then finds its report."""
    url, database = "http://news.example/a/1.html", postgres_database
    with database.write() as conn:
        ids = [address(conn, url, source) for source in ("one", "two")]
    outcomes: list[str] = []

    def second() -> None:
        with database.write() as conn:
            outcomes.append(put(conn, ids[1], report(url), run=2).outcome)

    thread = threading.Thread(target=second)
    with database.write() as conn:
        outcomes.append(put(conn, ids[0], report(url)).outcome)
        thread.start()
        wait_until_blocked(database)
    thread.join()
    assert outcomes == ["new", "unchanged"]


def wait_until_blocked(database: Database) -> None:
    """Until some connection waits for another's transaction."""
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while True:
        with database.read() as conn:
            if conn.scalar(waiting):
                return
