"""The daemon and its neighbours as processes: signalled, doubled, and set up wrong."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from crawler.replay import Replay
from scheduler.crawls import GRACE, HEARD
from scheduler.daemon import LAST_WORDS
from seeds.load import sources
from seeds.samples_index import SITES
from store.database import open_database
from tests.scheduler.conftest import Command, environment, everything_in


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


def ended(process: subprocess.Popen[str]) -> int:
    """By itself; how long that may take is a sum of what it waits for."""
    process.communicate(timeout=300)
    return process.returncode


def test_no_end_of_a_daemon_takes_longer_than_is_said() -> None:
    assert HEARD + GRACE + HEARD + LAST_WORDS < 20


def outcomes(folder: Path) -> list[str | None]:
    with closing(sqlite3.connect(folder / "var" / "duikou.db")) as connection:
        return [outcome for (outcome,) in connection.execute("SELECT outcome FROM runs")]


@pytest.mark.faults
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_daemon_and_its_crawls(tmp_path: Path, number: signal.Signals) -> None:
    with Replay(SITES) as via:
        health, seeds = f"127.0.0.1:{free_port()}", seeds_but(tmp_path / "seeds", "tibet_cn")
        told = {"DUIKOU_VIA": via.address, "DUIKOU_HEALTH": health, "DUIKOU_SEEDS": seeds, "DUIKOU_DELAY": "2"}
        with running(tmp_path, **told) as process:
            with urllib.request.urlopen(f"http://{health}/healthz", timeout=60) as answer:
                assert answer.status == 200
            end = time.monotonic() + 300
            while len(via.requests) < 2 and time.monotonic() < end:
                time.sleep(0.05)
            process.send_signal(number)
            assert ended(process) == 0
    assert set(outcomes(tmp_path)) in ({"incomplete"}, {"abandoned"})


@contextmanager
def crawling(folder: Path, via: Replay) -> Iterator[subprocess.Popen[str]]:
    """A crawl as a process, from the moment that it has asked for something."""
    told = environment({"DUIKOU_VIA": via.address, "DUIKOU_DELAY": "2"})
    process = subprocess.Popen(
        [sys.executable, "-m", "scheduler", "crawl", "-q", "tibet_cn"],
        cwd=folder, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - jobs behind `&` ignore it
    )  # fmt: skip
    end = time.monotonic() + 300
    while len(via.requests) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    yield process


@pytest.mark.faults
def test_an_interrupt_ends_a_crawl_and_its_children(tmp_path: Path) -> None:
    with Replay(SITES) as via, crawling(tmp_path, via) as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)  # its children hold the same pipes: they are gone too
    assert (process.returncode, out, err) == (130, "", "duikou: stopped\n")


@pytest.mark.faults
def test_who_is_killed_leaves_no_crawl_behind(tmp_path: Path) -> None:
    with Replay(SITES) as via, crawling(tmp_path, via) as process:
        process.kill()
        process.communicate(timeout=300)
    assert outcomes(tmp_path) == ["incomplete"]


@pytest.mark.faults
def test_a_second_daemon_says_who_runs_and_a_third_runs_after_kill_9(started: Command, tmp_path: Path) -> None:
    told = {"DUIKOU_SEEDS": seeds_but(tmp_path / "seeds"), "DUIKOU_HEALTH": f"127.0.0.1:{free_port()}"}
    with running(tmp_path, **told) as first:
        for health in (told["DUIKOU_HEALTH"], f"127.0.0.1:{free_port()}"):
            second = started("run", **{**told, "DUIKOU_HEALTH": health})
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


def told(process: subprocess.Popen[str], words: str) -> list[str]:
    """What a daemon says up to a line with these words."""
    assert process.stderr
    lines = []
    for line in process.stderr:
        lines.append(line)
        if words in line:
            return lines
    raise AssertionError(lines)


@pytest.mark.faults
def test_settings_that_change_are_told_and_read_again_when_they_are_right(tmp_path: Path) -> None:
    environ = {"DUIKOU_SEEDS": seeds_but(tmp_path / "seeds"), "DUIKOU_HEALTH": f"127.0.0.1:{free_port()}"}
    with running(tmp_path, **environ) as process:
        (tmp_path / "duikou.toml").write_text('timezone = "Mars"')
        lines = told(process, "changed since it was read")
        assert any("duikou.toml: timezone: not a time zone" in line for line in lines)
        process.send_signal(signal.SIGHUP)
        told(process, "nothing is read again")
        (tmp_path / "duikou.toml").write_text('timezone = "UTC"')
        (tmp_path / "seeds" / "tibet_cn.toml").unlink()  # the shipped one is watched again
        told(process, "changed since it was read")
        process.send_signal(signal.SIGHUP)
        assert "watching 1 sources" in told(process, "watching")[-1]
        process.send_signal(signal.SIGTERM)
        assert ended(process) == 0
