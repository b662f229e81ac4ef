"""A digest: one issue of a periodical to one subscription. Pure: built from the rows that the store hands over."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from typing import Literal, get_args

from cleaning.report import Damage, DamageKind
from reports.figures import Figures, figures_of
from reports.item import Item, item
from reports.material import Material, SourceState
from reports.snippet import tidy
from seeds.settings import Subscription
from store.reports import Kept

PROGRAMMES = ("援藏", "援青", "援疆", "东西部协作", "四省涉藏州县", "援三峡", "对口合作", "省内")
OTHER = ""  # key of the group of what has no programme
NO_FIGURES = Figures()
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Reports of one programme, or where no facts are read yet of one source. `name`: empty for the rest."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, kw_only=True)
class Digest:
    """`number`: None for a selection by date. `start` to `end`: the days it covers, both included; `moment`: when
    it was made, in the reader's time zone. `aside`: reports that turned out not to be about paired assistance;
    `figures`: of the news."""

    name: str
    title: str
    language: Literal["zh-Hans", "zh-Hant", "en"]
    number: int | None
    moment: datetime
    start: date
    end: date
    groups: tuple[Group, ...]
    corrected: tuple[Item, ...]
    gone: tuple[Item, ...]
    backfilled: tuple[tuple[str, int], ...]
    quarantined: tuple[tuple[str, int], ...]
    aside: int
    sources: tuple[SourceState, ...]
    figures: Figures = NO_FIGURES

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(entry for group in self.groups for entry in group.items)

    @property
    def empty(self) -> bool:
        return not (self.groups or self.corrected or self.gone)

    @property
    def troubled(self) -> tuple[SourceState, ...]:
        return tuple(source for source in self.sources if source.state != "ok")

    @property
    def damage(self) -> tuple[Damage, ...]:
        """Of all that is listed, in the order of the closed list."""
        places = [damage for entry in (*self.items, *self.corrected) for damage in entry.damage]
        return tuple(_sum(kind, places) for kind in get_args(DamageKind) if any(place.kind == kind for place in places))


def build(
    material: Material,
    subscription: Subscription,
    *,
    number: int | None,
    moment: datetime,
    days: tuple[date, date],
    zone: tzinfo,
) -> Digest:
    """The issue. The same rows, number and moment give the same digest."""
    news = [kept for kept in material.news if not kept.quarantine]
    told = [kept for kept in news if _told(kept)]
    held = Counter(str(kept.quarantine) for kept in material.news if kept.quarantine)
    return Digest(
        name=subscription.name,
        title=tidy(subscription.title),
        language=subscription.language,
        number=number,
        moment=moment.astimezone(zone),
        start=days[0],
        end=days[1],
        groups=_groups(_items(told, zone, material)),
        corrected=_by_pair(_items(material.corrected, zone, material)),
        gone=_by_pair(_items(material.gone, zone, material)),
        backfilled=_counted(material.backfilled),
        quarantined=_counted(held + Counter(material.quarantined)),
        aside=len(news) - len(told),
        sources=tuple(_local(source, zone) for source in sorted(material.sources, key=lambda source: source.name)),
        figures=figures_of(told),
    )


def _local(source: SourceState, zone: tzinfo) -> SourceState:
    last_ok = source.last_ok.astimezone(zone) if source.last_ok else None
    return replace(source, title=tidy(source.title), reason=tidy(source.reason), last_ok=last_ok)


def _told(kept: Kept) -> bool:
    """Left out is only what was read and found to be about something else."""
    relevance = kept.report.facts.relevance
    return relevance is None or relevance.is_aid_report


def _items(rows: Sequence[Kept], zone: tzinfo, material: Material) -> tuple[Item, ...]:
    """Newest first; what has no date comes last, oldest row first."""
    found = [
        item(
            kept,
            zone=zone,
            titles=material.titles,
            telling=material.tellings.get(kept.story or 0),
            change=material.changes.get(kept.id),
        )
        for kept in rows
    ]
    by_row = sorted(found, key=lambda entry: entry.id)
    return tuple(sorted(by_row, key=lambda entry: entry.published.moment or LONG_AGO, reverse=True))


def _groups(items: Sequence[Item]) -> tuple[Group, ...]:
    if any(entry.programmes for entry in items):
        return _grouped([(_programme(entry), entry) for entry in items], order=(*PROGRAMMES, OTHER))
    return _grouped([(entry.source, entry) for entry in items], order=sorted({entry.source for entry in items}))


def _programme(entry: Item) -> str:
    """A report of several programmes is shown once, under the first of them."""
    return next((programme for programme in PROGRAMMES if programme in entry.programmes), OTHER)


def _grouped(named: Sequence[tuple[str, Item]], *, order: Sequence[str]) -> tuple[Group, ...]:
    groups = [Group(name=name, items=_by_pair([entry for key, entry in named if key == name])) for name in order]
    return tuple(group for group in groups if group.items)


def _by_pair(items: Sequence[Item]) -> tuple[Item, ...]:
    """Who gives to whom together: the pair of the newest report first, and last what names none."""
    order = list(dict.fromkeys(entry.pair for entry in items))
    return tuple(sorted(items, key=lambda entry: (not entry.pair, order.index(entry.pair))))


def _counted(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The most frequent first."""
    return tuple(sorted(((key, n) for key, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0])))


def _sum(kind: DamageKind, places: Sequence[Damage]) -> Damage:
    same = [place for place in places if place.kind == kind]
    return Damage(kind=kind, count=sum(one.count for one in same), repaired=sum(one.repaired for one in same))
