"""A crawl on PostgreSQL whose claim on its source is lost in the middle."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from crawler.replay import Answer
from store.claims import claim_on_server
from store.database import open_database
from store.runs import Run, runs
from tests.crawler.forks import python
from tests.crawler.world import World, start_of
from tests.postgres import make_postgres, run_outside

PAGES = [f"{100000 + number}.html" for number in range(50)]
END = """SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""
SESSIONS = """SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'pid %'
             AND datname = current_database()"""


def crawled(tmp_path: Path, address: str, meanwhile: Callable[[], None]) -> Run:
    """One crawl; `meanwhile` is called while the site is asked for its first article."""
    with World(tmp_path) as world:
        world.source("claimed")
        world.listing(start_of("claimed"), PAGES)
        for page in PAGES:
            world.article(start_of("claimed") + page, f"样例报道{page[:6]}")

        def hold_up(before: int) -> Answer | None:
            if before == 0:
                meanwhile()
            return None

        world.when[start_of("claimed") + PAGES[0]] = hold_up
        done = python("tests.crawler.together", "claimed", environ=world.environment | {"DUIKOU_DATABASE_URL": address})
        assert done.returncode == 0, done.stderr
        database = open_database(address, home=world.home)
        with database.read() as conn:
            (run,) = runs(conn)
        database.close()
        return run


def wait_for_sessions(address: str, number: int) -> None:
    """Until so many sessions of claims are open: also one that asked for it in vain stays open while its crawl does."""
    engine, end = create_engine(address, isolation_level="AUTOCOMMIT"), time.monotonic() + 60
    with engine.connect() as connection:
        while connection.execute(text(SESSIONS)).scalar_one() != number:
            assert time.monotonic() < end
    engine.dispose()


@pytest.mark.parametrize(
    ("wanted_by_another", "outcome", "reason"),
    [
        (False, "ok", "finished"),
        (True, "incomplete", "UnreachableError"),
    ],
)
def test_a_crawl_goes_on_only_with_its_claim(
    tmp_path: Path, postgres: str, wanted_by_another: bool, outcome: str, reason: str
) -> None:
    address = make_postgres(postgres, f"claimed_{outcome}")
    with ExitStack() as other:

        def lose() -> None:
            run_outside(address, END)
            if wanted_by_another:
                other.enter_context(claim_on_server(address, "crawl-claimed"))
            wait_for_sessions(address, 1 + wanted_by_another)

        run = crawled(tmp_path, address, lose)
    assert (run.outcome, run.reason) == (outcome, reason)
