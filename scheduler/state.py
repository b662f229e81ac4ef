"""The state that the decision of what is due needs, out of the database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.due import AHEAD, State, Watched
from seeds.settings import Settings
from seeds.source import Source
from store.database import Database
from store.runs import Run, last_due, last_run, runs


def state_of(
    database: Database, settings: Settings, sources: Sequence[Source], *, now: datetime, serving: Mapping[str, datetime]
) -> State:
    """`serving`: the crawls that run now, with the moments at which they were due."""
    names = [subscription.name for subscription in settings.subscriptions]
    with database.read() as connection:
        first = next(runs(connection), None)
        crawls = {source.name: last_run(connection, "crawl", source.name) for source in sources}
        issued = {name: last_due(connection, "digest", name) for name in names}
    return State(
        sources=tuple(_watched(source, crawls[source.name], serving.get(source.name)) for source in sources),
        subscriptions=settings.subscriptions,
        zone=ZoneInfo(settings.timezone),
        since=first.started if first else None,
        issued={name: _issued(database, name, last, now) for name, last in issued.items()},
    )


def _watched(source: Source, run: Run | None, serving: datetime | None) -> Watched:
    return Watched(
        name=source.name,
        every=source.every,
        started=run.started if run else None,
        # An open run that is none of ours: its process died, or somebody crawls by hand and holds the source's lock.
        cut_off=run is not None and run.outcome in (None, "abandoned"),
        serving=serving,
    )


def _issued(database: Database, name: str, last: datetime | None, now: datetime) -> frozenset[datetime]:
    """When the subscription's issues were due: the last one, and all of them if a clock once ran ahead."""
    if last is None or last <= now + AHEAD:
        return frozenset([last] if last else [])
    with database.read() as connection:
        return frozenset(run.due for run in runs(connection) if (run.kind, run.subject) == ("digest", name) and run.due)
