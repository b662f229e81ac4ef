"""Pages in the archive: exactly as they came, and whole after any death."""

import gzip
import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from cleaning.page import Page
from store.archive import Archive, Record, members, read_record
from tests.store.conftest import NOW


def page(number: int = 1, body: bytes = "<p>县里的水渠修通了。</p>".encode(), **changes: object) -> Page:
    values = {
        "url": f"http://news.example/a/{number}.html",
        "body": body,
        "headers": (("content-type", "text/html; charset=gb2312"), ("etag", f'"{number}"')),
        "fetched_at": NOW + timedelta(seconds=number, microseconds=number),
    }
    return Page(**(values | changes))  # type: ignore[arg-type]


def archive_of(folder: Path, *pages: Page) -> list[Record]:
    with closing(Archive(folder, "example")) as archive:
        return [archive.append(one, status=200) for one in pages]


def test_pages_come_back_as_they_went_in(tmp_path: Path) -> None:
    pages = [page(number, os.urandom(number * 40_000)) for number in range(4)]
    records = archive_of(tmp_path, *pages)
    assert [read_record(tmp_path, record) for record in reversed(records)] == pages[::-1]


HEADER_NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True) | st.sampled_from(
    ["content-encoding", "transfer-encoding", "x-archive-orig-content-encoding", "content-length"]
)
PAGES = st.builds(
    Page,
    url=st.just("http://news.example/a/1.html"),
    body=st.binary(max_size=300),
    headers=st.lists(st.tuples(HEADER_NAMES, st.text(max_size=30)), max_size=6).map(tuple),
    fetched_at=st.datetimes(datetime(1990, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)


@given(PAGES)
@example(page(1, b"", headers=(("content-encoding", "\n"),)))
@example(page(1, headers=(("server", "nginx  1.22"),)))
@example(page(1, headers=(("content-disposition", ";名=0"), ("x-\x80", "\ud800"))))
def test_any_page_comes_back_as_it_went_in(tmp_path_factory: pytest.TempPathFactory, given_page: Page) -> None:
    folder = tmp_path_factory.mktemp("archive")
    (record,) = archive_of(folder, given_page)
    assert read_record(folder, record) == given_page


def test_other_programs_read_it(tmp_path: Path) -> None:
    records = archive_of(tmp_path, page(1, headers=(("content-encoding", "gzip"), ("server", "nginx"))), page(2))
    with (tmp_path / records[0].file).open("rb") as file:
        found = [
            (
                one.rec_type,
                one.rec_headers.get_header("WARC-Target-URI"),
                one.rec_headers.get_header("WARC-Date"),
                one.http_headers.get_header("content-encoding"),
                one.content_stream().read().decode(),
            )
            for one in ArchiveIterator(file, check_digests="raise")
        ]
    text = "<p>县里的水渠修通了。</p>"
    assert found == [
        ("response", "http://news.example/a/1.html", "2026-11-21T12:00:01.000001Z", None, text),
        ("response", "http://news.example/a/2.html", "2026-11-21T12:00:02.000002Z", None, text),
    ]


def test_gzip_reads_it_and_what_gzip_wrote_is_read(tmp_path: Path) -> None:
    """An archive outlives the library that packed it."""
    pages = [page(number, os.urandom(number * 40_000)) for number in range(3)]
    records = archive_of(tmp_path, *pages)
    file = tmp_path / records[0].file
    with file.open("rb") as packed:
        before = [gzip.compress(gzip.decompress(packed.read(record.length)), 4) for record in records]
    file.write_bytes(b"".join(before))
    (newest,) = archive_of(tmp_path, page(3))
    with file.open("rb") as mixed:
        places = list(members(mixed))
    assert [length for _, length in places] == [*map(len, before), newest.length]
    found = [read_record(tmp_path, Record(file=newest.file, offset=at, length=length)) for at, length in places]
    assert found == [*pages, page(3)]


def test_a_file_for_each_month(tmp_path: Path) -> None:
    records = archive_of(tmp_path, page(), page(fetched_at=datetime(2026, 12, 1, 0, 0, 0, tzinfo=UTC)))
    assert [record.file for record in records] == ["example/2026-11.warc.gz", "example/2026-12.warc.gz"]


@pytest.mark.parametrize("torn", [1, 20, 150, -1])
def test_a_torn_tail_is_cut_when_the_next_page_comes(
    tmp_path: Path, torn: int, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = archive_of(tmp_path, page(1), page(2))
    file = tmp_path / first.file
    whole = file.read_bytes()
    file.write_bytes(whole[: second.offset + (second.length + torn if torn < 0 else torn)])
    (third,) = archive_of(tmp_path, page(3))
    assert third.offset == second.offset
    assert "cut a torn record" in caplog.text
    assert [read_record(tmp_path, one) for one in (first, third)] == [page(1), page(3)]


def test_damage_in_the_middle_costs_nothing_behind_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second, third = archive_of(tmp_path, page(1), page(2), page(3))
    file = tmp_path / first.file
    bytes_ = bytearray(file.read_bytes())
    bytes_[second.offset : second.offset + 40] = bytes(40)
    file.write_bytes(bytes_)
    (fourth,) = archive_of(tmp_path, page(4))
    assert "damaged" in caplog.text
    assert [read_record(tmp_path, one) for one in (first, third, fourth)] == [page(1), page(3), page(4)]


KILLED = """
import sys
from pathlib import Path
from store.archive import Archive
from tests.store.test_archive import page
archive = Archive(Path(sys.argv[1]), "example")
number = 0
while True:
    number += 1
    record = archive.append(page(number, bytes(range(256)) * 400), status=200)
    archive.sync()
    print(record.offset, record.length, flush=True)
"""


@pytest.mark.faults
def test_kill_9_in_the_middle_of_an_append_loses_nothing_that_was_synced(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        lines = [child.stdout.readline() for _ in range(20)]
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.read().splitlines()
    synced = [tuple(map(int, line.split())) for line in lines if line.strip()]
    file = tmp_path / "example" / "2026-11.warc.gz"
    with file.open("ab") as half:  # a kill seldom hits the one write of a record; half a record is what it leaves then
        half.write(file.read_bytes()[: synced[0][1] // 2])
    (after,) = archive_of(tmp_path, page(999))
    with file.open("rb") as whole:
        found = list(members(whole))
    assert found[: len(synced)] == synced
    assert found[-1] == (after.offset, after.length)
    assert sum(length for _, length in found) == file.stat().st_size
    for number, (offset, length) in enumerate(synced, start=1):
        record = Record(file="example/2026-11.warc.gz", offset=offset, length=length)
        assert read_record(tmp_path, record).url == f"http://news.example/a/{number}.html"
