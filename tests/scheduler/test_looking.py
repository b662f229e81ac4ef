"""`duikou sources preview` and `add`, as a person calls them."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic

import pytest

from crawler import preview
from crawler.allowance import REQUESTS
from crawler.preview import Preview, PreviewError, Shown
from crawler.replay import Answer
from scheduler.seedling import names_in, source_of, write_seed
from seeds.errors import CannotWriteError, WrongUsageError
from seeds.load import read_source
from seeds.settings import Settings
from tests.crawler.layouts import LAYOUTS, TITLES
from tests.crawler.world import World, says
from tests.scheduler.conftest import Say, everything_in
from tests.scheduler.test_due import NOW

BUILD, TRS = LAYOUTS["trs"]


@pytest.fixture
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("look")) as world:
        BUILD(world)
        yield world


@pytest.fixture
def call(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say) -> Say:
    """Runs `duikou …` in an empty folder, with time enough for a slow machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(preview, "SECONDS", 300)
    monkeypatch.setenv("DUIKOU_VIA", world.address)
    monkeypatch.setenv("DUIKOU_DELAY", "0")
    return say


def test_a_preview_asks_at_most_eight_times_and_writes_nothing(call: Say, world: World, tmp_path: Path) -> None:
    code, out, err = call("sources", "preview", TRS.start, "--json")
    assert (code, err) == (0, "")
    seen = json.loads(out)
    assert [item["title"] for item in seen["items"]] == [*TITLES][:3]
    assert seen["requests"] == len(world.requests) <= REQUESTS
    assert everything_in(tmp_path) == []


def test_a_preview_for_people_says_what_is_missing_and_why(call: Say, world: World) -> None:
    broken = next(url for url in world.when if "7012001" in url)
    world.when[broken] = says(500)
    code, out, _ = call("sources", "preview", TRS.start)
    assert code == 0
    assert "platform  trs" in out
    assert "index_1.html (brings further articles)" in out
    assert f"1  {TITLES[0]}\n1  2024-07-05T10:00:00+08:00 (from byline)\n1  {TITLES[0]}。" in out
    assert f"2  {TITLES[1]}\n2  no date: http_500\n2  no text: http_500\n" in out


def test_a_refusal_is_one_line(call: Say, world: World) -> None:
    world.when["http://www.gaoyuan-trs.test/robots.txt"] = says(200, b"User-agent: *\nDisallow: /yz/")
    assert call("sources", "preview", TRS.start) == (1, "", f"duikou: {TRS.start}: robots_disallowed\n")


def test_add_writes_a_seed_that_is_right_and_never_over_another(call: Say, world: World, tmp_path: Path) -> None:
    code, _, err = call("sources", "add", TRS.start, "--into", "mine")
    assert code == 0, err
    path = tmp_path / "mine" / "gaoyuan_trs_test_yz_news.toml"
    source = read_source(path)
    assert (source.title, source.publisher, source.platform) == ("高原网 · 援藏资讯", "高原网", "trs")
    assert (source.starts, source.enabled, source.verified) == ((TRS.start,), True, None)
    assert call("sources", "check", "mine/gaoyuan_trs_test_yz_news.toml")[0] == 0
    before, asked = path.read_bytes(), len(world.requests)
    code, _, err = call("sources", "add", TRS.start, "--into", "mine")
    assert (code, path.read_bytes(), len(world.requests)) == (2, before, asked)
    assert "is there already" in err


def test_without_a_folder_or_an_address_nothing_is_asked(call: Say, world: World) -> None:
    code, _, err = call("sources", "add", TRS.start)
    assert (code, world.requests) == (2, [])
    assert "--into FOLDER" in err
    assert call("sources", "preview", "www.tibet.cn")[0] == 2


def test_a_site_that_never_answers_takes_no_longer_than_it_may(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(method: str, url: str, headers: Mapping[str, str]) -> Answer:
        await asyncio.sleep(60)
        raise AssertionError("nobody waits for so long")

    monkeypatch.setattr(world, "reply", silent)
    monkeypatch.setattr(preview, "SECONDS", 4)
    began = monotonic()
    with pytest.raises(PreviewError):
        preview.preview(TRS.start, Settings(via=world.address))
    assert monotonic() - began < 20  # of the 60; the machine may be busy
    assert preview.SECONDS < 10


def seen(**more: object) -> Preview:
    items = (Shown(url="http://a.gov.cn/1.html", title="标题", text="正文"),)
    given = {"url": "http://a.gov.cn/yz/", "way": "listing", "platform": "generic", "encoding": "utf-8",
             "declared": None, "list_url": "http://a.gov.cn/yz/", "title": "", "links": 1, "dated": 0, "next_url": None,
             "next_read": None, "feeds": (), "items": items, "requests": 3, "notes": ()}  # fmt: skip
    return Preview(**given | more)  # type: ignore[arg-type]


def test_a_seed_without_a_title_is_named_by_its_host() -> None:
    source = source_of(seen(), today=NOW.date())
    assert (source.title, source.publisher, source.kind) == ("a.gov.cn", "a.gov.cn", "government")


def test_a_seed_keeps_the_way_in_that_was_found() -> None:
    source = source_of(seen(way="json", list_url="http://a.gov.cn/api?page=1"), today=NOW.date())
    assert source.json is not None
    assert source.starts == ("http://a.gov.cn/api?page=1",)


def test_no_seed_comes_of_a_look_that_read_nothing() -> None:
    with pytest.raises(PreviewError, match="no article could be read"):
        source_of(seen(items=(Shown(url="http://a.gov.cn/1.html", missing={"text": "http_500"}),)), today=NOW.date())


def test_a_list_is_not_watched_twice(tmp_path: Path) -> None:
    source = source_of(seen(), today=NOW.date())
    assert write_seed(source, seen().url, tmp_path, ()).name == "a_gov_cn_yz.toml"
    with pytest.raises(WrongUsageError, match="watched by a_gov_cn_yz already"):
        write_seed(source, "http://a.gov.cn/other/", tmp_path / "other", (source,))
    assert not (tmp_path / "other").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWriteError, match="--into"):
        write_seed(source_of(seen(), today=NOW.date()), seen().url, tmp_path / "file" / "mine", ())


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("援藏资讯_中国西藏网", ("中国西藏网", "援藏资讯")),
        ("对口支援 - 江川县人民政府", ("江川县人民政府", "对口支援")),
        ("西藏日报-援藏-首页", ("西藏日报", "援藏")),
        ("专题", ("", "专题")),
        ("", ("", "")),
    ],
)
def test_names_in_a_title(title: str, names: tuple[str, str]) -> None:
    assert names_in(title) == names
