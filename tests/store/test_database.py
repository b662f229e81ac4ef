"""The database: made, brought up to date, refused; and what writers and readers see of each other."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from seeds.errors import BusyError, CannotWriteError, ConfigurationError, DiskFullError
from store import engines
from store.crawl_tables import walks as walks_table
from store.database import Database, open_database
from store.engines import create_engine
from store.migrate import go_back, migrate
from store.runs import open_run, runs
from store.schema import metadata
from tests.postgres import make_postgres, run_outside
from tests.store.conftest import NOW


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'duikou.db'}"
    name = f"fresh_{os.urandom(6).hex()}"
    return make_postgres(request.getfixturevalue("postgres"), name)


def tables_of(url: str) -> set[str]:
    engine = create_engine(sa.make_url(url), migrating=True)
    try:
        return set(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_migrations_make_the_tables_and_take_them_away(fresh: str, tmp_path: Path) -> None:
    open_database(fresh, home=tmp_path / "home").close()
    engine = create_engine(sa.make_url(fresh), migrating=True)
    with engine.begin() as conn:
        context = MigrationContext.configure(conn, opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        go_back(conn)
    assert tables_of(fresh) == {"alembic_version"}
    with engine.begin() as conn:
        migrate(conn)
    assert tables_of(fresh) == set(metadata.tables) | {"alembic_version"}
    engine.dispose()


def test_a_migration_that_is_killed_leaves_no_trace(fresh: str, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    engine = create_engine(sa.make_url(fresh), migrating=True)
    with engine.connect() as conn, conn.begin() as transaction:
        migrate(conn)
        assert set(sa.inspect(conn).get_table_names()) > set(metadata.tables)
        transaction.rollback()  # what the database does when its client dies
    engine.dispose()
    assert tables_of(fresh) == set()
    open_database(fresh, home=tmp_path / "home").close()


def test_a_newer_database_is_refused_and_left_alone(fresh: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    open_database(fresh, home=home).close()
    engine = create_engine(sa.make_url(fresh), migrating=True)
    with engine.begin() as conn:
        conn.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    before = {file: file.read_bytes() for file in home.rglob("*") if file.is_file()}
    with pytest.raises(ConfigurationError, match=r"made by a newer duikou \(schema 9999\)"):
        open_database(fresh, home=home)
    assert {file: file.read_bytes() for file in home.rglob("*") if file.is_file()} == before


def test_tables_of_another_program_are_refused(fresh: str, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    engine = create_engine(sa.make_url(fresh), migrating=True)
    with engine.begin() as conn:
        conn.execute(sa.text("CREATE TABLE issues (id INTEGER)"))
    engine.dispose()
    with pytest.raises(ConfigurationError, match="another program"):
        open_database(fresh, home=tmp_path / "home")
    assert tables_of(fresh) == {"issues"}


@pytest.mark.faults
def test_many_may_open_a_new_one_at_once(fresh: str, tmp_path: Path) -> None:
    code = "import sys, pathlib; from store.database import open_database as o; o(sys.argv[1], home=pathlib.Path(sys.argv[2]))"  # noqa: E501
    command = [sys.executable, "-W", "error", "-c", code, fresh, str(tmp_path / "home")]
    children = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    said = [child.communicate()[1] for child in children]
    assert [child.returncode for child in children] == [0] * 3, said


@pytest.mark.parametrize("url", ["", "duikou.db", "mysql://localhost/duikou", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_none(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="database_url: write sqlite:///"):
        open_database(url, home=tmp_path)


def test_a_server_that_does_not_answer(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"you:\*\*\*@127.0.0.1:1/x: cannot be reached: .*refused"):
        open_database("postgresql://you:secret@127.0.0.1:1/x", home=tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "duikou.db"
    file.write_bytes(b"something else, longer than the hundred bytes of a header. " * 10)
    with pytest.raises(ConfigurationError, match="is no SQLite database"):
        open_database(f"sqlite:///{file}", home=tmp_path)


def test_a_home_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWriteError, match="file/home: cannot be made"):
        open_database(f"sqlite:///{tmp_path}/file/home/duikou.db", home=tmp_path / "file" / "home")


AS_NOBODY = """
import os, sys, pathlib
from seeds.errors import CannotWriteError
from store.database import open_database
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    open_database("sqlite:///" + sys.argv[1] + "/duikou.db", home=pathlib.Path(sys.argv[1]))
except CannotWriteError as error:
    print(error)
