"""Connections to either database: which address is whose, and how their transactions begin."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy import create_engine as sqlalchemy_engine
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from seeds.errors import ConfigurationError

BUSY_SECONDS = 30
KNOWN_ADDRESSES = "database_url: write sqlite:///var/duikou.db or postgresql+psycopg://user@host/name"
DIALECTS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg"}


def address_in(url: str) -> URL:
    """What a setting says. Raises ConfigurationError."""
    try:
        address = make_url(url)
        name = DIALECTS[address.get_backend_name()]
    except (ArgumentError, KeyError) as error:
        raise ConfigurationError(KNOWN_ADDRESSES) from error
    if name == "sqlite" and address.database in {None, "", ":memory:"}:
        raise ConfigurationError(f"{KNOWN_ADDRESSES}; a database in memory would be lost")
    return address.set(drivername=name)


def file_of(address: URL) -> Path | None:
    """SQLite's file; None for the other database."""
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def create_engine(address: URL, *, migrating: bool = False) -> Engine:
    """An engine whose transactions begin as we say, not when the driver thinks best."""
    if address.get_backend_name() == "postgresql":
        # In UTC, because psycopg cannot make a moment whose local year is 0 or 10000.
        connect = {"options": "-c timezone=UTC", "connect_timeout": 10, "application_name": "duikou"}
        return sqlalchemy_engine(
            address,
            pool_pre_ping=True,
            pool_size=5,
            max_overflow=5,
            paramstyle="format",  # parameters by place, as SQLite takes them: store/bulk.py
            connect_args=connect,
        )
    engine = sqlalchemy_engine(
        address, connect_args={"timeout": BUSY_SECONDS}, **({"poolclass": NullPool} if migrating else {})
    )
    event.listen(engine, "connect", _prepare_migration if migrating else _prepare_sqlite)
    if migrating:  # not else: with any listener of its own an engine asks for listeners five times a statement
        event.listen(engine, "begin", begin)
    return engine


def begin(connection: Connection) -> None:
    """What SQLite has to be told where a transaction begins; `begin` of the execution options says which kind."""
    # A reader that turns writer fails at once with SQLITE_BUSY_SNAPSHOT, whatever the timeout: writers say so first.
    if connection.dialect.name == "sqlite":
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")


def untouching(file: Path) -> Engine:
    """For a look at an SQLite file that writes nothing, not even the files that SQLite makes beside it."""
    # With a log beside it some process writes, or died: then it is to be read too, and its index is there already.
    log = file.with_name(f"{file.name}-wal")
    sealed = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return sqlalchemy_engine(
        f"sqlite:///file:{quote(str(file.absolute()))}?mode=ro{sealed}&uri=true", poolclass=NullPool
    )


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # else sqlite3 begins by itself, deferred and only before some statements
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _prepare_migration(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """No pragma that writes, and no foreign keys: a batch migration drops and renames tables."""
    connection.isolation_level = None
