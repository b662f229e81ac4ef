"""The daemon over a real store and a real crawl, with a clock of our own; and as a process that is signalled."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from crawler.replay import Replay
from scheduler.daemon import Daemon, jumped
from scheduler.edge import Clock
from scheduler.issues import recover
from seeds.load import source, sources
from seeds.samples_index import SITES
from seeds.settings import Settings, Subscription
from store.database import Database, open_database
from store.digests import issues, record_issue
from store.runs import Counts, Run, close_run, last_run, open_run, runs
from tests.scheduler.conftest import Command, environment, everything_in

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
    end = time.monotonic() + 60
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


class Box(Message):
    def __init__(self, letters: list[object]) -> None:
        super().__init__()
        self.letters = letters

    def handle_message(self, message: object) -> None:
        self.letters.append(message)


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


def seeds_but(folder: Path, *kept: str) -> str:
    """A folder of seed files that switches every shipped source off but these."""
    folder.mkdir()
    for each in sources():
        if each.enabled and each.name not in kept:
            (folder / f"{each.name}.toml").write_text('title = "t"\npublisher = "p"\nkind = "news"\nenabled = false\n')
    return str(folder)


@contextmanager
def running(folder: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A daemon as a process, from the moment that it says it watches."""
    process = subprocess.Popen(
        [sys.executable, "-m", "scheduler"],  # as `duikou run`
        cwd=folder, env=environment(more), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr
        while (line := process.stderr.readline()) and "watching" not in line:
            pass
        assert line
        yield process
    finally:
        process.kill()
        process.communicate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def ended(process: subprocess.Popen[str], within: float) -> int:
    start = time.monotonic()
    process.communicate(timeout=within)
    assert time.monotonic() - start < within
    return process.returncode


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_daemon_and_its_crawls(tmp_path: Path, number: signal.Signals) -> None:
    with Replay(SITES) as via:
        health, seeds = f"127.0.0.1:{free_port()}", seeds_but(tmp_path / "seeds", "tibet_cn")
        told = {"DUIKOU_VIA": via.address, "DUIKOU_HEALTH": health, "DUIKOU_SEEDS": seeds, "DUIKOU_DELAY": "2"}
        with running(tmp_path, **told) as process:
            with urllib.request.urlopen(f"http://{health}/healthz", timeout=5) as answer:
                assert answer.status == 200
            end = time.monotonic() + 30
            while len(via.requests) < 2 and time.monotonic() < end:
                time.sleep(0.05)
            process.send_signal(number)
            assert ended(process, within=20) == 0
    connection = sqlite3.connect(tmp_path / "var" / "duikou.db")
    outcomes = connection.execute("SELECT outcome FROM runs").fetchall()
    connection.close()
    assert outcomes
    assert all(outcome in ("incomplete", "abandoned") for (outcome,) in outcomes)


def test_a_second_daemon_says_who_runs_and_a_third_runs_after_kill_9(duikou: Command, tmp_path: Path) -> None:
    told = {"DUIKOU_SEEDS": seeds_but(tmp_path / "seeds"), "DUIKOU_HEALTH": f"127.0.0.1:{free_port()}"}
    with running(tmp_path, **told) as first:
        for health in (told["DUIKOU_HEALTH"], f"127.0.0.1:{free_port()}"):
            second = duikou("run", **{**told, "DUIKOU_HEALTH": health})
            assert second.code == 75
            assert f"already running, pid {first.pid} since 2" in second.line
        first.kill()
        first.wait()
    with running(tmp_path, **told):
        pass


def test_a_taken_port_is_said_before_anything_is_written(duikou: Command, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        health = f"127.0.0.1:{taken.getsockname()[1]}"
        answer = duikou("run", DUIKOU_HEALTH=health)
    assert (answer.code, answer.line) == (
        75, f"duikou: health {health}: the port is taken; set DUIKOU_HEALTH to another one"
    )  # fmt: skip
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("command", ["run", "crawl"])
def test_a_home_that_cannot_be_written(duikou: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "file").write_text("")  # no folder can be made in it, whoever we are
    answer = duikou(command, DUIKOU_HOME="file/home", DUIKOU_HEALTH=f"127.0.0.1:{free_port()}")
    assert answer.code == 73
    assert "file/home" in answer.line
    assert everything_in(tmp_path) == ["file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_without_the_right_to_write(duikou: Command, tmp_path: Path) -> None:
    (tmp_path / "var").mkdir(mode=0o555)
    answer = duikou("crawl")
    assert answer.code == 73
    assert "var" in answer.line


@pytest.mark.parametrize("command", ["run", "crawl", "digest", "status"])
def test_a_database_of_a_newer_program_is_left_alone(duikou: Command, tmp_path: Path, command: str) -> None:
    home = tmp_path / "var"
    open_database(f"sqlite:///{home}/duikou.db", home=home).close()
    connection = sqlite3.connect(home / "duikou.db")
    connection.execute("UPDATE alembic_version SET version_num = 'ffff'")
    connection.commit()
    connection.close()
    before = (home / "duikou.db").read_bytes()
    answer = duikou(*command.split(), DUIKOU_HEALTH=f"127.0.0.1:{free_port()}")
    assert answer.code == 78
    assert "newer" in answer.line
    assert (home / "duikou.db").read_bytes() == before
