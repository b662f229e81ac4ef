"""What the store knows of one issue, before anything is made of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from cleaning.stories.diff import Change, change
from reports.once import once, showable
from seeds.settings import Subscription
from seeds.source import Source
from store import digests
from store.database import Database
from store.reports import Kept, select, versions
from store.runs import Run, runs
from store.tellings import Telling, tellings, told

State = Literal["ok", "late", "incomplete", "rejected", "failed", "abandoned", "silent"]
LOOK_BACK = timedelta(days=30)  # for runs; what has none in that time is silent
GRACE = timedelta(minutes=30)  # on top of two intervals, before a source counts as late


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """How a watched source does; `last_ok`: end of its last good run of the last thirty days, if there was one."""

    name: str
    title: str
    state: State
    reason: str = ""
    last_ok: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Material:
    """`sources` is empty where their state is not the reader's question: in a selection of days gone by.
    `news`: each story once, `behind` it the reprints that came as well; `tellings`: who carries a story; `changes`:
    what was corrected, by report; `backfilled`: by source, old reports that came with its first walk; `quarantined`:
    pages held back, by reason; `titles`: what sources are called, by name."""

    news: Sequence[Kept] = ()
    behind: Sequence[Kept] = ()
    changes: Mapping[int, Change] = field(default_factory=dict)
    tellings: Mapping[int, Telling] = field(default_factory=dict)
    corrected: Sequence[Kept] = ()
    gone: Sequence[Kept] = ()
    quarantined: Mapping[str, int] = field(default_factory=dict)
    backfilled: Mapping[str, int] = field(default_factory=dict)
    sources: Sequence[SourceState] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def for_next_issue(
    database: Database, subscription: Subscription, sources: Sequence[Source], *, since: datetime | None, now: datetime
) -> Material:
    """All that came since the subscription's last issue, which was built at `since` (None: there was none)."""
    name, chosen = subscription.name, subscription.sources
    with database.read() as conn:
        gone = digests.gone(conn, name, sources=chosen, now=now)
        changed = digests.changed(conn, name, sources=chosen, now=now)
        withdrawn = {kept.id for kept in gone}
        news = digests.news(conn, name, sources=chosen, now=now)
        known = tellings(conn, [*news, *changed, *gone])
        shown, behind = once(news, told=told(conn, name, news), origins=showable(known, chosen))
        return Material(
            news=shown,
            behind=behind,
            tellings=known,
            changes={kept.id: made for kept in changed if (made := _change(conn, name, kept))},
            corrected=[kept for kept in changed if kept.id not in withdrawn],
            gone=gone,
            quarantined=_quarantined(select(conn, since=since), chosen, since=since, now=now),
            backfilled=digests.backfilled(conn, name, sources=chosen, now=now),
            sources=states(watched(sources, chosen), runs(conn, since=now - LOOK_BACK), now),
            titles=_titles(sources),
        )


def for_days(
    database: Database, subscription: Subscription, sources: Sequence[Source], *, span: tuple[datetime, datetime]
) -> Material:
    """All that was published from `span[0]` up to but not at `span[1]`."""
    with database.read() as conn:
        rows = [kept for kept in select(conn, published=span) if _of(kept, subscription.sources)]
        held = [kept for kept in rows if kept.quarantine]
        shown, _ = once([kept for kept in rows if not kept.quarantine])
        return Material(news=[*shown, *held], tellings=tellings(conn, shown), titles=_titles(sources))


def _change(conn: Any, subscription: str, kept: Kept) -> Change | None:
    """Against the version that the readers know; None where its text is not there any more."""
    known = digests.shown_version(conn, subscription, kept.id)
    before = next((each.report for each in versions(conn, kept.id) if each.version == known), None)
    return change(before, kept.report) if before else None


def watched(sources: Sequence[Source], chosen: Sequence[str]) -> list[Source]:
    """The enabled sources that a subscription reads; no choice means all."""
    return [source for source in sources if source.enabled and (not chosen or source.name in chosen)]


def _quarantined(rows: Iterable[Kept], chosen: Sequence[str], *, since: datetime | None, now: datetime) -> Counter[str]:
    """`since` itself was told of by the issue that was built then."""
    return Counter(
        kept.quarantine
        for kept in rows
        if kept.quarantine and _of(kept, chosen) and kept.stored_at <= now and (since is None or kept.stored_at > since)
    )


def _of(kept: Kept, chosen: Sequence[str]) -> bool:
    return not chosen or kept.source in chosen


def _titles(sources: Sequence[Source]) -> dict[str, str]:
    return {source.name: source.title for source in sources}


def states(sources: Sequence[Source], runs: Iterable[Run], now: datetime) -> tuple[SourceState, ...]:
    """`runs`: oldest first. The last one that told something decides; one that was skipped or goes on does not."""
    latest: dict[str, Run] = {}
    good: dict[str, datetime | None] = {}
    for run in runs:
        if run.kind == "crawl" and run.outcome not in (None, "skipped"):
            latest[run.subject] = run
            good |= {run.subject: run.ended} if run.outcome == "ok" else {}
    return tuple(_state(source, latest.get(source.name), good.get(source.name), now) for source in sources)


def _state(source: Source, run: Run | None, last_ok: datetime | None, now: datetime) -> SourceState:
    state = _word(source, run, now)
    reason = run.reason if run and run.reason and state != "ok" else ""
    return SourceState(name=source.name, title=source.title, state=state, reason=reason, last_ok=last_ok)


def _word(source: Source, run: Run | None, now: datetime) -> State:
    if run is None:
        return "silent"
    if run.outcome in ("incomplete", "rejected", "failed", "abandoned"):
        return run.outcome
    return "late" if now - run.started > 2 * source.every + GRACE else "ok"
