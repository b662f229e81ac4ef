"""How each source stands: its last run, what is held of it, when it is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from seeds.source import Source
from store.holdings import Holding, holdings
from store.runs import last_run

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One source. `due`: when it is crawled next, None for one that is switched off; `reason`: of the last outcome."""

    source: str
    enabled: bool
    last: datetime | None
    outcome: str | None
    reports: int
    new: int
    waiting: int
    gone: int
    quarantined: int
    due: datetime | None
    reason: str | None


def standings(connection: "Connection", sources: Sequence[Source], *, now: datetime) -> Iterator[Standing]:
    """The enabled sources and those that we hold anything of."""
    held = holdings(connection)
    for source in sources:
        if source.enabled or source.name in held:
            yield _standing(connection, source, held.get(source.name, Holding()), now)


def _standing(connection: "Connection", source: Source, held: Holding, now: datetime) -> Standing:
    run = last_run(connection, "crawl", source.name)
    due = max(run.started + source.every, now) if run else now
    return Standing(
        source=source.name,
        enabled=source.enabled,
        last=run.started if run else None,
        outcome=(run.outcome or "running") if run else None,
        reports=held.reports,
        new=run.counts.new if run else 0,
        waiting=held.waiting,
        gone=held.gone,
        quarantined=held.quarantined,
        due=due if source.enabled else None,
        reason=run.reason if run else None,
    )
