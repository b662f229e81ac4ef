"""Articles read and stored together: as many as wait, at once; each hears what became of it alone."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from cleaning.page import Page
from crawler import group as group_module
from crawler.group import HEAVIEST, MOST, Group
from seeds.errors import CannotWriteError
from store.archive import Archive
from store.crawl_tables import hosts
from store.database import Database, Within, open_database

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'duikou.db'}", home=tmp_path)
    yield opened
    opened.close()


def put(conn: Within, numbers: Sequence[int]) -> list[int]:
    conn.execute(sa.insert(hosts), [{"origin": f"http://{number}.example"} for number in numbers])
    if 13 in numbers:
        raise ZeroDivisionError("a report nobody thought of")
    return list(numbers)


def as_number(texts: Sequence[str]) -> list[int]:
    return list(map(int, texts))


def origins(database: Database) -> int:
    with database.read() as conn:
        return conn.execute(sa.select(sa.func.count()).select_from(hosts)).scalar_one()


async def store(group: Group[str, int, int], *numbers: object) -> list[object]:
    waiting = (group.store(str(number), weight=1000) for number in numbers)
    return list(await asyncio.gather(*waiting, return_exceptions=True))


def test_a_full_group_waits_for_nothing(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_module, "LONGEST", 3600)
    numbers = range(100, 100 + 2 * MOST)
    assert asyncio.run(store(Group(database, Archive(tmp_path, "a"), as_number, put), *numbers)) == [*numbers]
    assert origins(database) == 2 * MOST


def test_a_heavy_group_waits_for_nothing(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_module, "LONGEST", 3600)
    read: list[list[int]] = []

    def as_read(texts: Sequence[str]) -> list[int]:
        read.append(as_number(texts))
        return read[-1]

    group = Group(database, Archive(tmp_path, "a"), as_read, put)

    async def one_after_another() -> None:
        await asyncio.gather(
            group.store("1", weight=1), group.store("2", weight=HEAVIEST - 2), group.store("3", weight=1)
        )
        await asyncio.gather(group.store("4", weight=1), group.store("5", weight=HEAVIEST))

    asyncio.run(asyncio.wait_for(one_after_another(), 30))
    assert read == [[1, 2, 3], [4, 5]]


def test_a_small_group_waits_no_longer_than_said(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_module, "LONGEST", 0.001)
    group = Group(database, Archive(tmp_path, "a"), as_number, put)

    async def one_after_another() -> list[object]:
        return [*await store(group, 1), *await store(group, 2, 3)]

    assert asyncio.run(one_after_another()) == [1, 2, 3]


def test_what_cannot_be_stored_takes_no_neighbour_down(database: Database, tmp_path: Path) -> None:
    became = asyncio.run(store(Group(database, Archive(tmp_path, "a"), as_number, put), 12, 13, 14))
    assert [str(one) for one in became] == ["12", "a report nobody thought of", "14"]
    assert origins(database) == 2


def test_what_cannot_be_read_takes_no_neighbour_down(database: Database, tmp_path: Path) -> None:
    group = Group(database, Archive(tmp_path, "a"), as_number, put)
    became = asyncio.run(store(group, 1, "二", 3, 13))
    assert [type(one) for one in became] == [int, ValueError, int, ZeroDivisionError]
    assert asyncio.run(store(group, "四")) != [4]
    assert origins(database) == 2


def test_who_waits_no_more_keeps_no_neighbour_waiting(database: Database, tmp_path: Path) -> None:
    group = Group(database, Archive(tmp_path, "a"), as_number, put)

    async def one_gives_up() -> object:
        first, second = asyncio.create_task(store(group, 1)), asyncio.create_task(store(group, 2))
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # both wait now
        first.cancel()
        return await second

    assert asyncio.run(asyncio.wait_for(one_gives_up(), 30)) == [2]
    assert origins(database) == 2


def test_nothing_is_stored_whose_bytes_are_not_on_the_disk(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path, "a")
    archive.append(Page(url="http://a.example/1.html", body=b"x", fetched_at=NOW), status=200)

    def refuse(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", refuse)
    became = asyncio.run(store(Group(database, archive, as_number, put), 1, 2))
    assert [type(one) for one in became] == [CannotWriteError] * 2
    monkeypatch.undo()
    assert origins(database) == 0
    archive.close()
