"""Watching a claim: who loses one must stop before somebody else does the same work."""

import select
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from seeds.errors import UnreachableError
from store.claims import BEAT, Claim
from store.database import PAUSES


@contextmanager
def watched(claim: Claim | None, lost: Callable[[], None], *, again: bool = False) -> Iterator[None]:
    """Calls `lost` as soon as the claim is no longer ours, from a thread of its own. `again`: not if it could be taken
    once more, as after a restart of the server when nobody else wanted it."""
    if claim is None:
        yield
        return
    done, end = socket.socketpair()
    thread = Thread(target=_watch, args=(claim, lost, again, done), name="claim", daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.close()  # which wakes the thread: only one may use the claim's session
        thread.join()
        done.close()


def _watch(claim: Claim, lost: Callable[[], None], again: bool, done: socket.socket) -> None:
    while not _is_over(done, 0):
        if claim.lost_within(BEAT, unless=done) and not _is_over(done, 0) and not (again and _retaken(claim, done)):
            lost()
            return


def _retaken(claim: Claim, done: socket.socket) -> bool:
    for pause in PAUSES:
        if _is_over(done, pause):
            return True  # nobody needs it any more
        try:
            return claim.take_again()
        except UnreachableError:
            continue
    return False


def _is_over(done: socket.socket, seconds: float) -> bool:
    return bool(select.select([done], [], [], seconds)[0])
