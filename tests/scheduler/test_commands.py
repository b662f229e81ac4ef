"""The commands over a home that holds the reports of one source, crawled through the door."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.replay import Replay
from scheduler.crawls import exit_code
from scheduler.edge import database_of
from seeds.errors import BusyError, DiskFullError, DuikouError
from seeds.load import source
from seeds.samples_index import SITES
from seeds.settings import Settings
from store.deliveries import enqueue, settle
from store.digests import record_issue
from store.locks import hold
from store.runs import Counts, Run
from tests.scheduler.conftest import Crawled, Say, everything_in
from tests.scheduler.test_due import NOW


def test_a_crawl_is_one_line_a_source_and_names_what_is_gone(crawled: Crawled) -> None:
    assert crawled.lines[0] == "tibet_cn: ok, 7 listed, 6 new, 0 changed, 0 unchanged, 0 gone, 0 unreadable"
    assert crawled.lines[1].startswith(
        "xzsnw_com: ok, 7 listed, 6 new, 0 changed, 0 unchanged, 1 gone, 0 unreadable; gone: http://www.xzsnw.com/yz/yzxw/"
    )


def test_a_second_crawl_asks_for_no_article(folder: Path, say: Say) -> None:
    with Replay(SITES) as via:
        code, out, _ = say("crawl", "tibet_cn", "--json", "--via", via.address)
    row = json.loads(out)
    assert (code, row["outcome"], row["new"], row["gone_addresses"]) == (0, "ok", 0, [])
    assert all(asked.conditional and asked.status == 304 for asked in via.requests if "robots" not in asked.url)


GOOD = Run(
    id=1,
    kind="crawl",
    subject="a",
    due=None,
    started=NOW,
    ended=NOW,
    outcome="ok",
    reason="",
    counts=Counts(),
    pid=1,
    host="",
)
FAILED, CUT = replace(GOOD, outcome="failed"), replace(GOOD, outcome="incomplete")
BUSY, BROKEN = BusyError("busy"), DiskFullError("full")


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([], 0), ([GOOD], 0), ([GOOD, CUT], 0), ([GOOD, BUSY], 75), ([BUSY], 75), ([GOOD, FAILED], 1),
        ([BUSY, FAILED], 1), ([replace(GOOD, outcome="abandoned")], 1),
        ([BROKEN], 74), ([BROKEN, BROKEN], 74), ([BROKEN, GOOD], 1), ([BROKEN, BUSY], 1),
    ],
)  # fmt: skip
def test_the_exit_code_of_several_crawls(results: list[Run | DuikouError], code: int) -> None:
    assert exit_code([(source("tibet_cn"), result) for result in results]) == code


def test_a_source_that_is_being_crawled_is_busy(folder: Path, say: Say) -> None:
    with hold(folder / "var", "crawl-tibet_cn"):
        code, out, err = say("crawl", "tibet_cn", "-q")
    assert (code, out) == (75, "")
    assert err.startswith("tibet_cn: crawl-tibet_cn: already running, pid ")


def test_a_dry_run_says_what_would_be_asked_and_writes_nothing(folder: Path, say: Say) -> None:
    before = everything_in(folder)
    code, out, _ = say("crawl", "--dry-run", "tibet_cn")
    assert code == 0
    assert out.splitlines()[0].startswith("tibet_cn: would ask http://www.tibet.cn/cn/aid_tibet/news/")
    assert everything_in(folder) == before


@pytest.mark.parametrize("command", ["status", "export reports", "crawl --dry-run", "digest --dry-run"])
def test_what_only_looks_makes_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert say(*command.split())[0] == 0
    assert everything_in(tmp_path) == []


def test_status_of_each_source(folder: Path, say: Say) -> None:
    code, out, _ = say("status")
    assert code == 0
    head, *lines = out.splitlines()
    assert head.split()[:3] == ["SOURCE", "ENABLED", "LAST"]
    assert len(lines) == 4
    rows = {row["source"]: row for row in map(json.loads, say("status", "--json")[1].splitlines())}
    assert (rows["tibet_cn"]["outcome"], rows["tibet_cn"]["reports"], rows["tibet_cn"]["last_new"]) == ("ok", 6, 6)
    assert rows["qzwhcy_com"]["last"] is None
    assert rows["tibet_cn"]["last"] < rows["tibet_cn"]["due"]


def test_letters_that_went_astray_are_told_and_listed(folder: Path, say: Say) -> None:
    assert say("status")[2] == ""
    now = datetime.now(UTC)
    with database_of(Settings(home=folder / "var")) as database, database.write() as conn:
        issue = record_issue(conn, "daily", number=7, now=now, period=(now, now), items=(), path="a")
        enqueue(conn, issue.id, {"a@b.example": b"", "c@d.example": b""}, now=now)
        settle(conn, issue.id, "a@b.example", "sent", detail="", now=now)
        settle(conn, issue.id, "c@d.example", "uncertain", detail="closed", now=now)
    said = "letters not known to have arrived: 1; `duikou status --letters` lists them\n"
    assert (say("status")[2], say("status", "--json")[2]) == (said, said)
    (row,) = map(json.loads, say("status", "--letters", "--json")[1].splitlines())
    assert (row["subscription"], row["issue"], row["recipient"], row["state"]) == (
        "daily", 7, "c@d.example", "uncertain"
    )  # fmt: skip
    assert "c@d.example" in say("status", "--letters")[1]


def test_what_is_held_back_is_counted_and_listed(folder: Path, say: Say) -> None:
    counted = sum(json.loads(row)["quarantined"] for row in say("status", "--json")[1].splitlines())
    listed = [json.loads(row) for row in say("status", "--quarantine", "--json")[1].splitlines()]
    assert counted == len(listed)
    assert all(row["quarantine"] and row["url"] for row in listed)


def test_reports_and_runs_go_out(folder: Path, say: Say) -> None:
    assert say("export", "reports", "--out", "reports.jsonl")[0] == 0
    rows = [json.loads(line) for line in (folder / "reports.jsonl").read_text().splitlines()]
    assert sorted(Counter(row["source"] for row in rows).items()) == [("tibet_cn", 6), ("xzsnw_com", 6)]
    assert say("export", "runs", "--format", "csv", "--out", "runs.csv")[0] == 0
    assert (folder / "runs.csv").read_bytes().startswith(b"\xef\xbb\xbfid,kind,subject,due")
    assert say("export", "reports", "--since", "2999-01-01", "--out", "none.jsonl")[0] == 0
    assert (folder / "none.jsonl").read_bytes() == b""


def test_a_digest_by_date_is_written_where_it_says(folder: Path, say: Say) -> None:
    code, out, _ = say("digest", "--on", "2026-11-12", "--period", "month")
    assert code == 0
    assert [Path(line).suffix for line in out.splitlines()] == [".eml", ".txt", ".html"]
    assert "上海市第十一批援藏干部人才" in Path(out.splitlines()[1]).read_text()
    code, out, _ = say("digest", "--on", "2026-11-12", "--period", "month", "--format", "json", "--out", "one.json")
    assert (code, out) == (0, "one.json\n")
    json.loads((folder / "one.json").read_text())


def test_a_dry_digest_shows_and_writes_nothing(folder: Path, say: Say) -> None:
    before = everything_in(folder)
    code, out, _ = say("digest", "--dry-run")
    assert code == 0
    assert "援助报道日报" in out
    assert everything_in(folder) == before


def test_a_period_without_a_day_is_a_mistake(folder: Path, say: Say) -> None:
    assert say("digest", "--period", "week")[0] == 2


def test_the_sources_are_listed_and_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [json.loads(line) for line in say("sources", "list", "--json")[1].splitlines()]
    assert {"qzwhcy_com", "tibet_cn", "tjbh_gov_cn", "xzsnw_com"} == {row["name"] for row in rows if row["enabled"]}
    assert say("sources")[1].splitlines()[0].startswith("SOURCE")
    assert say("sources", "check")[0] == 0
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('title = "t"\npublisher = "p"\nkind = "news"\nenabledd = false\n')
    code, out, _ = say("sources", "check", str(wrong))
    assert code == 1
    assert "enabledd" in out