"""


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_home_that_cannot_be_written(what: str, migrated_sqlite: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to other users
        home = Path(folder)
        if what == "file":
            shutil.copy(migrated_sqlite, home / "duikou.db")
            (home / "duikou.db").chmod(0o444)
        home.chmod(0o555 if what == "folder" else 0o777)
        done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(home)], capture_output=True, text=True, check=False)
        named = home / "duikou.db" if what == "file" else home
        assert done.stdout.startswith(f"{named}: cannot be written; give us the right to"), done.stderr
        home.chmod(0o755)


def write_on_a_full_disk(database: Database) -> None:
    with database.write() as conn:
        conn.exec_driver_sql("PRAGMA max_page_count = 1")  # the database answers as on a disk without room
        for number in range(1000):
            open_run(conn, "crawl", f"source {number}", now=NOW)


def test_a_full_disk_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'duikou.db'}", home=tmp_path)
    with database.write() as conn:
        kept = open_run(conn, "crawl", "example", now=NOW)
    with pytest.raises(DiskFullError, match=r"duikou\.db: the disk is full"):
        write_on_a_full_disk(database)
    with database.read() as conn:
        assert [run.id for run in runs(conn)] == [kept]
    database.close()


def test_a_deleted_file_is_noticed(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'duikou.db'}", home=tmp_path)
    (tmp_path / "duikou.db").unlink()
    with pytest.raises(CannotWriteError, match="deleted or replaced"), database.write():
        pass
    database.close()


def test_settings_of_sqlite(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'duikou.db'}", home=tmp_path)
    names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with database.read() as conn:
        found = [conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 2, 1, 30_000]
    database.close()


def test_a_block_that_raises_is_undone(database: Database) -> None:
    with suppress(KeyError), database.write() as conn:
        open_run(conn, "crawl", "example", now=NOW)
        raise KeyError
    with database.read() as conn:
        assert list(runs(conn)) == []


def test_a_reader_sees_one_state_and_stops_no_writer(database: Database) -> None:
    with database.read() as reader:
        assert list(runs(reader)) == []
        with database.write() as writer:
            open_run(writer, "crawl", "example", now=NOW)
        assert list(runs(reader)) == []
    with database.read() as reader:
        assert len(list(runs(reader))) == 1


def test_writers_that_read_first_wait_for_each_other(url: str, tmp_path: Path) -> None:
    """In deferred transactions SQLite would refuse all but one at once, whatever the timeout."""
    database = open_database(url, home=tmp_path)

    def write(name: str) -> None:
        for number in range(20):
            with database.write() as conn:
                conn.execute(sa.select(sa.func.count()).select_from(walks_table)).scalar()
                conn.execute(sa.insert(walks_table).values(source=name, start=str(number), run=1))

    in_threads(*(lambda name=name: write(name) for name in "abcd"))  # type: ignore[misc]
    with database.read() as conn:
        assert conn.scalar(sa.select(sa.func.count()).select_from(walks_table)) == 80
    database.close()


def in_threads(*jobs: Callable[[], None]) -> None:
    errors: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    database = open_database(f"sqlite:///{tmp_path / 'duikou.db'}", home=tmp_path)
    with database.write(), pytest.raises(BusyError, match="another process has been writing"), database.write():
        pass
    database.close()


def test_postgres_that_cuts_a_connection_is_gone_on_with(migrated_postgres: str, tmp_path: Path) -> None:
    database = open_database(migrated_postgres, home=tmp_path)
    with database.write() as conn:
        process = conn.execute(sa.text("SELECT pg_backend_pid()")).scalar()
    run_outside(migrated_postgres, f"SELECT pg_terminate_backend({process}, 5000)")
    with database.read() as conn:
        assert list(runs(conn)) is not None
    database.close()
