"""The daemon over a real store and a real crawl, with a clock of our own."""

import socket
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from crawler.replay import Replay
from scheduler.daemon import Daemon, jumped
from scheduler.edge import Clock
from scheduler.health import serving
from scheduler.issues import recover
from scheduler.port import bind
from seeds.load import source
from seeds.samples_index import SITES
from seeds.settings import Settings, Subscription
from store.database import Database, open_database
from store.deliveries import enqueue
from store.digests import issues, record_issue
from store.runs import Counts, Run, close_run, last_run, open_run, runs

START = datetime.now(UTC)  # the crawls of these tests are real ones, with real times


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "var", delay=0, timezone="UTC")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = open_database(settings.database, home=settings.home)
    yield opened
    opened.close()


def ran(database: Database, kind: str, subject: str, started: datetime) -> None:
    """A run that ended well."""
    with database.write() as connection:
        run = open_run(connection, kind, subject, now=started)
        close_run(connection, run, now=started, outcome="ok", reason="", counts=Counts())


def all_runs(database: Database, kind: str) -> list[Run]:
    with database.read() as connection:
        return [run for run in runs(connection) if run.kind == kind]


def tick(daemon: Daemon) -> None:
    """One tick, and all that it began to its end."""
    daemon.tick()
    end = time.monotonic() + 300
    while daemon.busy and time.monotonic() < end:
        time.sleep(0.02)
    assert not daemon.busy


def at(offset: timedelta = timedelta()) -> Clock:
    return lambda: datetime.now(UTC) + offset


def test_after_a_sleep_one_crawl_a_source_and_then_one_issue(database: Database, settings: Settings) -> None:
    ran(database, "crawl", "tibet_cn", START - timedelta(days=3))
    daily = Subscription(at=(START - timedelta(minutes=1)).time())
    with Replay(SITES) as via:
        told = replace(settings, via=via.address, subscriptions=(daily,))
        daemon = Daemon(database, told, [source("tibet_cn")], clock=at())
        tick(daemon)
        assert [run.outcome for run in all_runs(database, "crawl")] == ["ok", "ok"]
        assert all_runs(database, "digest") == []  # it waited for the crawl
        for _ in range(3):
            tick(daemon)
    assert len(all_runs(database, "crawl")) == 2
    assert [run.outcome for run in all_runs(database, "digest")] == ["ok"]
    with database.read() as connection:
        assert [Path(issue.path).exists() for issue in issues(connection, "daily")] == [True]


def test_an_issue_that_no_server_takes_is_tried_again_and_mailed_once(database: Database, settings: Settings) -> None:
    ran(database, "crawl", "tibet_cn", START - timedelta(days=3))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    daily = Subscription(at=(START - timedelta(minutes=1)).time(), to=("reader@example.org",))
    told = replace(settings, smtp_url=f"smtp://127.0.0.1:{port}", subscriptions=(daily,))
    offset = timedelta()
    daemon = Daemon(database, told, [], clock=lambda: datetime.now(UTC) + offset)
    for _ in range(3):
        tick(daemon)
    assert [run.outcome for run in all_runs(database, "digest")] == ["failed"]  # and no storm of tries
    letters: list[object] = []
    post = Controller(Box(letters), hostname="127.0.0.1", port=port)
    post.start()
    try:
        offset = timedelta(minutes=2)
        for _ in range(3):
            tick(daemon)
    finally:
        post.stop()
    assert [run.outcome for run in all_runs(database, "digest")] == ["failed", "ok"]
    assert len(letters) == 1


def test_a_letter_that_failed_is_tried_again_by_itself(database: Database, settings: Settings) -> None:
    with database.write() as connection:
        issue = record_issue(
            connection, "daily", number=1, now=START, period=(START, START), items=(), path="digests/daily/1.html"
        )
        letter = b"To: reader@example.org\r\nSubject: x\r\n\r\nx\r\n"
        enqueue(connection, issue.id, {"reader@example.org": letter}, now=START)
    letters: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    daily = Subscription(at=(START + timedelta(hours=1)).time(), to=("reader@example.org",))
    told = replace(settings, smtp_url=f"smtp://127.0.0.1:{port}", subscriptions=(daily,))
    post = Controller(Box(letters), hostname="127.0.0.1", port=port)
    post.start()
    try:
        daemon = Daemon(database, told, [], clock=at())
        for _ in range(3):
            tick(daemon)
    finally:
        post.stop()
    assert len(letters) == 1


class Box(Message):
    def __init__(self, letters: list[object]) -> None:
        super().__init__()
        self.letters = letters

    def handle_message(self, message: object) -> None:
        self.letters.append(message)


def test_the_health_addresses_tell_of_the_sources(database: Database, settings: Settings) -> None:
    ran(database, "crawl", "tibet_cn", START)
    with bind("127.0.0.1:0") as listening, serving(listening, database, [source("tibet_cn")], clock=at()):
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with urllib.request.urlopen(f"{address}/readyz", timeout=60) as ready:
            assert ready.status == 200
        with urllib.request.urlopen(f"{address}/metrics", timeout=60) as metrics:
            told = metrics.read().decode().splitlines()
    assert 'duikou_failures_total{source="tibet_cn"} 0' in told
    assert f'duikou_last_success_timestamp_seconds{{source="tibet_cn"}} {START.timestamp()}' in told


@pytest.mark.parametrize(("recorded", "outcome"), [(True, "ok"), (False, "abandoned")])
def test_an_issue_that_a_killed_daemon_left_open(database: Database, recorded: bool, outcome: str) -> None:
    with database.write() as connection:
        open_run(connection, "digest", "daily", now=START, due=START)
        if recorded:
            record_issue(
                connection, "daily", number=1, now=START, period=(START, START), items=(), path="digests/daily/1.html"
            )
    recover(database, Subscription(), now=START + timedelta(hours=1))
    with database.read() as connection:
        run = last_run(connection, "digest", "daily")
    assert run
    assert run.outcome == outcome


@pytest.mark.parametrize(
    ("wall", "monotonic", "expected"),
    [
        (timedelta(seconds=5), 5.0, False),
        (timedelta(seconds=7), 5.0, False),
        (timedelta(hours=1, seconds=5), 5.0, True),
        (timedelta(hours=-1), 5.0, True),
        (timedelta(seconds=-30), 5.0, True),
        (timedelta(minutes=4), 5.0, False),
        (timedelta(days=3), 3 * 86400.0, False),  # a long wait is no jump
        (START - datetime(1970, 1, 1, tzinfo=UTC), 5.0, True),
    ],
)
def test_a_clock_that_was_set_is_seen(wall: timedelta, monotonic: float, expected: bool) -> None:
    assert jumped((START, 100.0), (START + wall, 100.0 + monotonic)) is expected
