"""The database: opened, brought up to date, and used in transactions."""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeAlias, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from seeds.errors import CannotWriteError
from store.engines import address_in, begin, create_engine, file_of, untouching
from store.locks import turn
from store.migrate import current, migrate, refuse_foreign
from store.troubles import OF_THE_DATABASE, explained, passes

log = logging.getLogger(__name__)

T = TypeVar("T")
G = TypeVar("G")
PAUSES = (0.1, 0.5, 2.0, 5.0, 10.0)  # seconds before each further try: a server that restarts is back by then
READING: dict[str, dict[str, object]] = {
    "sqlite": {"begin": "DEFERRED"},  # sees one state already
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}

# What a block of `read` or `write` works on, for those above who hand it on and know no SQLAlchemy.
Within: TypeAlias = Connection


class Database:
    """Connections to one database that is up to date. Make it with `open_database`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**READING[engine.dialect.name])
        self._writer = engine.execution_options(begin="IMMEDIATE")
        self._file = file_of(engine.url)
        self._inode = self._file.stat().st_ino if self._file else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the data and changes nothing."""
        with explained(self._engine.url), self._reader.connect() as connection, connection.begin() as transaction:
            begin(connection)
            yield connection
            transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, undone if the block raises."""
        with explained(self._engine.url), self._transaction() as connection:
            yield connection

    def transact(self, work: Callable[[Connection], T]) -> T:
        """One transaction that is done again, whole and a few times, if the server went away in the middle of it or
        chose it to end a deadlock. `work` must bear being done twice: of a commit that the connection did not outlive
        nobody can say whether it was heard."""
        with explained(self._engine.url):
            for pause in PAUSES:
                try:
                    with self._transaction() as connection:
                        return work(connection)
                except DBAPIError as error:
                    if not passes(error):
                        raise
                    log.warning("a transaction is done again in %s s: %s", pause, str(error.orig).partition("\n")[0])
                time.sleep(pause)
            with self._transaction() as connection:
                return work(connection)

    def together(self, work: Callable[[Connection, Sequence[G]], list[T]], given: Sequence[G]) -> list[T | Exception]:
        """Many things worked on in one transaction: what became of each. If one fails, none was done, and each is done
        again alone: what became of it, or why it failed. What the database itself cannot do fails for all of them."""
        try:
            return list(self.transact(lambda connection: work(connection, given)))
        except OF_THE_DATABASE as error:
            return [error] * len(given)
        except Exception as error:
            return [error] if len(given) == 1 else [self.together(work, [one])[0] for one in given]

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._refuse_ghost()
        with self._writer.connect() as connection, connection.begin():
            begin(connection)
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def _refuse_ghost(self) -> None:
        """A deleted file can still be written to while it is open, and all of that would be lost."""
        if self._file and (not self._file.exists() or self._file.stat().st_ino != self._inode):
            raise CannotWriteError(f"{self._file}: deleted or replaced while it was open; restore it and start again")


def open_database(url: str, *, home: Path) -> Database:
    """Makes `home` and the database if there are none, and brings an older one up to date.

    Raises ConfigurationError (wrong address, newer or foreign database), CannotWriteError, DiskFullError."""
    address = address_in(url)
    _make(home)
    file = file_of(address)
    if file:
        _make(file.parent)
        _refuse_unwritable(file)
    engine = create_engine(address)
    # SQLite does not wait for a lock when it turns a new file to WAL: one process at a time makes one.
    with explained(address), turn(home, "open") if _is_new(file) else nullcontext():
        _bring_up_to_date(address)
        engine.connect().close()
    return Database(engine)


def _is_new(file: Path | None) -> bool:
    return file is not None and not (file.exists() and file.stat().st_size)


def _bring_up_to_date(address: URL) -> None:
    engine = create_engine(address, migrating=True)
    try:
        with engine.connect() as connection:
            refuse_foreign(connection)
            if current(connection):
                return
        with engine.execution_options(begin="IMMEDIATE").begin() as connection:
            migrate(connection)
    finally:
        engine.dispose()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(f"{folder}: cannot be made: {error.strerror}; set DUIKOU_HOME elsewhere") from error


def _refuse_unwritable(file: Path) -> None:
    for path in (file.parent, file) if file.exists() else (file.parent,):
        if not os.access(path, os.W_OK):
            raise CannotWriteError(f"{path}: cannot be written; give us the right to, or set DUIKOU_HOME elsewhere")


@contextmanager
def left_alone(url: str) -> Iterator[Connection | None]:
    """A connection to a database as it stands, None where there is no file yet. Writes nothing, not even the files
    that SQLite makes beside one that is read.

    Raises ConfigurationError (wrong address, newer, foreign, damaged or unreachable database)."""
    address = address_in(url)
    file = file_of(address)
    if file and not (file.exists() and file.stat().st_size):
        yield None
        return
    engine = untouching(file) if file else create_engine(address)
    try:
        with explained(address), engine.connect() as connection:
            refuse_foreign(connection)
            yield connection
    finally:
        engine.dispose()
