"""The demo, whole: what a newcomer sees first."""

from pathlib import Path

import pytest

from scheduler.__main__ import run
from seeds.samples_index import golden
from tests.scheduler.conftest import Command, everything_in

SOURCES = ("qzwhcy_com", "tibet_cn", "tjbh_gov_cn", "xzsnw_com")


def test_the_demo_ends_with_digests_of_what_came_between_its_crawls(started: Command, tmp_path: Path) -> None:
    (tmp_path / "duikou.toml").write_text('home = "mine"\nvia = "127.0.0.1:1"\n')  # nothing of it counts here
    answer = started("demo", "--out", "demo", DUIKOU_HOME="mine", DUIKOU_DATABASE_URL="sqlite:///mine/other.db")
    assert answer.code == 0, answer.err
    paths = [tmp_path / line for line in answer.out.splitlines()]
    assert all(path.stat().st_size for path in paths)
    monthly, daily = (path.read_text() for path in paths if path.suffix == ".html")
    assert paths[-1].read_text() == daily
    for name in SOURCES:
        pages = golden(name)
        assert pages
        assert all(url in daily for url in pages.later)
        assert pages.article not in daily
        assert pages.article in monthly
    assert sorted({line.split(":")[0].strip() for line in answer.err.splitlines() if " listed, " in line}) == sorted(
        [*SOURCES, "mirror_example"]
    )
    assert everything_in(tmp_path)[0] == "demo"
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_is_no_earlier_demo_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("年")
    assert run(["demo", "--out", str(tmp_path)]) == 2
    assert "not empty, and no earlier demo" in capsys.readouterr().err
    assert everything_in(tmp_path) == ["thesis.txt"]


def test_serving_the_demo_is_not_built_yet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--serve"]) == 2
    assert capsys.readouterr().err == "duikou: `duikou demo --serve` is not built yet; duikou --help shows what is\n"
