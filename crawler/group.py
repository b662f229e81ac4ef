"""Reports are stored a few at a time: a transaction and a flush to the disk cost the same for many as for one."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from seeds.errors import DuikouError
from store.archive import Archive
from store.database import Database, Within

T = TypeVar("T")
MOST = 16  # reports; their pages are in memory until then
LONGEST = 0.25  # seconds that a report waits for others


class Group:
    """What waits to be stored, committed together: docs/decisions/0007-groups.md."""

    def __init__(self, database: Database, archive: Archive) -> None:
        self._database = database
        self._archive = archive
        self._works: list[Callable[[Within], Any]] = []
        self._answers: list[asyncio.Future[Any]] = []
        self._timer: asyncio.TimerHandle | None = None

    async def store(self, work: Callable[[Within], T]) -> T:
        """What `work` returns, as soon as it is committed. Raises what kept it, and it alone, from being stored.

        Everything archived before is on the disk by then. `work` must bear being done twice."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._works.append(work)
        self._answers.append(answer)
        if len(self._works) == MOST:
            self._commit()
        elif self._timer is None:
            self._timer = loop.call_later(LONGEST, self._commit)
        return await answer

    def _commit(self) -> None:
        if self._timer:
            self._timer.cancel()
        works, answers = self._works, self._answers
        self._works, self._answers, self._timer = [], [], None
        for answer, became in zip(answers, self._became(works), strict=True):
            if answer.done():  # who asked was cancelled: what he asked for is stored, and the others still hear
                continue
            if isinstance(became, Exception):
                answer.set_exception(became)
            else:
                answer.set_result(became)

    def _became(self, works: Sequence[Callable[[Within], Any]]) -> list[Any]:
        try:
            self._archive.sync()
        except DuikouError as error:
            return [error] * len(works)
        return self._database.together(works)
