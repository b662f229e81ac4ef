"""The database: opened, brought up to date, and used in transactions."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy import create_engine as sqlalchemy_engine
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from seeds.errors import (
    BusyError,
    CannotWriteError,
    ConfigurationError,
    DiskFullError,
    DuikouError,
    UnreachableError,
)
from store.locks import turn
from store.migrate import current, migrate, refuse_foreign

BUSY_SECONDS = 30
READING: dict[str, dict[str, object]] = {
    "sqlite": {"begin": "DEFERRED"},  # sees one state already
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
KNOWN_ADDRESSES = "database_url: write sqlite:///var/duikou.db or postgresql+psycopg://user@host/name"
DIALECTS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}

# What a block of `read` or `write` works on, for those above who hand it on and know no SQLAlchemy.
Within: TypeAlias = Connection


class Database:
    """Connections to one database that is up to date. Make it with `open_database`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(**READING[engine.dialect.name])
        self._writer = engine.execution_options(begin="IMMEDIATE")
        self._file = _file(engine.url)
        self._inode = self._file.stat().st_ino if self._file else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the data and changes nothing."""
        with _explained(self._engine.url), self._reader.connect() as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed at the end of the block, undone if the block raises."""
        self._refuse_ghost()
        with _explained(self._engine.url), self._writer.connect() as connection, connection.begin():
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
    address = _address(url)
    _make(home)
    file = _file(address)
    if file:
        _make(file.parent)
        _refuse_unwritable(file)
    engine = create_engine(address)
    # SQLite does not wait for a lock when it turns a new file to WAL: one process at a time makes one.
    with _explained(address), turn(home, "open") if _is_new(file) else nullcontext():
        _bring_up_to_date(address)
        engine.connect().close()
    return Database(engine)


def _is_new(file: Path | None) -> bool:
    return file is not None and not (file.exists() and file.stat().st_size)


def create_engine(address: URL, *, migrating: bool = False) -> Engine:
    """An engine whose transactions begin as we say, not when the driver thinks best."""
    if address.get_backend_name() == "postgresql":
        # In UTC, because psycopg cannot make a moment whose local year is 0 or 10000.
        connect = {"options": "-c timezone=UTC", "connect_timeout": 10, "application_name": "duikou"}
        return sqlalchemy_engine(address, pool_pre_ping=True, pool_size=5, max_overflow=5, connect_args=connect)
    engine = sqlalchemy_engine(
        address, connect_args={"timeout": BUSY_SECONDS}, **({"poolclass": NullPool} if migrating else {})
    )
    event.listen(engine, "connect", _prepare_migration if migrating else _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


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


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # else sqlite3 begins by itself, deferred and only before some statements
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_migration(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """No pragma that writes, and no foreign keys: a batch migration drops and renames tables."""
    connection.isolation_level = None


def _begin_sqlite(connection: Connection) -> None:
    # A reader that turns writer fails at once with SQLITE_BUSY_SNAPSHOT, whatever the timeout: writers say so first.
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        name = DIALECTS[address.get_backend_name()]
    except (ArgumentError, KeyError) as error:
        raise ConfigurationError(KNOWN_ADDRESSES) from error
    if name == "sqlite" and address.database in {None, "", ":memory:"}:
        raise ConfigurationError(f"{KNOWN_ADDRESSES}; a database in memory would be lost")
    return address.set(drivername=name)


def _file(address: URL) -> Path | None:
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


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
def _explained(address: URL) -> Iterator[None]:
    """What the database says, as one line that tells what to do; what we do not know passes through."""
    try:
        yield
    except DBAPIError as error:
        known = _known(str(error.orig), shown(address))
        if known is None:
            raise
        raise known from error


def shown(address: URL) -> str:
    """A database's address without password; its options may hold one too."""
    return address.set(query={}).render_as_string(hide_password=True)


def _known(said: str, where: str) -> DuikouError | None:
    table: tuple[tuple[str, type[DuikouError], str], ...] = (
        ("disk is full", DiskFullError, "the disk is full; make room and start again"),
        ("No space left", DiskFullError, "the disk is full; make room and start again"),
        ("readonly database", CannotWriteError, "cannot be written; check the rights of file and folder"),
        ("unable to open database", CannotWriteError, "cannot be opened; check the rights of file and folder"),
        ("database is locked", BusyError, f"another process has been writing for {BUSY_SECONDS} s; try again"),
        ("not a database", ConfigurationError, "is no SQLite database; set DUIKOU_DATABASE_URL or restore a backup"),
        ("malformed", ConfigurationError, "is damaged; restore a backup"),
        ("connection failed", UnreachableError, f"cannot be reached: {said.splitlines()[0] if said else ''}"),
    )
    return next((kind(f"{where}: {advice}") for words, kind, advice in table if words in said), None)


@contextmanager
def left_alone(url: str) -> Iterator[Connection | None]:
    """A connection to a database as it stands, None where there is no file yet. Writes nothing, not even the files
    that SQLite makes beside one that is read.

    Raises ConfigurationError (wrong address, newer, foreign, damaged or unreachable database)."""
    address = _address(url)
    file = _file(address)
    if file and not (file.exists() and file.stat().st_size):
        yield None
        return
    engine = _untouching(file) if file else create_engine(address)
    try:
        with _explained(address), engine.connect() as connection:
            refuse_foreign(connection)
            yield connection
    finally:
        engine.dispose()


def _untouching(file: Path) -> Engine:
    # With a log beside it some process writes, or died: then it is to be read too, and its index is there already.
    log = file.with_name(f"{file.name}-wal")
    sealed = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return sqlalchemy_engine(
        f"sqlite:///file:{quote(str(file.absolute()))}?mode=ro{sealed}&uri=true", poolclass=NullPool
    )
