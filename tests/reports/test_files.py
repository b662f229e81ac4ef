"""Whole or not at all, on a disk that is really full and in folders that are really not ours."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from reports.files import put, replacing
from seeds.errors import CannotWriteError, DiskFullError

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from reports.files import put
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
put(Path(sys.argv[1]), b"x" * 5000)
"""


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def half(path: Path) -> None:
    with replacing(path) as file:
        file.write(b"half")
        raise ZeroDivisionError


def overfill() -> None:
    with replacing(Path("/dev/shm/duikou-full")), Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "issue.html"
    put(path, b"old")
    put(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["issue.html"]


def test_what_is_raised_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "issue.html"
    put(path, b"old")
    with pytest.raises(ZeroDivisionError):
        half(path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["issue.html"]


def test_a_file_that_may_not_grow_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "issue.html"
    put(path, b"old")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "CannotWriteError" in done.stderr
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["issue.html"]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_full_disk_is_called_full() -> None:
    with pytest.raises(DiskFullError, match="disk is full"):
        overfill()


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "digests").write_text("in the way")
    with pytest.raises(CannotWriteError, match="digests"):
        put(tmp_path / "digests" / "issue.html", b"x")
    assert (tmp_path / "digests").read_text() == "in the way"
