"""`python -m …` in forks of a process that has the crawler imported, as crawls are in earnest: it saves seconds."""

import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.process import FORKS
from tests import ROOT

SECONDS = 500  # until a fork that hangs is killed


def python(module: str, *arguments: str, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs `python -m module arguments…` in the root folder of the project, with this environment."""
    with TemporaryDirectory(prefix="duikou-fork-") as folder:
        child = FORKS.Process(target=_begin, args=(folder, dict(environ), module, arguments), daemon=True)
        child.start()
        child.join(SECONDS)
        child.kill()
        child.join()
        assert child.exitcode is not None
        out, err = (Path(folder, name).read_text("utf-8") for name in ("out", "err"))
        return subprocess.CompletedProcess([module, *arguments], child.exitcode, out, err)


def _begin(folder: str, environ: dict[str, str], module: str, arguments: tuple[str, ...]) -> None:
    """What the new process does: it becomes what it would be without the fork."""
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(Path(folder, name), os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(ROOT)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__")
