"""What is due at a moment, for clocks and calendars that misbehave."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.due import PATIENCE, Job, State, Watched, due, latest, moment_of
from seeds.settings import Subscription

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its summer time is half an hour
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)  # Saturday, 10:00 in Shanghai
HOUR = timedelta(hours=1)


def watched(started: datetime | None, **more: Any) -> Watched:
    return Watched(name="a", every=6 * HOUR, started=started, **more)


def state(*sources: Watched, **more: Any) -> State:
    return replace(State(sources=sources, subscriptions=(), zone=SHANGHAI), **more)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (watched(None), NOW),
        (watched(NOW - 6 * HOUR), NOW),
        (watched(NOW - 6 * HOUR + timedelta(seconds=1)), None),
        (watched(NOW - 7 * HOUR), NOW - HOUR),
        (watched(NOW - 7 * HOUR, serving=NOW - HOUR), None),
        (watched(NOW - 72 * HOUR), NOW - 66 * HOUR),  # three days asleep: once
        (watched(NOW - timedelta(seconds=59), cut_off=True), None),
        (watched(NOW - timedelta(seconds=60), cut_off=True), NOW),
        (watched(NOW + timedelta(minutes=4)), None),  # a small step back is no news
        (watched(NOW + HOUR), NOW),  # clock set back by an hour: no silence
        (watched(NOW + 24 * 365 * HOUR), NOW),
    ],
)
def test_when_a_source_is_due(source: Watched, expected: datetime | None) -> None:
    jobs = due(NOW, state(source))
    assert [job.due for job in jobs] == ([] if expected is None else [expected])


def test_a_clock_that_says_1970_starts_one_crawl_and_no_issue() -> None:
    early = datetime(1970, 1, 1, 12, 0, tzinfo=UTC)
    daily = Subscription()
    old = state(watched(NOW), subscriptions=(daily,), since=NOW - 240 * HOUR)
    assert [(job.kind, job.due) for job in due(early, old)] == [("crawl", early)]


@pytest.mark.parametrize(
    ("subscription", "now", "expected"),
    [
        (Subscription(at=time(8)), NOW, datetime(2026, 11, 21, 0, 0, tzinfo=UTC)),
        (Subscription(at=time(10)), NOW, NOW),
        (Subscription(at=time(10, 1)), NOW, datetime(2026, 11, 20, 2, 1, tzinfo=UTC)),
        (Subscription(period="week", weekday=6), NOW, datetime(2026, 11, 21, 0, 0, tzinfo=UTC)),
        (Subscription(period="week", weekday=7), NOW, datetime(2026, 11, 15, 0, 0, tzinfo=UTC)),
        (Subscription(period="month"), NOW, datetime(2026, 11, 1, 0, 0, tzinfo=UTC)),
        (
            Subscription(period="month"),
            datetime(2026, 10, 31, 23, 59, tzinfo=UTC),
            datetime(2026, 10, 1, 0, 0, tzinfo=UTC),
        ),
    ],
)
def test_the_latest_moment_of_a_calendar(subscription: Subscription, now: datetime, expected: datetime) -> None:
    assert latest(now, subscription, SHANGHAI) == expected


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        (NEW_YORK, date(2026, 11, 1), time(1, 30), "2026-11-01T05:30+00:00"),  # the hour that comes twice: the first
        (NEW_YORK, date(2026, 3, 8), time(2, 30), "2026-03-08T07:30+00:00"),  # the hour that is left out
        (LORD_HOWE, date(2026, 4, 5), time(1, 45), "2026-04-04T14:45+00:00"),
        (LORD_HOWE, date(2026, 10, 4), time(2, 15), "2026-10-03T15:45+00:00"),
        (SHANGHAI, date(1990, 7, 1), time(8), "1990-06-30T23:00+00:00"),  # it had summer time once
        (SHANGHAI, date(2026, 7, 1), time(8), "2026-07-01T00:00+00:00"),
    ],
)
def test_a_local_time_is_one_moment(zone: ZoneInfo, day: date, at: time, expected: str) -> None:
    assert moment_of(day, at, zone) == datetime.fromisoformat(expected)


def issues_over(zone: ZoneInfo, start: datetime, minutes: list[int], at: time) -> list[date]:
    """The local dates of the issues that a daemon makes which ticks at these minutes after `start`."""
    subscription = Subscription(at=at)
    issued: frozenset[datetime] = frozenset()
    dates = []
    for minute in minutes:
        now = start + timedelta(minutes=minute)
        told = State(
            sources=(), subscriptions=(subscription,), zone=zone, since=start, issued={subscription.name: issued}
        )
        for job in due(now, told):
            issued |= {job.due}
            dates.append(job.due.astimezone(zone).date())
    return dates


@pytest.mark.parametrize(
    "at", [time(0, 0), time(1, 30), time(1, 45), time(2, 0), time(2, 30), time(3, 0), time(23, 59)]
)
@pytest.mark.parametrize(
    ("zone", "first"),
    [
        (NEW_YORK, date(2026, 3, 7)),
        (NEW_YORK, date(2026, 10, 31)),
        (LORD_HOWE, date(2026, 4, 4)),
        (LORD_HOWE, date(2026, 10, 3)),
        (SHANGHAI, date(2026, 3, 8)),
    ],
)
def test_one_issue_per_local_date_through_each_minute_of_the_night(zone: ZoneInfo, first: date, at: time) -> None:
    start, end = (moment_of(day, time(0), zone) for day in (first, first + timedelta(days=3)))
    minutes = range(int((end - start).total_seconds() // 60))
    expected = [first + timedelta(days=day) for day in range(3)]
    assert issues_over(zone, start, list(minutes), at) == expected


@given(
    zone=st.sampled_from([NEW_YORK, LORD_HOWE, SHANGHAI]),
    at=st.times().map(lambda moment: moment.replace(tzinfo=None)),
    minutes=st.lists(st.integers(0, 60 * 24 * 40), max_size=60),
)
def test_no_local_date_has_two_issues_however_the_clock_jumps(zone: ZoneInfo, at: time, minutes: list[int]) -> None:
    dates = issues_over(zone, datetime(2026, 10, 20, tzinfo=UTC), minutes, at)
    assert len(dates) == len(set(dates))


def test_a_changed_hour_brings_no_second_issue_on_that_day() -> None:
    done = {"daily": frozenset([moment_of(date(2026, 11, 21), time(8), SHANGHAI)])}
    later = state(subscriptions=(Subscription(at=time(9)),), since=NOW - 99 * HOUR, issued=done)
    assert due(NOW, later) == ()
    assert [job.due for job in due(NOW + 24 * HOUR, later)] == [moment_of(date(2026, 11, 22), time(9), SHANGHAI)]


def test_after_a_clock_far_ahead_the_true_days_have_their_issues() -> None:
    done = {"daily": frozenset([datetime(2030, 1, 1, 0, 0, tzinfo=UTC), NOW - 26 * HOUR])}
    assert [job.subject for job in due(NOW, state(subscriptions=(Subscription(),), since=NOW - 99 * HOUR, issued=done))]


def test_a_new_installation_does_not_make_this_mornings_issue() -> None:
    fresh = state(subscriptions=(Subscription(),))
    assert due(NOW, fresh) == ()
    assert due(NOW, replace(fresh, since=NOW - HOUR)) == ()
    assert due(NOW + 24 * HOUR, replace(fresh, since=NOW - HOUR)) == (
        Job(kind="digest", subject="daily", due=datetime(2026, 11, 22, 0, 0, tzinfo=UTC)),
    )


def test_three_days_asleep_give_one_crawl_a_source_and_one_issue_after_it() -> None:
    asleep = state(
        watched(NOW - 72 * HOUR),
        subscriptions=(Subscription(),),
        since=NOW - 999 * HOUR,
        issued={"daily": frozenset([NOW - 74 * HOUR])},
    )
    crawl, issue = due(NOW, asleep)
    assert (crawl.kind, issue.kind, issue.waits) == ("crawl", "digest", True)
    crawling = replace(asleep, sources=(watched(NOW, serving=crawl.due),), noticed={("daily", issue.due): NOW})
    assert [job.waits for job in due(NOW + HOUR / 4, crawling)] == [True]
    done = replace(asleep, sources=(watched(NOW),))
    assert [(job.kind, job.waits) for job in due(NOW, done)] == [("digest", False)]


def test_an_issue_waits_for_a_late_crawl_but_not_for_ever() -> None:
    moment = datetime(2026, 11, 21, 0, 0, tzinfo=UTC)
    stuck = state(
        watched(moment, serving=moment - timedelta(minutes=1)), subscriptions=(Subscription(),), since=NOW - 999 * HOUR
    )
    seen = replace(stuck, noticed={("daily", moment): moment})
    assert [job.waits for job in due(moment, stuck)] == [True]
    assert [job.waits for job in due(moment + PATIENCE, seen)] == [False]


def test_restarts_every_three_seconds_do_not_starve_a_source() -> None:
    """Each start knows only what the database holds; a timer that begins anew at each start would never fire."""
    started: datetime | None = None
    runs = 0
    for second in range(0, 60, 3):
        now = NOW + timedelta(seconds=second)
        for job in due(
            now,
            State(
                sources=(Watched(name="a", every=timedelta(seconds=4), started=started),),
                subscriptions=(),
                zone=SHANGHAI,
            ),
        ):
            started, runs = now, runs + (job.kind == "crawl")
    assert runs == 10
