"""Both databases for every test of the store, empty at its start."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from cleaning.article import Stated
from cleaning.report import Report
from store.database import Database, open_database
from store.schema import metadata
from tests.postgres import make_postgres

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


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


@pytest.fixture(scope="session")
def standing(migrated_postgres: str) -> Iterator[Engine]:
    """Connections to it that outlast a test, and the server where a test restarts that."""
    engine = create_engine(migrated_postgres, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    yield engine
    engine.dispose()


# By row: TRUNCATE makes new files for all tables and indexes, which takes 40 times as long.
DELETE = "; ".join(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables))
RESTART = "SELECT setval(sequencename::regclass, start_value, false) FROM pg_sequences WHERE last_value IS NOT NULL"


@pytest.fixture
def empty_postgres(migrated_postgres: str, standing: Engine) -> str:
    """The address of a database that is up to date and has no row."""
    with standing.connect() as connection:
        connection.execute(text(DELETE))
        connection.execute(text(RESTART))
    return migrated_postgres


@pytest.fixture
def postgres_database(empty_postgres: str, tmp_path: Path) -> Iterator[Database]:
    opened = open_database(empty_postgres, home=tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database that is up to date, of each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "duikou.db")
        return f"sqlite:///{tmp_path / 'duikou.db'}"
    address: str = request.getfixturevalue("empty_postgres")
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
