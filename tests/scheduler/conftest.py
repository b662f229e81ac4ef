"""The command as a person starts it: a process of its own, in an empty folder, with a bare environment."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

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


Command = Callable[..., Answer]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1", **more}


@pytest.fixture
def duikou(tmp_path: Path) -> Command:
    """Runs `duikou …` in tmp_path and returns what it said."""

    def call(*arguments: str, given: bytes = b"", **more: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-m", "scheduler", *arguments],
            cwd=tmp_path, env=environment(more), input=given, capture_output=True, timeout=300, check=False,
        )  # fmt: skip
        return Answer(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())

    return call


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
