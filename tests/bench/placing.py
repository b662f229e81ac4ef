"""What placing one report costs in archives of all sizes, on both databases, and what a backfill takes.

Through `python -m tests.bench.stories placing|placing_postgres|backfill N…`. The archive's stories are made by a
generator: their keys and sketches are random numbers among which those of stock phrases come again and again; their
reports are a thousand generated texts. Then 300 reports are placed, every second of them a reprint."""

import os
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from cleaning.article import Article
from cleaning.clean import clean, restored
from cleaning.read import read_text
from cleaning.report import Report
from cleaning.stories.shingles import essence, grams, keys
from cleaning.stories.sketch import sketch_of
from store.database import Database, create_engine, open_database
from store.readings import reading_of
from store.stories import place
from store.tables import reports
from tests.bench.store import postgres
from tests.noise.copying import reprints
from tests.noise.stories import Copy, article

NOW = datetime(2026, 11, 21, tzinfo=UTC)
KEYS_A_STORY = 36
SKETCH = 143  # hashes, of 1,150 characters
RATE = 3
STOCK = 0.01  # of the keys, and as much of a sketch as a grammar's texts have in common
TEXTS = 1_000  # that generated stories share
PLACED = 300
PAIR = np.dtype([("fields", ">i2"), ("long", ">i4"), ("key", ">i8"), ("short", ">i4"), ("story", ">i4")])
COPY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # https://www.postgresql.org/docs/current/sql-copy.html
COPY_TAIL = b"\xff\xff"

Figures = NDArray[Any]


def placing(sizes: Sequence[int]) -> Iterator[dict[str, object]]:
    yield from _placing(sizes, "sqlite")


def placing_postgres(sizes: Sequence[int]) -> Iterator[dict[str, object]]:
    yield from _placing(sizes, "postgresql")


def _placing(sizes: Sequence[int], kind: str) -> Iterator[dict[str, object]]:
    first = None
    for size in sizes:
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="duikou-placing-")))
            url = stack.enter_context(_address(kind, folder))
            database = open_database(url, home=folder / "home")
            start = time.perf_counter()
            with database.write() as conn:
                for at in range(TEXTS):
                    report = made(article(at + 5 * 10**7), at)
                    _insert(conn, at + 1, report, page=report.url, story=at + 1, relation="origin", hijacked=False)
            (_fill_sqlite if kind == "sqlite" else _fill_postgres)(url, size)
            filled = time.perf_counter() - start
            row = {"database": kind, "stories": size} | _measured(database) | {"filled_in_s": round(filled)}
            first = first or row["median_ms"]
            yield row | {"times_the_first": round(row["median_ms"] / first, 2), "megabytes": _size(url)}
            database.close()


