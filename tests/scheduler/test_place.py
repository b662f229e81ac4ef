"""The daemon's place on a database that several machines share: daemons as processes, each with a home of its own."""

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.postgres import make_postgres, run_outside
from tests.reports.test_health import get
from tests.scheduler.conftest import Command, environment
from tests.scheduler.test_service import free_port, seeds_but

pytestmark = pytest.mark.faults

END = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE locktype = 'advisory' AND datname = '{}'"
)


class Machine:
    """A daemon with a home and a health port of its own."""

    def __init__(self, folder: Path, database: str, *arguments: str) -> None:
        folder.mkdir()
        self.told = {"DUIKOU_DATABASE_URL": database, "DUIKOU_HEALTH": f"127.0.0.1:{free_port()}"}
        self.told["DUIKOU_SEEDS"] = seeds_but(folder / "seeds")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scheduler", "run", *arguments],
            cwd=folder, env=environment(self.told), stderr=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        assert self.process.stderr
        self._pipe = self.process.stderr
        self._said = b""

    def says(self, words: str, within: float = 300) -> str:
        """The line that has these words; fails if none comes."""
        end = time.monotonic() + within
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            while time.monotonic() < end:
                while b"\n" in self._said:
                    line, _, self._said = self._said.partition(b"\n")
                    if words.encode() in line:
                        return line.decode()
                if selector.select(1):
                    self._said += os.read(self._pipe.fileno(), 65536)
        raise AssertionError(f"{words!r} was not said; at the end: {self._said!r}")

    def answer(self, path: str) -> tuple[int, str]:
        """What its health address says; asked until somebody listens there."""
        end = time.monotonic() + 300
        while True:
            try:
                return get(f"http://{self.told['DUIKOU_HEALTH']}{path}")
            except URLError:
                assert time.monotonic() < end
                time.sleep(0.05)


@contextmanager
def daemon(folder: Path, database: str, *arguments: str) -> Iterator[Machine]:
    machine = Machine(folder, database, *arguments)
    try:
        yield machine
    finally:
        machine.process.kill()
        machine.process.communicate()


def test_of_two_machines_one_runs_and_the_other_takes_over(started: Command, tmp_path: Path, postgres: str) -> None:
    shared = make_postgres(postgres, "place_taken")
    with daemon(tmp_path / "first", shared) as first:
        first.says("watching")
        refused = started("run", **first.told | {"DUIKOU_HEALTH": f"127.0.0.1:{free_port()}"})
        assert refused.code == 75
        assert f"daemon: already running, pid {first.process.pid} on " in refused.line
        with daemon(tmp_path / "second", shared, "--standby") as second:
            assert f"standing by: daemon: already running, pid {first.process.pid} on " in second.says("standing by")
            assert second.answer("/healthz") == (200, '{"status":"ok"}')
            assert second.answer("/readyz") == (503, '{"status":"standing by"}')
            assert second.answer("/metrics")[1].endswith("duikou_standing_by 1\n")
            first.process.kill()
            second.says("watching")
            assert second.answer("/readyz")[1] == '{"status":"ok","database":"ok","late":[]}'
            second.process.send_signal(signal.SIGTERM)
            assert second.process.wait(timeout=300) == 0


def test_who_loses_the_place_steps_down_and_stands_by(tmp_path: Path, postgres: str) -> None:
    shared = make_postgres(postgres, "place_lost")
    with daemon(tmp_path / "first", shared) as first:
        first.says("watching")
        pid = first.process.pid
        run_outside(postgres, END.format("place_lost"))
        first.says("the place as the database's daemon is lost")
        first.says("watching")  # nobody else wanted it
        assert first.process.poll() is None
        assert first.process.pid == pid
        first.process.send_signal(signal.SIGTERM)
        assert first.process.wait(timeout=300) == 0
