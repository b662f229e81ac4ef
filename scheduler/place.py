"""The daemon's place: one of all that share a database has it, and leaves at once if it is lost."""

import logging
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from scheduler.port import bind
from seeds.errors import BusyError, DuikouError, UnreachableError
from seeds.settings import Settings
from store.claims import Claim, claim_on_server
from store.database import Database, open_database
from store.locks import hold

log = logging.getLogger("duikou.daemon")

NAME = "daemon"
PAUSE = 5.0  # seconds between two tries of a standby


class Place(NamedTuple):
    """`listening`: the socket of the health addresses; `claim`: None where the database is a file."""

    listening: socket.socket
    database: Database
    claim: Claim | None


@contextmanager
def place(settings: Settings, listening: socket.socket | None = None) -> Iterator[Place]:
    """The daemon's place for the block. Raises BusyError that says who has it, and what opening the database raises."""
    with ExitStack() as stack:
        listening = listening or stack.enter_context(_listening(settings))
        stack.enter_context(hold(settings.home, NAME))
        database = open_database(settings.database, home=settings.home)
        stack.callback(database.close)
        yield Place(listening, database, stack.enter_context(claim_on_server(settings.database, NAME)))


@contextmanager
def place_when_free(settings: Settings) -> Iterator[Place]:
    """Waits until the place is free and the database answers; says once whom it waits for, and that it lives to who
    asks at its health address, where that is not the address of the one it waits for."""
    said, listening = "", None
    with ExitStack() as stack, ExitStack() as standing:
        while True:
            try:
                taken = stack.enter_context(place(settings, listening))
                break
            except (BusyError, UnreachableError) as error:
                said = _say_once(error, said)
                listening = listening or _answer_while_waiting(settings, stack, standing)
                time.sleep(PAUSE)
        standing.close()
        yield taken


def _answer_while_waiting(settings: Settings, stack: ExitStack, standing: ExitStack) -> socket.socket | None:
    from reports.health import standby
    from scheduler.health import answering

    try:
        listening = stack.enter_context(bind(settings.health))
    except BusyError:
        return None
    standing.enter_context(answering(standby(), listening))
    return listening


def begin_again() -> None:
    """This process anew, as one that waits: whatever the old one was at, it can do no more of it. Never returns."""
    logging.shutdown()
    arguments = sys.argv[1:] or ["run"]
    os.execv(sys.executable, [sys.executable, "-m", "scheduler", *arguments, "--standby"])  # noqa: S606 - ourselves


def _say_once(error: DuikouError, said: str) -> str:
    if str(error) != said:
        log.warning("standing by: %s", error)
    return str(error)


def _listening(settings: Settings) -> socket.socket:
    """The port for health. Where another daemon of this home has it, that daemon is what the message is about."""
    try:
        return bind(settings.health)
    except BusyError:
        if settings.home.exists():
            with hold(settings.home, NAME):
                pass
        raise
