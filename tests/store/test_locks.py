"""Locks: one holder, a message that names it, freed by any death."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from seeds.errors import BusyError, CannotWriteError
from store.locks import hold

HOLDER = "import sys, pathlib; from store.locks import hold\nwith hold(pathlib.Path(sys.argv[1]), 'daemon'): print('held', flush=True); sys.stdin.read()"  # noqa: E501


def test_the_second_is_told_who_holds_it_since_when(tmp_path: Path) -> None:
    year = f"{datetime.now(UTC).astimezone():%Y}"
    with hold(tmp_path, "daemon"):
        with pytest.raises(BusyError, match=rf"daemon: already running, pid {os.getpid()} since {year}-"):
            hold(tmp_path, "daemon").__enter__()
        with hold(tmp_path, "crawl-example"):
            pass
    with hold(tmp_path, "daemon"):
        pass


@pytest.mark.faults
def test_kill_9_frees_it(tmp_path: Path) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], **pipes) as child:  # type: ignore[call-overload]
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=f"pid {child.pid} since"):
            hold(tmp_path, "daemon").__enter__()
        child.send_signal(signal.SIGKILL)
    with hold(tmp_path, "daemon"):
        pass


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("a file where the folder should be")
    with pytest.raises(CannotWriteError, match="locks"):
        hold(tmp_path, "daemon").__enter__()
