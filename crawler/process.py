"""Crawls as processes: started, waited for, and judged by the run's row, never by the exit code alone.

https://docs.scrapy.org/en/latest/topics/practices.html: a bootstrap that failed and a crawl in which every request
failed both end with 0.

Each is a fork of a server that has imported everything once: imports were most of what a small crawl cost. The server
starts with the first crawl, ends with us, runs no thread and opens nothing, which is what makes it safe to fork:
https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods"""

import multiprocessing
import os
import signal
import sys
from contextlib import suppress
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

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
MOST_SAID = 4_000  # bytes; less than a pipe holds, so that nobody waits for a reader
LOST = 255  # what multiprocessing says of a child whose server of forks is gone
STOP_SECONDS = 25  # what a child may take to end its answers and close its run
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["crawler.stem"])
LIVE: set[ForkServerProcess] = set()


def run_crawl(name: str, settings: Settings, *, due: datetime | None = None) -> Run:
    """Crawls one source in a process of its own and waits for its end. Returns the closed run.

    Raises BusyError if the source is being crawled, and what else kept the crawl from having a run at all. A child
    that died leaves a run of outcome `abandoned`; one that failed to begin, of outcome `failed`."""
    database = open_database(settings.database, home=settings.home)  # first: what is wrong with it needs no child
    try:
        began = now()
        child, pipe = _start(name, settings, due)
        said = _wait(child, pipe)
        code = _exit_code(child)
        run = _run_of(database, child.pid, name, began) or _unopened(database, name, code, said, due)
        return run if run.outcome else _closed(database, run, code, said)
    finally:
        database.close()


def stop_crawls() -> None:
    """Asks every running child to end: answers on their way are taken, the run is closed as incomplete."""
    for child in tuple(LIVE):
        child.terminate()


def _start(name: str, settings: Settings, due: datetime | None) -> tuple[ForkServerProcess, Connection]:
    ours, theirs = FORKS.Pipe(duplex=False)
    given = (name, due, environment_of(settings), theirs)
    child = FORKS.Process(target=begin, args=given, name=f"crawl {name}", daemon=True)
    child.start()
    theirs.close()
    return child, ours


def begin(name: str, due: datetime | None, environment: dict[str, str], said: Connection) -> None:
    """What the new process does. Its imports wait for it: the parent of crawls needs no Scrapy."""
    os.environ.clear()
    os.environ.update(environment)
    from crawler.child import main
    from crawler.leash import hold_on

    hold_on()
    sys.exit(main(name, due=due, say=lambda words: said.send_bytes(words.encode()[:MOST_SAID])))


def _wait(child: ForkServerProcess, said: Connection) -> str:
    """Why the child could not begin, if it said so. Ctrl-C reaches it too: it gets the time to end well."""
    LIVE.add(child)
    try:
        child.join()
        return said.recv_bytes().decode(errors="replace") if said.poll() else ""
    except EOFError:  # it ended and had nothing to say
        return ""
    except KeyboardInterrupt:
        child.terminate()
        try:
            child.join(STOP_SECONDS)
        finally:
            child.kill()
        raise
    finally:
        LIVE.discard(child)
        said.close()


def _exit_code(child: ForkServerProcess) -> int:
    """Of the child; negative for a signal. If the server of forks died, nobody knows of the child any more: it may live
    on, and is ended before we close a run that it would still write."""
    if child.exitcode != LOST:
        return child.exitcode or 0
    assert child.pid
    with suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    return -signal.SIGKILL


def _run_of(database: Database, pid: int | None, name: str, began: datetime) -> Run | None:
    with database.read() as conn:
        mine = [run for run in runs(conn, since=began) if (run.kind, run.subject, run.pid) == (KIND, name, pid)]
    return mine[-1] if mine else None


def _unopened(database: Database, name: str, code: int, said: str, due: datetime | None) -> Run:
    """The child had no run: an error that has a name is raised, any other death becomes a failed run."""
    kind = ERRORS.get(code)
    if kind:
        raise kind(said or f"{name}: the crawl ended with {code}")
    began = now()
    with database.write() as conn:
        id = open_run(conn, KIND, name, now=began, due=due)
        close_run(conn, id, now=began, outcome="failed", reason=_death(code, said), counts=Counts())
        return next(run for run in runs(conn, since=began) if run.id == id)


def _closed(database: Database, run: Run, code: int, said: str) -> Run:
    """The child opened its run and did not close it."""
    outcome: Outcome = "abandoned" if code < 0 else "failed"
    ended = now()
    database.transact(
        lambda conn: close_run(conn, run.id, now=ended, outcome=outcome, reason=_death(code, said), counts=run.counts)
    )
    with database.read() as conn:
        return next(each for each in runs(conn, since=run.started) if each.id == run.id)


def _death(code: int, said: str) -> str:
    if code < 0:
        return f"its process died: {signal.Signals(-code).name}"
    return said or f"its process ended with {code} and did not close its run"
