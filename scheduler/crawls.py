"""Crawls side by side, each in a process of its own."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import suppress
from datetime import datetime

from seeds.errors import BusyError, DuikouError, WrongUsageError
from seeds.settings import Settings
from seeds.source import Source
from store.database import Database
from store.runs import Run, last_run

Ended = tuple[Source, Run | DuikouError]
GOOD = {"ok", "incomplete"}


def crawl_all(sources: Sequence[Source], settings: Settings) -> Iterator[Ended]:
    """Crawls every source, `settings.at_once` of them at a time, and yields each as it ends.

    A source that another process is crawling yields the BusyError."""
    with ThreadPoolExecutor(settings.at_once, thread_name_prefix="crawl") as pool:
        waiting = {pool.submit(crawl_source, source.name, settings): source for source in sources}
        try:
            for ended in as_completed(waiting):
                yield waiting[ended], _result(ended)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def refuse_unlisted(sources: Sequence[Source]) -> None:
    """Raises WrongUsageError for a source whose seed names no listing: nothing of it can be found."""
    for source in sources:
        if source.listing is None:
            raise WrongUsageError(f"{source.name}: its seed has no [listing] yet; add its address there")


def exit_code(ended: Sequence[Ended]) -> int:
    """0 if all went well, 1 if one failed, else 75 if one was busy."""
    results = [result for _, result in ended]
    if not all(isinstance(result, BusyError) or _good(result) for result in results):
        return 1
    return BusyError.exit_code if any(isinstance(result, BusyError) for result in results) else 0


def end_crawls(database: Database, names: Sequence[str], *, kill: bool) -> None:
    """Tells the processes that crawl these sources to end, or ends them."""
    with database.read() as connection:
        open_ones = [run for name in names if (run := last_run(connection, "crawl", name)) and run.ended is None]
    for run in open_ones:
        if run.pid != os.getpid():
            with suppress(ProcessLookupError):
                os.kill(run.pid, signal.SIGKILL if kill else signal.SIGTERM)


def _good(result: Run | DuikouError) -> bool:
    return not isinstance(result, DuikouError) and result.outcome in GOOD


def crawl_source(name: str, settings: Settings, *, due: datetime | None = None) -> Run:
    from crawler.process import run_crawl

    return run_crawl(name, settings, due=due)


def _result(ended: Future[Run]) -> Run | DuikouError:
    try:
        return ended.result()
    except DuikouError as error:
        return error
