"""Crawls as processes: what the parent makes of each way in which a child can end."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.process import LIVE, run_crawl, stop_crawls
from seeds.errors import BusyError, CannotWriteError, ConfigurationError, WrongUsageError
from seeds.settings import Settings
from store.locks import hold
from tests import ROOT
from tests.crawler.test_walks import lay_out, numbered
from tests.crawler.world import World, start_of


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with World(tmp_path) as world:
        world.source("steady")
        lay_out(world, "steady", numbered(2, 1))
        yield world


def settings_of(world: World) -> Settings:
    return Settings(home=world.home, via=world.address, delay=0, seeds=world.seeds)


def on_request(world: World, act: Callable[[], object]) -> None:
    """At the first article's request, something happens."""

    def happen(before: int) -> None:
        if not before:
            act()

    world.when[start_of("steady") + "100002.html"] = happen


def kill_children() -> None:
    for child in tuple(LIVE):
        os.kill(child.pid, signal.SIGKILL)


def kill_the_server_of_forks() -> None:
    (child,) = LIVE
    status = Path(f"/proc/{child.pid}/status").read_text("ascii")
    os.kill(int(status.partition("PPid:")[2].split()[0]), signal.SIGKILL)


def test_a_crawl_gives_back_its_run_and_what_was_due_is_done_once(world: World) -> None:
    due = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    run = run_crawl("steady", settings_of(world), due=due)
    assert (run.subject, run.due, run.outcome, run.counts.new) == ("steady", due, "ok", 2)
    with pytest.raises(BusyError, match="was done"):
        run_crawl("steady", settings_of(world), due=due)


@pytest.mark.faults
def test_a_killed_child_leaves_an_abandoned_run(world: World) -> None:
    on_request(world, kill_children)
    run = run_crawl("steady", settings_of(world))
    assert (run.outcome, run.reason) == ("abandoned", "its process died: SIGKILL")
    assert run.ended is not None


@pytest.mark.faults
def test_a_child_of_a_killed_server_of_forks_is_ended_before_its_run_is_closed(world: World) -> None:
    on_request(world, kill_the_server_of_forks)
    run = run_crawl("steady", settings_of(world))
    assert (run.outcome, run.reason, run.counts.new) == ("abandoned", "its process died: SIGKILL", 0)
    after = run_crawl("steady", settings_of(world))
    assert (after.outcome, after.counts.new) == ("ok", 2)
    assert [each.id for each in world.runs("steady")] == [run.id, after.id]


@pytest.mark.faults
def test_a_stopped_child_ends_well(world: World) -> None:
    on_request(world, stop_crawls)
    run = run_crawl("steady", settings_of(world))
    assert (run.outcome, run.reason) == ("incomplete", "shutdown")


def test_a_source_is_crawled_by_one_process_at_a_time(world: World) -> None:
    with hold(world.home, "crawl-steady"), pytest.raises(BusyError, match=rf"pid {os.getpid()} since"):
        run_crawl("steady", settings_of(world))
    assert world.runs("steady") == []


@pytest.mark.parametrize(
    ("name", "change", "error", "words"),
    [
        ("stedy", {}, WrongUsageError, "no source is called 'stedy'; there are: steady"),
        ("steady", {"seeds": Path("/nowhere")}, ConfigurationError, "/nowhere"),
        ("steady", {"home": Path("/proc/duikou")}, CannotWriteError, "/proc/duikou"),
    ],
)
def test_what_keeps_a_crawl_from_beginning_is_one_line(
    world: World, name: str, change: dict[str, Path], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        run_crawl(name, replace(settings_of(world), **change))
    assert "\n" not in str(caught.value)


def test_what_is_loaded_before_the_forks_may_be_forked() -> None:
    """A thread or a reactor would be there once and shared by all; settings would be those of the first crawl."""
    code = (
        "import os, sys, crawler.stem\n"
        "print(len(os.listdir('/proc/self/task')))\n"  # numpy's threads too, of which Python knows nothing
        "print('twisted.internet.reactor' in sys.modules, 'crawler.settings' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1\nFalse False\n"


def test_no_fork_loads_what_cleaning_needs() -> None:
    code = (
        "import sys, crawler.stem\n"
        "from cleaning.facts.names import lexicon\n"
        "from cleaning.repair.pinyin import readings_of\n"
        "print(lexicon.cache_info().currsize, readings_of.cache_info().currsize > 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1 True\n"


def test_crawls_of_one_parent_have_each_their_own_settings(world: World, tmp_path: Path) -> None:
    other = replace(settings_of(world), home=tmp_path / "other")
    first, second = run_crawl("steady", settings_of(world)), run_crawl("steady", other)
    assert (first.counts.new, second.counts.new) == (2, 2)
    assert first.pid != second.pid
