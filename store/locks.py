"""Locks between processes on one home: the daemon's place, the crawl of a source. The kernel frees them at any
death."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from seeds.errors import BusyError, CannotWriteError


@contextmanager
def hold(home: Path, name: str) -> Iterator[None]:
    """Held for the block. Raises BusyError, which names the process that has it and since when.

    The file stays: who deletes it could let two processes lock two files of one name."""
    with _file(home, name) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"{name}: already running, {_holder(Path(file.name))}; wait for it or stop it") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_held(home: Path, name: str) -> bool:
    """By this process or another one; makes no file."""
    path = home / "locks" / f"{name}.lock"
    try:
        with path.open(encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextmanager
def turn(home: Path, name: str) -> Iterator[None]:
    """Held for the block, after whoever holds it now: for steps of a moment that one process at a time may take."""
    with _file(home, name) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _file(home: Path, name: str) -> TextIO:
    path = home / "locks" / f"{name}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="ascii")
    except OSError as error:
        raise CannotWriteError(f"{path}: cannot be made: {error.strerror}; set DUIKOU_HOME elsewhere") from error


def _holder(path: Path) -> str:
    since = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone()
    return f"pid {path.read_text(encoding='ascii') or '?'} since {since:%Y-%m-%d %H:%M:%S%z}"
