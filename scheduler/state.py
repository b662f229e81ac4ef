"""The state that the decision of what is due needs, out of the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from scheduler.due import AHEAD, State, Watched
from seeds.settings import Settings
from seeds.source import Source
from store.runs import last_due, last_run, runs

if TYPE_CHECKING:
    from sqlalchemy import Connection


def state_of(
    connection: "Connection",
    settings: Settings,
    sources: Sequence[Source],
    *,
    now: datetime,
    serving: Mapping[str, datetime],
) -> State:
    """`serving`: the crawls that run now, with the moments at which they were due."""
    names = [subscription.name for subscription in settings.subscriptions]
    first = next(runs(connection), None)
    return State(
        sources=tuple(_watched(connection, source, serving) for source in sources),
        subscriptions=settings.subscriptions,
        zone=ZoneInfo(settings.timezone),
        since=first.started if first else None,
        issued={name: _issued(connection, name, now) for name in names},
    )


def _watched(connection: "Connection", source: Source, serving: Mapping[str, datetime]) -> Watched:
    run = last_run(connection, "crawl", source.name)
    return Watched(
        name=source.name,
        every=source.every,
        started=run.started if run else None,
        # An open run that is none of ours: its process died, or somebody crawls by hand and holds the source's lock.
        cut_off=bool(run) and run.outcome in (None, "abandoned"),
        serving=serving.get(source.name),
    )


def _issued(connection: "Connection", name: str, now: datetime) -> frozenset[datetime]:
    """When the subscription's issues were due: the last one, and all of them if a clock once ran ahead."""
    last = last_due(connection, "digest", name)
    if last is None or last <= now + AHEAD:
        return frozenset(filter(None, [last]))
    return frozenset(run.due for run in runs(connection) if (run.kind, run.subject) == ("digest", name) and run.due)
