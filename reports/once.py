"""Each story once: of the reports that are news, the one that is shown, and those that only stand behind it."""

from collections.abc import Mapping, Sequence, Set

from store.reports import Kept
from store.tellings import Telling

Split = tuple[list[Kept], list[Kept]]


def once(rows: Sequence[Kept], *, told: Set[int] = frozenset(), origins: Mapping[int, Kept] | None = None) -> Split:
    """What is shown, one report a story, and what stands behind it. `told`: stories that an earlier issue brought;
    `origins`: reports that stand for their story also where only a reprint of it is among the rows."""
    groups: dict[object, list[Kept]] = {}
    for kept in rows:
        groups.setdefault(kept.story or f"report {kept.id}", []).append(kept)
    known = origins or {}
    shown = [known.get(group[0].story or 0) or best(group) for story, group in groups.items() if story not in told]
    ids = {kept.id for kept in shown}
    return shown, [kept for kept in rows if kept.id not in ids]


def best(group: Sequence[Kept]) -> Kept:
    """The origin; else mirrors last, pieces behind whole texts, then whichever came first."""
    return min(
        group,
        key=lambda kept: (kept.relation == "mirror", kept.relation != "origin", kept.relation == "shortened", kept.id),
    )


def showable(tellings: Mapping[int, Telling], sources: Sequence[str]) -> dict[int, Kept]:
    """The origins that a reader of these sources (none: of all) may be shown: not those whose page is gone, nor what
    was there before we came, which is no news even if it is reprinted."""
    found = {story: telling.origin for story, telling in tellings.items()}
    return {
        story: kept
        for story, kept in found.items()
        if kept and not kept.gone_at and not kept.backfill and (not sources or kept.source in sources)
    }
