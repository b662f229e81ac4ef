"""How each source stands: its last run, what is held of it, when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from seeds.source import Source
from store.database import Database
from store.holdings import Holding, holdings
from store.runs import Run, last_run


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One source. `due`: when it is crawled next, None for one that is switched off; `reason`: of the last outcome."""

    source: str
    enabled: bool
    last: datetime | None
    outcome: str | None
    reports: int
    last_new: int
    waiting: int
    gone: int
    quarantined: int
    due: datetime | None
    reason: str | None


def standings(database: Database, sources: Sequence[Source], *, now: datetime) -> list[Standing]:
    """The enabled sources and those that we hold anything of."""
    with database.read() as connection:
        held = holdings(connection)
        shown = [source for source in sources if source.enabled or source.name in held]
        last = {source.name: last_run(connection, "crawl", source.name) for source in shown}
    return [_standing(source, last[source.name], held.get(source.name, Holding()), now) for source in shown]


def _standing(source: Source, run: Run | None, held: Holding, now: datetime) -> Standing:
    due = max(run.started + source.every, now) if run else now
    return Standing(
        source=source.name,
        enabled=source.enabled,
        last=run.started if run else None,
        outcome=(run.outcome or "running") if run else None,
        reports=held.reports,
        last_new=run.counts.new if run else 0,
        waiting=held.waiting,
        gone=held.gone,
        quarantined=held.quarantined,
        due=due if source.enabled else None,
        reason=run.reason if run and run.reason != "finished" else None,
    )
