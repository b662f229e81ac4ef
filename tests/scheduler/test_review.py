"""`duikou review` as a reviewer meets it, over a home with one damaged report."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from cleaning.cases import wrong
from scheduler.__main__ import run
from seeds.settings import Settings
from store.database import open_database
from tests.scheduler.conftest import Say
from tests.store.test_reports import address, put
from tests.store.test_review import LOST, SURE, URL, page


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one report, of which one figure is damaged and one is sure."""
    settings = Settings(home=tmp_path_factory.mktemp("reviewed") / "var")
    database = open_database(settings.database, home=settings.home)
    with database.write() as conn:
        put(conn, address(conn, URL), page(LOST, SURE))
    database.close()
    return settings.home


@pytest.fixture
def folder(stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of it, as the working folder."""
    shutil.copytree(stored, tmp_path / "var")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def review(say: Say) -> Say:
    return partial(say, "review")


def waiting(review: Say) -> str:
    code, out, _ = review("--json")
    assert code == 0
    return str(json.loads(out)["id"])


def figure_id(text: str) -> str:
    """Of one that is not doubtful: as the export has it."""
    run(["export", "figures", "--out", "figures.jsonl"])
    rows = map(json.loads, Path("figures.jsonl").read_text("utf-8").splitlines())
    return next(str(row["id"]) for row in rows if text in row["text"])


def test_the_list_and_one_of_it(folder: Path, review: Say) -> None:
    code, out, _ = review()
    head, line = out.splitlines()
    item = waiting(review)
    assert (code, head.split()) == (0, ["ID", "KIND", "WHY", "WHAT", "URL"])
    assert line.split()[:3] == [item, "figure", "digit_lost"]
    assert "(安徽省 → 山南市)" in line
    code, out, _ = review("show", item)
    assert code == 0
    assert "投入援藏资金【" in out
    assert f"url        {URL}" in out
    assert "place      body, characters" in out


ROW = [
    "id", "kind", "reasons", "url", "source", "title", "publisher", "block", "sentence", "start", "end", "says",
    "published_at", "decision",
]  # fmt: skip


def test_json(folder: Path, review: Say) -> None:
    row = json.loads(review("list", "--json")[1])
    assert list(row) == ROW
    assert (row["kind"], row["reasons"], row["decision"]) == ("figure", ["digit_lost"], None)
    assert page(LOST).body[row["start"] : row["end"]] == row["says"]["text"]


@pytest.mark.parametrize(
    "filters",
    [("--kind", "pair"), ("--reason", "unsure"), ("--source", "tibet_cn"), ("--kind", "story", "--json")],
)
def test_nothing_to_review_is_one_line(folder: Path, review: Say, filters: tuple[str, ...]) -> None:
    code, out, err = review(*filters)
    assert (code, out) == (0, "")
    assert err in ("nothing is waiting for review\n", "")


def test_a_correction_from_list_to_totals(folder: Path, review: Say, capsys: pytest.CaptureFixture[str]) -> None:
    item = waiting(review)
    code, out, _ = review("correct", item, "amount=近1.6亿元", "giver=安徽", "--why", "与原件核对", "--by", "甲")
    assert (code, out) == (0, f"{item}: correct, decision 1 by 甲\n")
    run(["totals", "--json"])
    found = json.loads(capsys.readouterr().out)["sum_of_singles"]
    assert (found["value"], found["doubtful"]) == (168_000_000, 0)
    row = json.loads(review("show", item, "--json")[1])
    assert (row["says"]["review"], row["says"]["value"], row["says"]["donors"]) == (
        "corrected",
        160_000_000,
        ["340000"],
    )
    assert row["decision"]["by"] == "甲"
    assert [one["state"] for one in row["decisions"]] == ["holds"]
    assert {one["field"] for one in row["says"]["correction"]["was"]} >= {"value", "donors", "review"}
    code, _, err = review("accept", item, "--by", "乙")
    assert code == 1
    assert "甲 decided before" in err
    assert "--over 1 replaces that" in err
    assert review("take-back", item, "--over", "1")[0] == 0
    assert waiting(review) == item


WRONG = [
    (("show", "0000000000000000"), "nothing of that id is there"),
    (("accept", "q000000000000000"), "nothing of that id is there"),
    (("correct", "x", "value=viel", "--why", "a"), "value=viel: write a number in the base unit"),
    (("correct", "x", "value=-5", "--why", "a"), "write a number"),
    (("correct", "x", "role=aid_found", "--why", "a"), "role: there is no 'aid_found'; did you mean 'aid_fund'?"),
    (("correct", "x", "stage=spend", "--why", "a"), "stage: there is no 'spend'; did you mean 'spent'?"),
    (("correct", "x", "giver=安微省", "--why", "a"), "no party is called '安微省'"),
    (("correct", "x", "colour=red", "--why", "a"), "no field 'colour' to set"),
    (("correct", "x", "value", "--why", "a"), "write FIELD=VALUE"),
    (("correct", "x", "low=5", "high=3", "--why", "a"), "low=5 is more than high=3"),
    (("correct", "x", "amount=三次会议", "--why", "a"), "write one sum of money"),
    (("reject", "x"), "Missing option '--why'"),
    (("--kind", "figures"), "--kind: there is no 'figures'; did you mean 'figure'?"),
    (("--reason", "bad"), "--reason: there is no 'bad'"),
    (("--source", "tibet_com"), "no source is called 'tibet_com'"),
    (("not-aid", "http://news.example/9.html", "--why", "a"), "no report of that address is stored"),
    (("join", URL, "http://news.example/9.html", "--why", "a"), "no report of that address is stored"),
    (("take-back", "0000000000000000", "--over", "1"), "nobody has decided on it"),
    (("case", "0000000000000000"), "no decision on it holds"),
    (("believe", "tibet_com"), "no source is called 'tibet_com'"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    folder: Path, review: Say, arguments: tuple[str, ...], said: str
) -> None:
    before = review("--json")
    code, out, err = review(*arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert review("--json") == before


def test_without_a_home_nothing_is_made(tmp_path: Path, review: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert review()[0] == 0
    code, _, err = review("accept", "0000000000000000")
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert "nothing is stored yet" in err


def test_decisions_become_cases(folder: Path, review: Say) -> None:
    doubtful, sure = waiting(review), figure_id("800")
    review("accept", sure, "--by", "甲")
    review("correct", doubtful, "value=160000000", "--why", "与原件核对", "--by", "甲")
    out = str(folder / "cases.jsonl")
    for item in (sure, doubtful, sure):  # the second time it is there already
        assert review("case", item, "--out", out)[0] == 0
    right, still = map(json.loads, Path(out).read_text("utf-8").splitlines())
    assert wrong(right) is None
    assert right["body"] == page(LOST, SURE).body.split("\n")[0]  # the paragraph is enough
    assert right["expect"]["value"] == 8_000_000
    assert "value is None" in str(wrong(still))


def test_stories_and_relevance_by_address(folder: Path, review: Say) -> None:
    code, out, _ = review("not-aid", URL, "--why", "另一件事", "--by", "甲")
    item = out.split(":")[0]
    assert (code, item[0]) == (0, "a")
    assert json.loads(review("show", item, "--json")[1])["says"]["is_aid_report"] is False
    assert review("split", URL, "--why", "不是一回事")[0] == 0
    assert review("believe", "tibet_cn")[1] == "tibet_cn: believed as it is at its next crawl\n"
