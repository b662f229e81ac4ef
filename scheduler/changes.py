"""Settings and seeds that change under a running daemon: told once, and read again when it is asked to.

Not by itself: a file that is being edited is right for moments at which nobody meant it."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from scheduler.edge import clock
from seeds.errors import DuikouError
from seeds.lint import problems
from seeds.load import seed_files
from seeds.settings import Settings, judge_settings, settings_file

log = logging.getLogger("duikou.daemon")

Mark = tuple[int, int]  # a file's time of change and its size


class Changes:
    """What the files were when the daemon read them."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.seeds
        self._marks = dict(self._now())

    def tell(self) -> None:
        """Names what has changed since it was last told, and what is wrong with it."""
        marks = dict(self._now())
        changed = sorted(path.name for path, _ in marks.items() ^ self._marks.items())
        self._marks = marks
        if not changed:
            return
        names = ", ".join(dict.fromkeys(changed))
        for line in faults():
            log.error("%s", line)
        log.warning("%s: changed since it was read; the settings of before go on until SIGHUP or a restart", names)

    def _now(self) -> Iterator[tuple[Path, Mark]]:
        for path in (settings_file(os.environ, Path.cwd()), *self._seeds()):
            try:
                stat = path.stat()
            except OSError:
                continue  # no such file: what is gone counts as changed
            yield path, (stat.st_mtime_ns, stat.st_size)

    def _seeds(self) -> list[Path]:
        return seed_files(self._folder) if self._folder and self._folder.is_dir() else []


def faults() -> tuple[str, ...]:
    """What is wrong with the settings and seeds as they stand now, one line each."""
    settings, wrong = judge_settings(os.environ, Path.cwd())
    if settings is None or settings.seeds is None:
        return wrong
    try:
        return tuple(problems(*seed_files(settings.seeds), today=clock().date()))
    except DuikouError as error:
        return (str(error),)
