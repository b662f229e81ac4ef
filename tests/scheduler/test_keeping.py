"""Commands over what is kept: read again, let go, forgotten."""

import json
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from crawler.room import refuse_beyond
from scheduler.backlog import catch_up
from seeds.errors import DiskFullError
from seeds.settings import Settings
from store.database import open_database
from store.locks import hold
from store.retention import outlived, used
from tests.crawler.test_walks import lay_out, numbered
from tests.crawler.world import World, start_of
from tests.scheduler.conftest import Say


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A crawled home: three articles of one source, one of them in two versions."""
    with World(tmp_path_factory.mktemp("keeping")) as world:
        world.source("kept")
        lay_out(world, "kept", numbered(3, 2, 1))
        world.crawl("kept")
        world.article(start_of("kept") + "100003.html", "改过一次的标题")
        world.sql("UPDATE addresses SET next_check = '2020-01-01 00:00:00.000000'")
        world.crawl("kept")
    return world


@pytest.fixture
def world(crawled: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A copy of that home, in which a command may do what it likes."""
    shutil.copytree(crawled.folder, tmp_path / "w")
    copy = World(tmp_path / "w")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DUIKOU_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DUIKOU_HOME", str(copy.home))
    monkeypatch.setenv("DUIKOU_SEEDS", str(copy.seeds))
    return copy


def spoil(world: World) -> None:
    """What is stored of one report is as an older cleaning left it: other title, other figures."""
    with sqlite3.connect(world.home / "duikou.db") as connection:
        ((text,),) = connection.execute("SELECT document FROM reports WHERE url LIKE '%100002.html'").fetchall()
        document = json.loads(text) | {"title": "旧的清洗留下的标题"}
        connection.execute(
            "UPDATE reports SET document = ?, title = '旧的', text_hash = 'old' WHERE url LIKE '%100002.html'",
            (json.dumps(document, ensure_ascii=False),),
        )
    connection.close()


def test_nothing_changes_where_the_cleaning_is_the_same(world: World, say: Say) -> None:
    assert say("reclean") == (0, "", "3 reports read again: 0 changed, 0 not there\n")


def test_what_an_older_cleaning_left_is_read_again_without_being_news(world: World, say: Say) -> None:
    title = world.kept("kept")["100002.html"].report.title
    spoil(world)
    code, out, _ = say("reclean", "--dry-run")
    assert (code, out) == (0, f"{start_of('kept')}100002.html: title\n")
    assert world.kept("kept")["100002.html"].report.title == "旧的清洗留下的标题"
    before = world.sql("SELECT version, stored_at, run FROM reports ORDER BY id")
    code, out, err = say("reclean", "kept", "--json")
    assert json.loads(out)["fields"] == ["title"]
    assert err.endswith("1 changed, 0 not there\n")
    assert world.kept("kept")["100002.html"].report.title == title
    assert world.sql("SELECT version, stored_at, run FROM reports ORDER BY id") == before
    assert say("reclean")[2].endswith("0 changed, 0 not there\n")


def test_reports_of_before_there_were_stories_get_theirs(world: World, say: Say) -> None:
    true = {name: kept.story for name, kept in world.kept("kept").items()}
    world.sql("UPDATE reports SET story = NULL, relation = NULL")
    world.sql("DELETE FROM stories")
    world.sql("DELETE FROM story_keys")
    assert say("reclean", "--stories")[2].endswith("stories: 3 caught up with\n")
    found = {name: kept.story for name, kept in world.kept("kept").items()}
    assert len(set(found.values())) == len(set(true.values()))
    assert say("reclean", "--stories") == (0, "", "every report has its story\n")
    assert say("reclean", "kept", "--stories")[0] == 2


def test_a_catch_up_that_is_told_to_stop_stops(world: World) -> None:
    world.sql("UPDATE reports SET story = NULL")
    stop = Event()
    stop.set()
    database = open_database(f"sqlite:///{world.home / 'duikou.db'}", home=world.home)
    assert (catch_up(database, stop), catch_up(database, Event())) == (0, 3)
    database.close()


