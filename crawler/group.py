"""Articles are read and stored a few at a time: what one leaves in the processor's caches serves the next, and a
transaction and a flush to the disk cost the same for many as for one."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from seeds.errors import DuikouError
from store.archive import Archive
from store.database import Database, Within

G = TypeVar("G")
R = TypeVar("R")
T = TypeVar("T")
MOST = 16  # articles; their pages are in memory until then
HEAVIEST = 2_000_000  # bytes of their pages, the last one's aside: nothing is fetched while they are cleaned
LONGEST = 0.25  # seconds that an article waits for others


class Group(Generic[G, R, T]):
    """What waits to be stored, read together and committed together: docs/decisions/0007-groups.md.

    `read` makes of what it is given what is to be stored, one for each. `work` stores that, all or nothing, and answers
    for each. Both must bear being done twice."""

    def __init__(
        self,
        database: Database,
        archive: Archive,
        read: Callable[[Sequence[G]], list[R]],
        work: Callable[[Within, Sequence[R]], list[T]],
    ) -> None:
        self._database = database
        self._archive = archive
        self._read = read
        self._work = work
        self._waiting: list[tuple[G, asyncio.Future[T]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._weight = 0

    async def store(self, given: G, *, weight: int) -> T:
        """What became of it, as soon as it is committed. Raises what kept it, and it alone, from being stored.

        `weight`: bytes of its pages. Everything archived before is on the disk by then."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._waiting.append((given, answer))
        self._weight += weight
        if len(self._waiting) == MOST or self._weight >= HEAVIEST:
            self._commit()
        elif self._timer is None:
            self._timer = loop.call_later(LONGEST, self._commit)
        return await answer

    def _commit(self) -> None:
        if self._timer:
            self._timer.cancel()
        waiting, self._waiting, self._timer, self._weight = self._waiting, [], None, 0
        for (_, answer), became in zip(waiting, self._became([given for given, _ in waiting]), strict=True):
            if answer.done():  # who asked was cancelled: what he asked for is stored, and the others still hear
                continue
            if isinstance(became, Exception):
                answer.set_exception(became)
            else:
                answer.set_result(became)

    def _became(self, given: Sequence[G]) -> Sequence[T | Exception]:
        read = self._each_read(given)
        stored = iter(self._stored([one for one in read if not isinstance(one, Exception)]))
        return [one if isinstance(one, Exception) else next(stored) for one in read]

    def _each_read(self, given: Sequence[G]) -> Sequence[R | Exception]:
        """If one cannot be read, each is read alone."""
        try:
            return self._read(given)
        except Exception as error:
            return [error] if len(given) == 1 else [self._each_read([one])[0] for one in given]

    def _stored(self, read: Sequence[R]) -> Sequence[T | Exception]:
        if not read:
            return []
        try:
            self._archive.sync()
        except DuikouError as error:
            return [error] * len(read)
        return self._database.together(self._work, read)
