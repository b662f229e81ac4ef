"""Takedown: the text is nowhere any more, everything else is where it was."""

from pathlib import Path

import pytest
from sqlalchemy import select
from warcio.archiveiterator import ArchiveIterator

from cleaning.page import Listed
from seeds.errors import DuikouError
from store import crawl_tables, schema, tables
from store.archive import Archive, Record, read_record
from store.database import Database
from store.frontier import Validators, work
from store.reports import select as select_reports
from store.takedown import forget
from store.walks import begin_walk, record_listing
from tests.store.conftest import NOW, report
from tests.store.test_archive import page
from tests.store.test_reports import address, put

SECRET = "要撤下的文字"
URL = "http://news.example/a/1.html"
PART_TWO = "http://news.example/a/1_2.html"


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Record]:
    """An archive in which the report's two pages, one of them fetched twice, lie between others."""
    archive = Archive(tmp_path / "archive", "example")
    pages = {
        "before": page(7),
        "one": page(1, SECRET.encode()),
        "two": page(2, SECRET.encode() * 9000, url=PART_TWO),
        "between": page(8),
        "again": page(1, SECRET.encode() + b"!"),
        "empty": page(1, b"", headers=()),
        "after": page(9),
    }
    places = {name: archive.append(one, status=200) for name, one in pages.items()}
    archive.close()
    return places


@pytest.fixture
def filled(database: Database, places: dict[str, Record]) -> Database:
    with database.write() as conn:
        for url, records in ((URL, ("one", "two")), ("http://news.example/a/9.html", ("after",))):
            given = report(url, body=SECRET if url == URL else "水渠修通了。")
            put(conn, address(conn, url), given, records=tuple(places[name] for name in records))
    return database


def take_down(database: Database, archive: Path) -> int:
    with database.write() as conn:
        return forget(conn, URL, archive=archive, reason="应作者要求", now=NOW)


def test_text_and_bytes_are_gone_and_the_rest_is_there(
    filled: Database, places: dict[str, Record], tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    assert take_down(filled, archive) == 4
    with filled.read() as conn:
        assert [kept.url for kept in select_reports(conn)] == ["http://news.example/a/9.html"]
        for table in schema.metadata.sorted_tables:
            assert SECRET not in str(conn.execute(select(table)).all())
        assert [tuple(row) for row in conn.execute(select(tables.takedowns))] == [(URL, "应作者要求", NOW)]
    for name in ("before", "between", "after"):
        assert read_record(archive, places[name]).url.startswith("http://news.example/a/")
    for name in ("one", "two", "again", "empty"):
        with pytest.raises(ValueError, match="no page at byte"):
            read_record(archive, places[name])
    with (archive / places["one"].file).open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["response", "metadata", "metadata", "response", "metadata", "metadata", "response"]


def test_doing_it_again_finds_nothing_more(filled: Database, tmp_path: Path) -> None:
    take_down(filled, tmp_path / "archive")
    assert take_down(filled, tmp_path / "archive") == 0


def test_it_is_not_fetched_or_stored_again(filled: Database, tmp_path: Path) -> None:
    take_down(filled, tmp_path / "archive")
    with filled.write() as conn:
        for source in ("example", "other"):
            walk = begin_walk(conn, source, "http://news.example/list/", run=2)
            seen = record_listing(
                conn,
                walk,
                run=2,
                url=walk.start,
                links=[Listed(url=URL, title="x")],
                next_url=None,
                validators=Validators(),
                now=NOW,
            )
            assert seen.new == ()
            assert URL not in {one.url for one in work(conn, source, now=NOW.replace(year=2030), limit=10)}
        row = conn.execute(select(crawl_tables.addresses.c.id).where(crawl_tables.addresses.c.url == URL)).first()
        assert row is not None
        with pytest.raises(DuikouError, match="taken down"):
            put(conn, row.id, report(URL), run=2)


def test_sqlite_keeps_no_shadow_of_the_text(filled: Database, tmp_path: Path) -> None:
    take_down(filled, tmp_path / "archive")
    filled.close()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes()
