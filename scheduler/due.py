"""What is due: a pure decision over what the database says has been done. The daemon asks it at every tick."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from seeds.settings import Subscription

PATIENCE = timedelta(minutes=30)  # that an issue waits for crawls that were due before it
PAUSE = timedelta(minutes=1)  # before a crawl that was cut off is taken up again: our stop, not the site's fault
AHEAD = timedelta(minutes=5)  # by which a start may lie in the future before we call the clock set back


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One source: how often, when its last run began, whether that run was cut off; `serving`: the moment that a
    crawl which is running now was due."""

    name: str
    every: timedelta
    started: datetime | None = None
    cut_off: bool = False
    serving: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class State:
    """All that the decision needs. Moments are aware. `since`: when this installation first did anything.

    `issued`: when each subscription's issues were due. `noticed`: when an issue was first seen to be due."""

    sources: tuple[Watched, ...]
    subscriptions: tuple[Subscription, ...]
    zone: tzinfo
    since: datetime | None = None
    issued: Mapping[str, frozenset[datetime]] = field(default_factory=dict)
    noticed: Mapping[tuple[str, datetime], datetime] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Job:
    """Something to do. `due`: the moment in UTC at which it became due, which names it in the database."""

    kind: Literal["crawl", "digest", "letters"]
    subject: str
    due: datetime
    waits: bool = False  # for crawls that were due before it


def due(now: datetime, state: State) -> tuple[Job, ...]:
    """The jobs that are due at `now` (aware), crawls first. What is running is not due again.

    After a sleep there is one crawl a source and one issue a subscription, however many moments were missed."""
    crawls = [
        Job(kind="crawl", subject=source.name, due=moment)
        for source in state.sources
        if (moment := _crawl_due(now, source))
    ]
    late = [job.due for job in crawls] + [source.serving for source in state.sources if source.serving]
    issues = [
        Job(
            kind="digest",
            subject=subscription.name,
            due=moment,
            waits=_waits(now, state, subscription.name, moment, late),
        )
        for subscription in state.subscriptions
        if (moment := _issue_due(now, state, subscription))
    ]
    return (*crawls, *issues)


def _crawl_due(now: datetime, source: Watched) -> datetime | None:
    if source.serving:
        return None
    if source.started is None:
        return now
    moment = source.started + (min(PAUSE, source.every) if source.cut_off else source.every)
    # A clock that was set back must not silence a source until its old time comes again.
    return min(moment, now) if moment <= now or source.started > now + AHEAD else None


def _issue_due(now: datetime, state: State, subscription: Subscription) -> datetime | None:
    """The latest moment of the calendar that has come, if it has no issue yet and the installation is older."""
    moment = latest(now, subscription, state.zone)
    done = {_local(each, state.zone) for each in state.issued.get(subscription.name, ())}
    if state.since is None or state.since > moment:
        return None
    return None if any(_same(subscription, each, _local(moment, state.zone)) for each in done) else moment


def _waits(now: datetime, state: State, name: str, moment: datetime, late: list[datetime]) -> bool:
    noticed = state.noticed.get((name, moment), now)
    return any(each <= moment for each in late) and now - noticed < PATIENCE


def latest(now: datetime, subscription: Subscription, zone: tzinfo) -> datetime:
    """The last moment (UTC) not after `now` at which an issue of the subscription was to come."""
    today = _local(now, zone)
    for back in range(63):  # a month and its first day lie within two months
        day = today - timedelta(days=back)
        if _falls_on(subscription, day) and (moment := moment_of(day, subscription.at, zone)) <= now:
            return moment
    raise AssertionError("every period has its day within two months")


def moment_of(day: date, at: time, zone: tzinfo) -> datetime:
    """A local time as a moment in UTC. In the hour that comes twice it is the first one (fold 0); in the hour that
    is left out, the time that the clocks show instead: so each local date has exactly one (PEP 495)."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _falls_on(subscription: Subscription, day: date) -> bool:
    if subscription.period == "week":
        return day.isoweekday() == subscription.weekday
    return subscription.period == "day" or day.day == 1


def _same(subscription: Subscription, one: date, other: date) -> bool:
    """Do two local dates belong to the same issue? So a changed hour brings no second one."""
    if subscription.period == "week":
        return one.isocalendar()[:2] == other.isocalendar()[:2]
    return one == other if subscription.period == "day" else (one.year, one.month) == (other.year, other.month)


def _local(moment: datetime, zone: tzinfo) -> date:
    return moment.astimezone(zone).date()
