"""From the store to the shelf and the mail: nothing twice, nothing lost, nothing silent."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cleaning.article import Stated
from reports.days import days_of, span_of
from reports.issue import Made, make_issue
from reports.material import states
from seeds.errors import BusyError, CannotWriteError, ConfigurationError
from seeds.load import sources
from seeds.settings import Subscription
from store import digests
from store.locks import hold
from store.runs import Counts, Run
from tests.reports.conftest import Home
from tests.reports.rows import NOW
from tests.reports.test_mail import Box, misbehaving, working

DAILY = Subscription()
MAILED = Subscription(to=("a@readers.example", "b@readers.example"))
DAY = timedelta(days=1)


def made(home: Home, subscription: Subscription = DAILY, *, now: datetime = NOW, **order: object) -> Made:
    return make_issue(home.database, subscription, home.settings, now=now, **order)  # type: ignore[arg-type]


def titles(made: Made) -> list[str]:
    return sorted(item.title for item in made.digest.items)


def issues(home: Home, name: str = "daily") -> Sequence[digests.Issue]:
    with home.database.read() as conn:
        return list(digests.issues(conn, name))


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def with_mail(home: Home, port: int) -> None:
    home.settings = replace(home.settings, smtp_url=f"smtp://127.0.0.1:{port}", mail_from="duikou@a.example")


def test_each_report_is_in_one_issue(home: Home) -> None:
    home.keep("一", "二", at=NOW)
    first = made(home)
    home.keep("三", at=NOW + DAY)
    second = made(home, now=NOW + DAY)
    assert (titles(first), titles(second)) == (["一", "二"], ["三"])
    assert [issue.number for issue in issues(home)] == [2, 1]
    assert made(home, now=NOW + 2 * DAY).digest.empty


def test_an_issue_is_a_file_in_each_form_and_a_line_in_the_index(home: Home) -> None:
    home.keep("一")
    shown = made(home)
    shelf = home.settings.home / "digests" / "daily"
    assert files(shelf) == ["2026-11-21-0001.eml", "2026-11-21-0001.html", "2026-11-21-0001.txt", "index.html"]
    assert sorted(shown.paths) == sorted(path for path in shelf.iterdir() if path.name != "index.html")
    index = (shelf / "index.html").read_text()
    assert '<a href="2026-11-21-0001.html"' in index
    assert "2026年11月21日 星期六 · 第 1 期" in index
    assert message_from_bytes((shelf / "2026-11-21-0001.eml").read_bytes(), policy=default)["Subject"]
    assert issues(home)[0].path == str(shelf / "2026-11-21-0001.html")


def test_old_articles_of_a_new_source_are_counted_not_listed(home: Home) -> None:
    home.keep("旧一", "旧二", backfill=True)
    shown = made(home)
    assert shown.items == 0
    text = next(path for path in shown.paths if path.suffix == ".txt").read_text()
    assert "首次建档：1 个来源 2 篇旧文，未列为新闻。" in text
    assert made(home, now=NOW + DAY).digest.backfilled == ()


def test_corrections_and_withdrawals_are_told_once(home: Home) -> None:
    home.keep("一", "二")
    made(home)
    home.keep("一（改）", page="一", at=NOW + DAY)
    home.withdraw("二", at=NOW + DAY)
    shown = made(home, now=NOW + DAY)
    assert shown.items == 0
    assert [item.title for item in shown.digest.corrected] == ["一（改）"]
    assert [item.title for item in shown.digest.gone] == ["二"]
    assert made(home, now=NOW + 2 * DAY).digest.empty


def test_quarantined_pages_are_counted_with_their_reasons(home: Home) -> None:
    home.keep("一")
    home.keep("列表", quarantine="list_page")
    shown = made(home)
    assert titles(shown) == ["一"]
    assert shown.digest.quarantined == (("list_page", 1),)
    assert made(home, now=NOW + DAY).digest.quarantined == ()


def test_a_dry_run_leaves_no_trace(home: Home) -> None:
    home.keep("一")
    before = files(home.settings.home)
    assert titles(made(home, dry_run=True)) == ["一"]
    assert files(home.settings.home) == before
    assert issues(home) == []


def test_the_same_rows_give_the_same_bytes(home: Home, tmp_path: Path) -> None:
    """As after a crash between writing and recording."""
    home.keep("一", "二")
    home.ran("tibet_cn", "ok")
    with_mail(home, 1)
    subscription = replace(MAILED)
    first = {path.name: path.read_bytes() for path in made(home, subscription).paths}
    again = {path.name: path.read_bytes() for path in made(home, subscription).paths}
    assert first == again
    assert issues(home) == []


def test_by_publication_date(home: Home) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    for title, moment in (
        ("前一天", datetime(2026, 11, 15, 23, 59, 59, tzinfo=zone)),
        ("周一", datetime(2026, 11, 16, 0, 0, tzinfo=zone)),
        ("周日", datetime(2026, 11, 22, 23, 59, tzinfo=zone)),
        ("后一天", datetime(2026, 11, 23, 0, 0, tzinfo=zone)),
    ):
        home.keep(title, published=Stated(moment=moment, precision="minute", found="meta"), backfill=True)
    week = made(home, on=date(2026, 11, 18), period="week")
    assert titles(week) == ["周一", "周日"]
    assert week.paths[0].name == "2026-11-16_2026-11-22.html"
    assert titles(made(home, on=date(2026, 11, 16))) == ["周一"]
    assert titles(made(home, on=date(2026, 11, 1), period="month")) == ["前一天", "后一天", "周一", "周日"]
    assert issues(home) == []
    assert "按发布日期选编" in (week.paths[0].parent / "index.html").read_text()


@pytest.mark.parametrize(
    ("on", "period", "days"),
    [
        (date(2026, 1, 1), "week", (date(2025, 12, 29), date(2026, 1, 4))),
        (date(2026, 11, 22), "week", (date(2026, 11, 16), date(2026, 11, 22))),
        (date(2028, 2, 29), "month", (date(2028, 2, 1), date(2028, 2, 29))),
        (date(2026, 12, 31), "month", (date(2026, 12, 1), date(2026, 12, 31))),
        (date(2026, 12, 31), "day", (date(2026, 12, 31), date(2026, 12, 31))),
    ],
)
def test_days(on: date, period: str, days: tuple[date, date]) -> None:
    assert days_of(on, period) == days  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 8), "America/New_York", 23),
        (date(2026, 11, 1), "America/New_York", 25),
        (date(2026, 4, 5), "Australia/Lord_Howe", 24.5),
        (date(2026, 11, 21), "Asia/Shanghai", 24),
    ],
)
def test_days_are_as_long_as_they_are(day: date, zone: str, hours: float) -> None:
    start, end = span_of((day, day), ZoneInfo(zone))
    assert (end.timestamp() - start.timestamp()) / 3600 == hours


def test_one_format_to_a_file(home: Home, tmp_path: Path) -> None:
    home.keep("一")
    path = tmp_path / "mine.md"
    assert made(home, formats=("markdown",), out=path).paths == (path,)
    assert "一" in path.read_text()
    assert files(tmp_path / "var" / "digests") == [] if (tmp_path / "var" / "digests").exists() else True


def test_each_reader_gets_a_letter_of_their_own(home: Home) -> None:
    home.keep("一")
    box = Box()
    with working(box) as at:
        with_mail(home, at.port)
        home.settings = replace(home.settings, unsubscribe="https://a.example/leave")
        shown = made(home, MAILED, send=True)
    assert [delivery.outcome for delivery in shown.sent] == ["sent", "sent"]
    assert [letter.rcpt_tos for letter in box.letters] == [["a@readers.example"], ["b@readers.example"]]
    head = message_from_bytes(bytes(box.letters[0].content or b""), policy=default)
    assert (head["To"], head["List-Unsubscribe"]) == ("a@readers.example", "<https://a.example/leave>")
    assert issues(home)[0].sent_at == NOW
    assert made(home, MAILED, now=NOW + DAY).digest.empty


@pytest.mark.parametrize(
    ("replies", "outcome", "out"),
    [
        ({"RCPT": "550 nobody"}, "refused", False),
        ({"banner": "421 busy"}, "failed", False),
        ({"dot": None}, "uncertain", True),
    ],
)
def test_the_cursor_moves_when_a_letter_may_have_arrived(
    home: Home, replies: dict[str, str | None], outcome: str, out: bool
) -> None:
    home.keep("一")
    with misbehaving(replies) as scripted:
        with_mail(home, scripted.server_address[1])
        shown = made(home, Subscription(to=("a@readers.example",)), send=True)
    assert [delivery.outcome for delivery in shown.sent] == [outcome]
    assert [issue.number for issue in issues(home)] == ([1] if out else [])
    assert titles(made(home, MAILED, dry_run=True)) == ([] if out else ["一"])


def test_what_is_written_for_readers_but_not_sent_is_not_out(home: Home) -> None:
    home.keep("一")
    with_mail(home, 1)
    assert titles(made(home, MAILED)) == titles(made(home, MAILED)) == ["一"]
    assert issues(home) == []


def test_readers_without_a_mail_server_are_warned_of(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    home.keep("一")
    assert made(home, MAILED, send=True).sent == ()
    assert "smtp_url is not set" in caplog.text
    assert len(issues(home)) == 1


@pytest.mark.parametrize(("send_empty", "letters"), [(True, 1), (False, 0)])
def test_an_empty_issue_is_sent_if_that_is_wanted(home: Home, send_empty: bool, letters: int) -> None:
    box = Box()
    with working(box) as at:
        with_mail(home, at.port)
        subscription = Subscription(to=("a@readers.example",), send_empty=send_empty)
        made(home, subscription, send=True)
    assert len(box.letters) == letters
    assert len(issues(home)) == 1


def test_a_wrong_mail_server_is_told_before_anything_is_written(home: Home) -> None:
    home.keep("一")
    home.settings = replace(home.settings, smtp_url="smtp://host:587?starttls=maybe")
    with pytest.raises(ConfigurationError, match="smtp_url"):
        made(home, MAILED, send=True)
    assert not (home.settings.home / "digests").exists()


def test_a_source_that_nobody_knows_is_told(home: Home) -> None:
    with pytest.raises(ConfigurationError, match="no source is called 'nowhere'"):
        made(home, Subscription(sources=("nowhere",)))


def test_two_at_once(home: Home) -> None:
    with hold(home.settings.home, "digest-daily"), pytest.raises(BusyError, match="already running"):
        made(home)


def test_where_nothing_can_be_written_nothing_moves(home: Home) -> None:
    home.keep("一")
    (home.settings.home / "digests").write_text("in the way")
    with pytest.raises(CannotWriteError, match="digests"):
        made(home)
    assert issues(home) == []


def test_troubled_sources_are_on_the_face(home: Home) -> None:
    watched = [source.name for source in sources() if source.enabled]
    for name in watched[1:]:
        home.ran(name, "ok")
    home.ran(watched[0], "ok", at=NOW - 5 * DAY)
    home.ran(watched[0], "failed", at=NOW - timedelta(hours=1))
    shown = made(home)
    assert [(source.name, source.state) for source in shown.digest.troubled] == [(watched[0], "failed")]
    assert shown.digest.troubled[0].last_ok == NOW - 5 * DAY
    text = next(path for path in shown.paths if path.suffix == ".txt").read_text()
    assert re.search(rf"{len(watched)} 个来源中 {len(watched) - 1} 个正常", text)


def run(outcome: object, hours: float, kind: str = "crawl") -> Run:
    moment = NOW - timedelta(hours=hours)
    return Run(
        id=1, kind=kind, subject="tibet_cn", due=None, started=moment, ended=moment, outcome=outcome,  # type: ignore[arg-type]
        reason="why", counts=Counts(), pid=1, host="h",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "state"),
    [
        ([], "silent"),
        ([run("ok", 1)], "ok"),
        ([run("ok", 100)], "late"),
        ([run("ok", 2), run("failed", 1)], "failed"),
        ([run("failed", 2), run("ok", 1)], "ok"),
        ([run("incomplete", 2), run("skipped", 1)], "incomplete"),
        ([run("ok", 2), run(None, 1)], "ok"),
        ([run("abandoned", 1)], "abandoned"),
        ([run("rejected", 1)], "rejected"),
        ([run("ok", 1, kind="digest")], "silent"),
    ],
)
def test_the_last_run_that_told_something_decides(runs: list[Run], state: str) -> None:
    watched = [source for source in sources() if source.name == "tibet_cn"]
    assert [one.state for one in states(watched, runs, NOW)] == [state]


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
def test_issues_in_other_languages(home: Home, language: str) -> None:
    home.keep("对口支援")
    shown = made(home, replace(DAILY, language=language))  # type: ignore[arg-type]
    page = shown.paths[0].read_text()
    assert f'<html lang="{language}">' in page
    assert ("對口支援" in page) == (language == "zh-Hant")
