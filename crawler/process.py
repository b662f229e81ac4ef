"""Crawls as processes: started, waited for, and judged by the run's row, never by the exit code alone.

https://docs.scrapy.org/en/latest/topics/practices.html: a bootstrap that failed and a crawl in which every request
failed both end with 0."""

import json
import signal
import subprocess
import sys
from datetime import datetime

from crawler.clock import now
from crawler.environment import environment_of
from crawler.recorder import KIND
from seeds.errors import (
    BusyError,
    CannotWriteError,
    ConfigurationError,
    DiskFullError,
    DuikouError,
    WrongUsageError,
)
from seeds.settings import Settings
from store.database import Database, open_database
from store.runs import Counts, Outcome, Run, close_run, open_run, runs

ERRORS: dict[int, type[DuikouError]] = {
    kind.exit_code: kind for kind in (WrongUsageError, CannotWriteError, DiskFullError, BusyError, ConfigurationError)
}
STOP_SECONDS = 25  # what a child may take to end its answers and close its run
LIVE: set[subprocess.Popen[bytes]] = set()


def run_crawl(name: str, settings: Settings, *, due: datetime | None = None) -> Run:
    """Crawls one source in a process of its own and waits for its end. Returns the closed run.

    Raises BusyError if the source is being crawled, and what else kept the crawl from having a run at all. A child
    that died leaves a run of outcome `abandoned`; one that failed to begin, of outcome `failed`."""
    database = open_database(settings.database, home=settings.home)  # first: what is wrong with it needs no child
    try:
        began = now()
        child = _start(name, settings, due)
        said = _wait(child)
        run = _run_of(database, child.pid, name, began) or _unopened(database, name, child, said, due)
        return run if run.outcome else _closed(database, run, child, said)
    finally:
        database.close()


def stop_crawls() -> None:
    """Asks every running child to end: answers on their way are taken, the run is closed as incomplete."""
    for child in tuple(LIVE):
        child.terminate()


def _start(name: str, settings: Settings, due: datetime | None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crawler.child", name, *(["--due", due.isoformat()] if due else [])]
    return subprocess.Popen(command, env=environment_of(settings), stdout=subprocess.PIPE)  # noqa: S603 - our own module


def _wait(child: subprocess.Popen[bytes]) -> str:
    """What the child said on stdout. Ctrl-C reaches it too: it gets the time to end well."""
    LIVE.add(child)
    try:
        out, _ = child.communicate()
        return out.decode()
    except KeyboardInterrupt:
        child.terminate()
        try:
            child.communicate(timeout=STOP_SECONDS)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            child.kill()
        raise
    finally:
        LIVE.discard(child)


def _run_of(database: Database, pid: int, name: str, began: datetime) -> Run | None:
    with database.read() as conn:
        mine = [run for run in runs(conn, since=began) if (run.kind, run.subject, run.pid) == (KIND, name, pid)]
    return mine[-1] if mine else None


def _unopened(database: Database, name: str, child: subprocess.Popen[bytes], said: str, due: datetime | None) -> Run:
    """The child had no run: an error that has a name is raised, any other death becomes a failed run."""
    kind = ERRORS.get(child.returncode)
    if kind:
        raise kind(_message(said) or f"{name}: the crawl ended with {child.returncode}")
    began = now()
    with database.write() as conn:
        id = open_run(conn, KIND, name, now=began, due=due)
        close_run(conn, id, now=began, outcome="failed", reason=_death(child, said), counts=Counts())
        return next(run for run in runs(conn, since=began) if run.id == id)


def _closed(database: Database, run: Run, child: subprocess.Popen[bytes], said: str) -> Run:
    """The child opened its run and did not close it."""
    outcome: Outcome = "abandoned" if child.returncode < 0 else "failed"
    with database.write() as conn:
        close_run(conn, run.id, now=now(), outcome=outcome, reason=_death(child, said), counts=run.counts)
        return next(each for each in runs(conn, since=run.started) if each.id == run.id)


def _death(child: subprocess.Popen[bytes], said: str) -> str:
    if child.returncode < 0:
        return f"its process died: {signal.Signals(-child.returncode).name}"
    return _message(said) or f"its process ended with {child.returncode} and did not close its run"


def _message(said: str) -> str | None:
    try:
        return str(json.loads(said.splitlines()[-1])["message"])
    except (IndexError, ValueError, KeyError, TypeError):
        return None
