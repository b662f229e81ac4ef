"""Claims: what one process alone may do, among all machines that share a database.

On SQLite the lock file of the home says it all. On PostgreSQL an advisory lock says it besides, held by a session of
its own: the server frees it when that session ends, however it ends (PostgreSQL manual, section 13.3.5)."""

import os
import select
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import psycopg
from sqlalchemy import URL, make_url

from seeds.errors import BusyError, UnreachableError
from store.locks import hold
from store.troubles import shown

SPACE = 0x4455494B  # "DUIK": our part of the database's advisory locks
# A side that is cut off must know before the server gives its claim to another one: here after BEAT + 10 seconds at
# most, there after 25, for the session asks the server to watch the line as well.
BEAT = 2.0  # seconds
HERE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2, "tcp_user_timeout": 10_000}
THERE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
TAKE = "SELECT pg_try_advisory_lock(%(space)s, %(number)s)"
GIVE = "SELECT pg_advisory_unlock(%(space)s, %(number)s)"
HOLDER = """
    SELECT pg_locks.pid, application_name, backend_start
    FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid::bigint = %(space)s AND objid::bigint = %(number)s & 4294967295
"""


class Claim:
    """An advisory lock and the session that holds it. Only one thread may use it at a time.

    Made free, by `claim_on_server`. Raises UnreachableError."""

    def __init__(self, address: URL, name: str) -> None:
        self._address = address
        self._session = _session(address)
        self._key = {"space": SPACE, "number": crc32(name.encode()) - 2**31}

    def take(self) -> bool:
        return bool(self._ask(TAKE)[0])

    def take_again(self) -> bool:
        """A lost one, in a new session: whether it is ours once more. Raises UnreachableError."""
        self._session.close()
        self._session = _session(self._address)
        try:
            return self.take()
        except psycopg.Error as error:  # gone again
            raise UnreachableError(f"{shown(self._address)}: went away: {error}") from error

    def give_back(self) -> None:
        """By word: the server notices the end of a session only a moment later."""
        with suppress(psycopg.Error):  # lost already
            self._ask(GIVE)
        self._session.close()

    def holder(self) -> str:
        """Who has it, as far as the server tells."""
        _, name, since = self._ask(HOLDER) or (None, None, None)
        return f"{name} since {since.astimezone():%Y-%m-%d %H:%M:%S%z}" if since else "on another machine"

    def lost_within(self, seconds: float, unless: socket.socket | None = None) -> bool:
        """Waits so long, or until the claim is lost: the server says so at once if it ends the session. `unless`: ends
        the waiting as soon as something can be read from it."""
        try:
            watched = [self._session.fileno(), *([unless.fileno()] if unless else [])]
            select.select(watched, [], [], seconds)
            holder = self._ask(HOLDER)
            return holder is None or holder[0] != self._session.info.backend_pid
        except (psycopg.Error, OSError):
            return True

    def _ask(self, question: str) -> Any:
        return self._session.execute(question, self._key).fetchone()


@contextmanager
def claim(database_url: str, home: Path, name: str) -> Iterator[Claim | None]:
    """Held for the block, on this home and for every machine on the same database server. Raises BusyError, which
    names who has it and since when, or UnreachableError."""
    with hold(home, name), claim_on_server(database_url, name) as ours:
        yield ours


@contextmanager
def claim_on_server(database_url: str, name: str) -> Iterator[Claim | None]:
    """Held for the block, or until it is lost. None where the database is a file: its home's lock says it all.

    Raises BusyError, which names who has it and since when, or UnreachableError."""
    address = make_url(database_url)
    if address.get_backend_name() != "postgresql":
        yield None
        return
    ours = Claim(address, name)
    try:
        if not ours.take():
            raise BusyError(f"{name}: already running, {ours.holder()}; wait for it or stop it")
        yield ours
    finally:
        ours.give_back()


def _session(address: URL) -> "psycopg.Connection[Any]":
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    who = f"pid {os.getpid()} on {socket.gethostname()}".encode("ascii", "replace")[:63].decode()
    told = {"application_name": who, "connect_timeout": 10, "options": f"-c timezone=UTC {THERE}", **HERE}
    try:
        return psycopg.connect(plain, autocommit=True, **told)  # type: ignore[arg-type]
    except psycopg.Error as error:
        raise UnreachableError(f"{shown(address)}: cannot be reached: {str(error).splitlines()[0]}") from error
