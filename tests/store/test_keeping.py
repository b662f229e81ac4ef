"""Reports that are stored together: the same as if they had come one after the other."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from cleaning.report import Damage, Facts, Relevance
from store.crawl_tables import addresses
from store.database import Database, open_database
from store.keeping import keep
from store.schema import metadata
from store.whereabouts import Brought
from tests.cleaning.figures import figure
from tests.noise.stories import article, edited, half, longer, next_year, roundup
from tests.store.test_reports import RECORD, address, brought
from tests.store.test_stories import text

ONE, OTHER = article(1), article(2)
COPIES = (
    ONE,
    OTHER,
    article(3),
    edited(ONE, 0.05, 7),
    half(ONE, head=True),
    longer(ONE, 30),
    next_year(ONE, 40),
    roundup([ONE, OTHER], 50),
    replace(ONE, text="好"),
)
A = addresses.c
Pair = tuple[Database, Database]
HOSTS = ("http://a.example", "https://a.example", "http://m.a.example", "http://b.example", "http://b.example/gate")
CHANGES: tuple[dict[str, Any], ...] = (
    {},
    {},
    {"damage": (Damage(kind="pinyin", count=9, repaired=9),)},
    {"quarantine": "login_wall"},
    {"facts": Facts(relevance=Relevance(is_aid_report=True, score=0.9, why=()), figures=(figure("3亿元", 3e8),))},
)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A page that was asked for at one host and found at another."""

    asked: int = 0
    found: int = 0
    page: int = 0
    copy: int
    change: int = 0

    def brought(self, conn: Connection, at: int) -> Brought:
        url, found = (f"{HOSTS[host]}/a/{self.page}.html" for host in (self.asked, self.found))
        known = conn.execute(sa.select(A.id).where(A.url == url)).scalar()
        report = text(COPIES[self.copy], found, **CHANGES[self.change])
        return brought(known or address(conn, url), report, records=(replace(RECORD, offset=1000 * at),))


Groups = Sequence[Sequence[Visit]]
GROUPS: dict[str, Groups] = {
    "strangers": [[Visit(page=page, copy=page) for page in range(3)]],
    "copies": [[Visit(page=at, copy=copy) for at, copy in enumerate((1, 0, 3, 4, 2, 5, 0))]],
    "kin": [[Visit(page=at, copy=copy) for at, copy in enumerate((6, 0, 1, 7))]],
    "held back until the origin comes": [
        [Visit(copy=3, change=2), Visit(page=1, copy=0), Visit(page=2, copy=1, change=2)]
    ],
    "forms of a page": [[Visit(copy=0), Visit(asked=2, found=2, copy=4), Visit(asked=3, found=3, copy=0)]],
    "led to one page": [[Visit(asked=0, found=1, copy=0), Visit(asked=1, found=1, copy=0), Visit(page=2, copy=1)]],
    "known and new": [
        [Visit(copy=0), Visit(page=1, copy=1)],
        [Visit(page=2, copy=3), Visit(copy=2), Visit(page=1, copy=1, change=4)],
    ],
    "walls": [[Visit(page=page, copy=8, change=3) for page in range(3)]],
}
visits = st.builds(
    Visit,
    asked=st.sampled_from(range(len(HOSTS))),
    found=st.sampled_from(range(len(HOSTS))),
    page=st.integers(0, 4),
    copy=st.sampled_from(range(len(COPIES))),
    change=st.sampled_from(range(len(CHANGES))),
)


@pytest.fixture(scope="module")
def pair(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    home = tmp_path_factory.mktemp("home")
    files = [Path(shutil.copy(migrated_sqlite, home / f"{name}.db")) for name in ("one", "other")]
    one, other = (open_database(f"sqlite:///{file}", home=home) for file in files)
    yield one, other
    one.close()
    other.close()


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_together_is_as_one_after_the_other(database: Database, pair: Pair, groups: Groups) -> None:
    assert rows_after(database, groups, together=True) == rows_after(emptied(pair[0]), groups, together=False)


@settings(max_examples=settings.default.max_examples // 4)  # each is two crawls
@given(st.lists(st.lists(visits, min_size=1, max_size=6), min_size=1, max_size=2))
def test_whatever_comes_together_is_as_one_after_the_other(pair: Pair, groups: Groups) -> None:
    one, other = map(emptied, pair)
    assert rows_after(one, groups, together=True) == rows_after(other, groups, together=False)


def emptied(database: Database) -> Database:
    """As it was when it was made."""
    with database.write() as conn:
        for table in (*(table.name for table in reversed(metadata.sorted_tables)), "sqlite_sequence"):
            conn.exec_driver_sql(f"DELETE FROM {table}")
    return database


def rows_after(database: Database, groups: Groups, *, together: bool) -> dict[str, list[Any]]:
    """Every row of every table after these visits."""
    at = count()
    for group in groups:
        with database.write() as conn:
            given = [visit.brought(conn, next(at)) for visit in group]
            for some in [given] if together else [[one] for one in given]:
                keep(conn, some)
    with database.read() as conn:
        return {table.name: sorted(map(repr, conn.execute(sa.select(table)))) for table in metadata.sorted_tables}
