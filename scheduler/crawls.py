"""Crawls side by side, each in a process of its own."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

from seeds.errors import BusyError, DuikouError, WrongUsageError
from seeds.settings import Settings
from seeds.source import Source

if TYPE_CHECKING:
    from store.runs import Run

Ended = tuple[Source, "Run | DuikouError"]
GOOD = {"ok", "incomplete"}


def crawl_all(sources: Sequence[Source], settings: Settings) -> Iterator[Ended]:
    """Crawls every source, `settings.at_once` of them at a time, and yields each as it ends.

    A source that another process is crawling yields the BusyError."""
    with ThreadPoolExecutor(settings.at_once, thread_name_prefix="crawl") as pool:
        waiting = {pool.submit(_crawl, source, settings): source for source in sources}
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


def _good(result: "Run | DuikouError") -> bool:
    return not isinstance(result, DuikouError) and result.outcome in GOOD


def _crawl(source: Source, settings: Settings) -> "Run":
    from crawler.process import run_crawl

    return run_crawl(source.name, settings)


def _result(ended: "Future[Run]") -> "Run | DuikouError":
    try:
        return ended.result()
    except DuikouError as error:
        return error
