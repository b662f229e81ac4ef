"""A home with a real database in it, filled through the store's own functions."""

import shutil
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cleaning.page import Listed
from seeds.settings import Settings
from store.checks import gone
from store.database import Database, open_database
from store.frontier import Validators
from store.keeping import keep
from store.runs import Counts, Outcome, close_run, open_run
from store.walks import begin_walk, end_walk, record_listing
from store.whereabouts import Brought
from tests.noise.stories import article
from tests.reports.rows import BODY, NOW, report

LIST = "http://www.tibet.cn/cn/aid_tibet/news/"


class Home:
    """What the tests see of an installation. `source`: a shipped one, so that its title is known."""

    source = "tibet_cn"

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings
        self.addresses: dict[str, int] = {}

    def keep(self, *titles: str, at: datetime = NOW, backfill: bool = False, **changes: object) -> None:
        """Reports of those titles, stored at that moment; the address follows from `page`, or else from the title
        (and from `host`). Each has a text of its own, or they would be one story."""
        page, host = changes.pop("page", None), str(changes.pop("host", LIST))
        for title in titles:
            address = self._address(str(page or title), at, host)
            own = {"body": f"{BODY}\n{article(zlib.crc32(str(page or title).encode())).text}"}
            mine = replace(
                report(title=title, **(own | changes)), url=f"{host}{page or title}.html", source=self.source
            )
            given = Brought(
                address=address, report=mine, records=(), run=1, now=at, validators=Validators(), backfill=backfill
            )
            with self.database.write() as conn:
                keep(conn, [given])

    def withdraw(self, title: str, *, at: datetime) -> None:
        with self.database.write() as conn:
            gone(conn, self.addresses[title], run=1, now=at, status=404)

    def ran(self, source: str, outcome: Outcome, *, at: datetime = NOW) -> None:
        with self.database.write() as conn:
            id = open_run(conn, "crawl", source, now=at - timedelta(minutes=5))
            close_run(conn, id, now=at, outcome=outcome, reason="", counts=Counts())

    def _address(self, page: str, at: datetime, host: str) -> int:
        """Listed by a walk that is known to have been at its end before: so it is news, not backfill."""
        if page not in self.addresses:
            with self.database.write() as conn:
                end_walk(conn, begin_walk(conn, self.source, LIST, run=1), run=1)
                walk = begin_walk(conn, self.source, LIST, run=1)
                links = [Listed(url=f"{host}{page}.html")]
                seen = record_listing(
                    conn, walk, run=1, url=LIST, links=links, next_url=None, validators=Validators(), now=at
                )
                self.addresses[page] = seen.new[0].id
        return self.addresses[page]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file of today's schema, with the run that all reports of the tests come from."""
    folder = tmp_path_factory.mktemp("migrated")
    path = folder / "duikou.db"
    database = open_database(f"sqlite:///{path}", home=folder)
    with database.write() as conn:
        assert open_run(conn, "test", "reports", now=NOW) == 1
    database.close()
    return path


@pytest.fixture
def home(tmp_path: Path, migrated: Path) -> Iterator[Home]:
    settings = Settings(home=tmp_path / "var")
    settings.home.mkdir()
    shutil.copy(migrated, settings.home)
    database = open_database(settings.database, home=settings.home)
    yield Home(database, settings)
    database.close()
