"""Schema changes: which revision a database has, and the way to the newest. Alembic without an alembic.ini, so that
it works from an installed package."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from seeds.errors import ConfigurationError
from store.schema import metadata

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x4455494B4F55  # "DUIKOU": the advisory lock that only one migration at a time may hold


def refuse_foreign(connection: Connection) -> None:
    """Raises ConfigurationError for a database of a newer program or of another one; writes nothing."""
    # Tables before revision: where another process is just making both, it commits them together.
    ours = set(metadata.tables) & set(inspect(connection).get_table_names())
    revision = _revision(connection)
    if revision is not None and revision not in _revisions():
        raise ConfigurationError(
            f"{_where(connection)}: made by a newer duikou (schema {revision}); update the program or restore a backup"
        )
    if revision is None and ours:
        raise ConfigurationError(
            f"{_where(connection)}: has tables of another program ({', '.join(sorted(ours))}); give us our own"
        )


def current(connection: Connection) -> bool:
    return _revision(connection) == _revisions()[0]


def age(connection: Connection) -> str:
    """How old the schema is, in words."""
    found, newest = _revision(connection), _revisions()[0]
    return f"schema {found}, the newest is {newest}: brought up to it at the next start" if found else "empty yet"


def migrate(connection: Connection, revision: str = "head") -> None:
    """Up to the newest revision, within the caller's transaction: a killed migration leaves no trace."""
    _lock(connection)
    command.upgrade(_config(connection), revision)
    _check(connection)


def go_back(connection: Connection, revision: str = "base") -> None:
    """Down to an older revision, within the caller's transaction."""
    _lock(connection)
    command.downgrade(_config(connection), revision)
    _check(connection)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@cache
def _revisions() -> tuple[str, ...]:
    """All that we know, the newest first. To read them takes longer than all else about opening a database."""
    return tuple(script.revision for script in ScriptDirectory(FOLDER).walk_revisions())


def _lock(connection: Connection) -> None:
    """One migration at a time. On SQLite the transaction itself, begun IMMEDIATE, is the lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def _check(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ConfigurationError(f"{_where(connection)}: rows point to nothing ({broken[0]}); restore a backup")


def _where(connection: Connection) -> str:
    return connection.engine.url.set(query={}).render_as_string(hide_password=True)