def test_lost_bytes_are_told_and_change_nothing(world: World, say: Say) -> None:
    for file in (world.home / "archive" / "kept").glob("*.warc.gz"):
        file.unlink()
    code, out, err = say("reclean")
    assert (code, out) == (1, "")
    assert err.count("cannot be read again") == 3
    assert len(world.kept("kept")) == 3


@pytest.mark.parametrize("command", [("reclean",), ("forget", start_of("kept") + "100001.html")])
def test_a_source_that_is_being_crawled_is_busy(world: World, say: Say, command: tuple[str, ...]) -> None:
    with hold(world.home, "crawl-kept"):
        assert say(*command)[0] == 75


def test_a_forgotten_page_is_gone_in_every_file(world: World, say: Say) -> None:
    url = start_of("kept") + "100001.html"
    ((number,),) = world.sql(f"SELECT id FROM reports WHERE url = '{url}'")
    pages = [world.home / "digests/daily/reports" / f"{id}-1.html" for id in (number, number + 1)]
    pages[0].parent.mkdir(parents=True)
    for page in pages:
        page.write_text("text of the report")
    code, out, _ = say("forget", url.replace("http://", "HTTP://") + "#top", "--reason", "出版者要求")
    assert (code, out) == (0, f"{url}: forgotten; 1 archived pages overwritten\n")
    assert [page.exists() for page in pages] == [False, True]
    assert sorted(world.kept("kept")) == ["100002.html", "100003.html"]
    assert world.sql("SELECT url, reason FROM takedowns") == [(url, "出版者要求")]
    assert say("reclean")[0] == 0
    code, _, err = say("forget", url, "--reason", "另一个理由")  # done again, it stays done, for its first reason
    assert (code, "出版者要求" in err, "另一个理由" in err) == (0, True, False)
    assert world.sql("SELECT reason FROM takedowns") == [("出版者要求",)]
    assert say("forget", url, "--reason", " ")[0] == 2


@pytest.mark.parametrize("url", ["http://kept.test/list/999999.html", "nonsense", "javascript:alert(1)"])
def test_an_unknown_address_is_not_forgotten_in_silence(world: World, say: Say, url: str) -> None:
    code, out, err = say("forget", url)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_retention_lets_go_of_old_versions_and_old_bytes(
    world: World, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert say("retention")[1] == ""
    monkeypatch.setenv("DUIKOU_KEEP_VERSIONS", "1")
    monkeypatch.setenv("DUIKOU_KEEP_ARCHIVE", "30d")
    assert say("retention")[1] == "kept: let go 0 archive files (0 bytes), 1 old versions\n"
    (old,) = (world.home / "archive" / "kept").glob("*.warc.gz")
    old.rename(old.with_name("2020-01.warc.gz"))
    world.sql("UPDATE records SET file = 'kept/2020-01.warc.gz'")
    code, out, _ = say("retention", "--json")
    assert (code, json.loads(out)["files"]) == (0, ["2020-01.warc.gz"])
    assert list((world.home / "archive" / "kept").iterdir()) == []
    assert world.sql("SELECT count(*) FROM records") == [(0,)]
    assert len(world.kept("kept")) == 3


@pytest.mark.parametrize(("month", "gone"), [("2026-10", False), ("2026-09", True), ("notes", False)])
def test_a_month_is_kept_until_its_last_page_is_old_enough(tmp_path: Path, month: str, gone: bool) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / f"{month}.warc.gz").write_bytes(b"")
    now = datetime(2026, 11, 30, tzinfo=UTC)
    assert bool(outlived(tmp_path, "a", keep=timedelta(days=30), now=now)) is gone


def test_a_disk_budget_is_told_before_it_is_reached_and_then_stops_crawls(crawled: World) -> None:
    taken = used(crawled.home)
    refuse_beyond(Settings(home=crawled.home, disk_budget=f"{taken * 2} B"))
    with pytest.raises(DiskFullError, match=r"of disk_budget; raise it"):
        refuse_beyond(Settings(home=crawled.home, disk_budget=f"{taken - 1} B"))


def test_nine_tenths_of_a_budget_are_worth_a_warning(crawled: World, caplog: pytest.LogCaptureFixture) -> None:
    refuse_beyond(Settings(home=crawled.home, disk_budget=f"{int(used(crawled.home) * 1.05)} B"))
    assert "at the full budget crawls stop" in caplog.text
