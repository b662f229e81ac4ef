"""Crawls side by side, each in a process of its own."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

from crawler.process import LIVE, run_crawl, stop_crawls
from seeds.errors import BusyError, DuikouError
from seeds.settings import Settings
from seeds.source import Source
from store.runs import Run

Ended = tuple[Source, Run | DuikouError]
GOOD = {"ok", "incomplete", "skipped"}  # skipped: the site had asked to be left alone for a while
HEARD = 2.0  # seconds in which crawls end that have heard of Ctrl-C themselves; told again, they would drop everything
GRACE = 10.0  # seconds that crawls have to take the answers on their way


def crawl_all(sources: Sequence[Source], settings: Settings) -> Iterator[Ended]:
    """Crawls every source, `settings.at_once` of them at a time, and yields each as it ends.

    A source that another process is crawling yields the BusyError."""
    pool = ThreadPoolExecutor(settings.at_once, thread_name_prefix="crawl")
    waiting = {pool.submit(run_crawl, source.name, settings): source for source in sources}
    try:
        for ended in as_completed(waiting):
            yield waiting[ended], _result(ended)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        end_crawls()


def end_crawls() -> None:
    """Ends the crawls of this process: those that stop by themselves, those that are told to, and those that must."""
    _wait_for_crawls(HEARD)
    stop_crawls()
    _wait_for_crawls(GRACE)
    drop_crawls()


def drop_crawls() -> None:
    """Kills the crawls of this process, and waits until they are gone. The frontier is on disk: nothing is lost."""
    for child in tuple(LIVE):
        child.kill()
    _wait_for_crawls(HEARD)


def exit_code(ended: Sequence[Ended]) -> int:
    """0 if all went well, 1 if one failed, else 75 if one was busy. Where all stopped at the same error (a full disk, a
    wrong setting), the code of that."""
    results = [result for _, result in ended]
    codes = {result.exit_code if isinstance(result, DuikouError) else None for result in results}
    if len(codes) == 1 and (code := codes.pop()) is not None:
        return code
    if not all(isinstance(result, BusyError) or _good(result) for result in results):
        return 1
    return BusyError.exit_code if any(isinstance(result, BusyError) for result in results) else 0


def _wait_for_crawls(seconds: float) -> None:
    end = time.monotonic() + seconds
    while LIVE and time.monotonic() < end:
        time.sleep(0.05)


def _good(result: Run | DuikouError) -> bool:
    return not isinstance(result, DuikouError) and result.outcome in GOOD


def _result(ended: Future[Run]) -> Run | DuikouError:
    try:
        return ended.result()
    except DuikouError as error:
        return error