@contextmanager
def _address(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/duikou.db"
    else:
        with postgres(folder) as url:
            yield url


def _measured(database: Database) -> dict[str, Any]:
    given = [
        made(copy, at) for at, copy in enumerate(c for seed in range(PLACED // 2) for c in reprints(seed + 10**7, 1))
    ]
    cpu, wall, statements = zip(
        *(_place(database, TEXTS + at, report) for at, report in enumerate(given, 1)), strict=True
    )
    return {
        "median_ms": _at(cpu, 0.5), "p95_ms": _at(cpu, 0.95),
        "new_median_ms": _at(cpu[::2], 0.5), "reprint_median_ms": _at(cpu[1::2], 0.5),
        "wall_median_ms": _at(wall, 0.5), "wall_p95_ms": _at(wall, 0.95),
        "statements": statistics.median(statements), "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def _place(database: Database, at: int, report: Report) -> tuple[float, float, int]:
    """CPU seconds of this process, seconds, and statements of one `place`, the report's row being there already."""
    seen: list[object] = []

    def see(*_: object) -> None:
        seen.append(1)

    with database.write() as conn:
        _insert(conn, at, report)
        sa.event.listen(conn, "before_cursor_execute", see)
        cpu, wall = time.process_time(), time.perf_counter()
        place(conn, at, report)
        return time.process_time() - cpu, time.perf_counter() - wall, len(seen)


def _at(values: Sequence[float], part: float) -> float:
    return round(sorted(values)[int(len(values) * part)] * 1000, 2)


# --- the archive


def _keys(size: int) -> tuple[Figures, Figures]:
    """Of each story: most of them its own, one in a hundred a stock phrase of many. Keys and stories, in order."""
    chance = np.random.default_rng(size)
    found = chance.integers(-(2**63), 2**63, size * KEYS_A_STORY, dtype=np.int64) & ~np.int64(31)
    common = chance.random(len(found)) < STOCK
    found[common] = chance.choice(_stock(keys, np.int64), common.sum())
    of = np.repeat(np.arange(1, size + 1, dtype=np.int64), KEYS_A_STORY)
    order = np.lexsort((of, found))
    found, of = found[order], of[order]
    first = np.ones(len(found), dtype=bool)
    first[1:] = (found[1:] != found[:-1]) | (of[1:] != of[:-1])
    return found[first], of[first]


def _sketches(size: int) -> Iterator[list[tuple[int, int, int, bytes]]]:
    """Rows of the table `stories`, in blocks."""
    chance, stock = np.random.default_rng(size + 1), _stock(lambda hashes: sketch_of(hashes).hashes, np.uint32)
    for start in range(1, size + 1, 10_000):
        count = min(10_000, size + 1 - start)
        hashes = chance.integers(0, 2**32, (count, SKETCH), dtype=np.uint32) & np.uint32(2**32 - 2**RATE)
        common = chance.random(hashes.shape) < 10 * STOCK
        hashes[common] = chance.choice(stock, common.sum())
        hashes.sort(axis=1)
        of = chance.integers(1, TEXTS + 1, count).tolist()
        yield [
            (start + at, report, report, bytes([RATE]) + row.astype("<u4").tobytes())
            for at, (report, row) in enumerate(zip(of, hashes, strict=True))
        ]


def _stock(part: Callable[[Any], Any], kind: Any) -> Figures:
    return np.array(
        [each for seed in range(40) for each in part(grams(essence(article(seed + 10**7).text)))], dtype=kind
    )


def _fill_sqlite(url: str, size: int) -> None:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    connection.execute("PRAGMA synchronous=OFF")
    for block in _sketches(size):
        connection.executemany("INSERT INTO stories (id, origin, whole, sketch) VALUES (?, ?, ?, ?)", block)
    found, of = _keys(size)
    for at in range(0, len(found), 100_000):
        rows = zip(found[at : at + 100_000].tolist(), of[at : at + 100_000].tolist(), strict=True)
        connection.executemany("INSERT INTO story_keys (key, story) VALUES (?, ?)", rows)
    connection.commit()
    connection.close()


def _fill_postgres(url: str, size: int) -> None:
    import psycopg

    address = sa.make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
        with cursor.copy("COPY stories (id, origin, whole, sketch) FROM STDIN") as copy:
            for block in _sketches(size):
                for row in block:
                    copy.write_row(row)
        cursor.execute(f"SELECT setval('stories_id_seq', {size})")
        cursor.execute("ALTER TABLE story_keys DROP CONSTRAINT pk_story_keys")
        found, of = _keys(size)
        with cursor.copy("COPY story_keys (key, story) FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(COPY_HEAD)
            for at in range(0, len(found), 100_000):
                copy.write(_binary(found[at : at + 100_000], of[at : at + 100_000]))
            copy.write(COPY_TAIL)
        cursor.execute("ALTER TABLE story_keys ADD CONSTRAINT pk_story_keys PRIMARY KEY (key, story)")
        cursor.execute("VACUUM ANALYZE")


def _binary(found: Figures, of: Figures) -> bytes:
    rows = np.zeros(len(found), dtype=PAIR)
    rows["fields"], rows["long"], rows["short"] = 2, 8, 4
    rows["key"], rows["story"] = found, of
    return rows.tobytes()


def _size(url: str) -> int:
    engine = create_engine(sa.make_url(url))
    with engine.connect() as conn:
        if conn.dialect.name == "postgresql":
            found = conn.scalar(sa.text("SELECT pg_database_size(current_database())"))
        else:
            found = Path(url.removeprefix("sqlite:///")).stat().st_size
    engine.dispose()
    return round(found / 2**20)


# --- reports


def made(copy: Copy, at: int) -> Report:
    return clean(_read(copy, at))


def _read(copy: Copy, at: int) -> Article:
    given = {"title": copy.title, "published": copy.published.isoformat(), "publisher": copy.publisher}
    return read_text(copy.text, url=f"{copy.url}#{at}", now=NOW, **given)


def _insert(conn: sa.Connection, at: int, report: Report, **values: object) -> None:
    row = reading_of(report) | {"url": report.url, "source": "bench", "run": 1, "backfill": False}
    row |= dict.fromkeys(("first_seen", "stored_at", "last_checked"), NOW)
    conn.execute(sa.insert(reports).values(row | {"id": at, "version": 1} | values))


# --- a backfill


def backfill(count: int, block: int = 500) -> Iterator[dict[str, object]]:
    """So many texts into an empty archive, in transactions of bounded size: a fifth of them origins, then four copies
    of each, without their facts. A row each tenth; `placed_per_cpu_s` is of `place` alone."""
    with tempfile.TemporaryDirectory(prefix="duikou-backfill-") as folder:
        database = open_database(f"sqlite:///{folder}/duikou.db", home=Path(folder))
        texts = (copy for seed in range(count) for copy in reprints(seed + 2 * 10**7, 4))
        placed, start = 0.0, time.perf_counter()
        for at in range(0, count, block):
            given = [restored(_read(next(texts), one)) for one in range(at + 1, min(at + block, count) + 1)]
            placed += _place_block(database, given, first=at + 1)
            done = at + len(given)
            if done * 10 // count > at * 10 // count:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                yield {
                    "texts": done, "seconds": round(time.perf_counter() - start), "place_cpu_s": round(placed, 1),
                    "placed_per_cpu_s": round(done / placed), "stories": _stories(database),
                    "true_stories": -(-done // 5), "peak_mb": round(peak), "load": round(os.getloadavg()[0], 1),
                }  # fmt: skip
        database.close()


def _place_block(database: Database, given: Sequence[Report], *, first: int) -> float:
    """CPU seconds in `place`."""
    placed = 0.0
    with database.write() as conn:
        for at, report in enumerate(given, first):
            _insert(conn, at, report)
            before = time.process_time()
            place(conn, at, report)
            placed += time.process_time() - before
    return placed


def _stories(database: Database) -> int:
    with database.read() as conn:
        found: int = conn.execute(sa.text("SELECT count(*) FROM stories")).scalar_one()
    return found
