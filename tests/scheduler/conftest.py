"""The command as a person calls it, and a folder in which it has crawled."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from crawler.replay import Replay
from scheduler.__main__ import run
from seeds.samples_index import SITES
from tests import ROOT


@dataclass(frozen=True, kw_only=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line on stderr; fails if there is another number of them."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]


Say = Callable[..., tuple[int, str, str]]
Command = Callable[..., Answer]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **more}


@pytest.fixture
def started(tmp_path: Path) -> Command:
    """Starts `duikou …` as a process in tmp_path, with a bare environment, and returns what it said."""

    def call(*arguments: str, given: bytes = b"", **more: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "scheduler", *arguments],
            cwd=tmp_path, env=environment(more), input=given, capture_output=True, timeout=500, check=False,
        )  # fmt: skip
        return Answer(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())

    return call


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs `duikou …` without the second that a start takes: exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def duikou(say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `duikou …` in tmp_path, with those settings alone, and returns what it said."""

    def call(*arguments: str, **more: str) -> Answer:
        with monkeypatch.context() as there:
            there.chdir(tmp_path)
            for name in [name for name in os.environ if name.startswith("DUIKOU_")]:
                there.delenv(name)
            for name, value in more.items():
                there.setenv(name, value)
            code, out, err = say(*arguments)
        return Answer(code=code, out=out, err=err)

    return call


@dataclass(frozen=True, kw_only=True)
class Crawled:
    """A working folder in which `duikou crawl tibet_cn xzsnw_com` has run, and what it said."""

    folder: Path
    lines: list[str]


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    folder, said = tmp_path_factory.mktemp("crawled"), TextIOWrapper(BytesIO(), "utf-8")
    with Replay(SITES) as via, pytest.MonkeyPatch.context() as there, redirect_stdout(said):
        there.chdir(folder)
        there.setenv("DUIKOU_DELAY", "0")
        assert run(["crawl", "tibet_cn", "xzsnw_com", "--via", via.address]) == 0
    said.seek(0)
    return Crawled(folder=folder, lines=sorted(said.read().splitlines()))


@pytest.fixture
def folder(crawled: Crawled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the working folder."""
    copy = tmp_path / "copy"
    shutil.copytree(crawled.folder, copy)
    monkeypatch.chdir(copy)
    monkeypatch.setenv("DUIKOU_VIA", "127.0.0.1:1")  # nothing here may reach a real site
    monkeypatch.setenv("DUIKOU_DELAY", "0")
    return copy


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
