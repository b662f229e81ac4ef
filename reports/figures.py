"""The new figures of an issue: what its table shows, and the sums that may be made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaning.facts.counting import is_rate
from cleaning.ledger import GIVEN, Entry
from cleaning.report import Figure
from cleaning.stories.member import is_hijacked
from cleaning.sums import Sum
from cleaning.totals import totals
from reports.item import Mark, link, mark, named
from reports.snippet import shorten, tidy
from store.reports import Kept

ROLES = (*GIVEN, "project_cost", "investment_attracted")  # others are told in their reports: incomes, prices


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure, `id` in that `version` of a report: `giver` and `receiver` by name, empty where the text names none;
    `words`: as the page states it; `since`: where a sum since a start begins. `url` is None where nothing may be
    linked."""

    id: str
    report: int
    version: int
    giver: str
    receiver: str
    words: str
    value: float | None
    value_low: float | None
    value_high: float | None
    unit: str
    qualifier: str
    qualifier_word: str
    role: str
    stage: str
    aggregation: str
    since: str
    purpose: str
    mark: Mark
    url: str | None
    title: str


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of one issue. `sums`: what may be added of them, by role and currency; `others`: sums of money that the table
    does not show."""

    lines: tuple[Line, ...] = ()
    sums: tuple[Sum, ...] = ()
    others: int = 0


def figures_of(rows: Sequence[Kept]) -> Figures:
    """Readable before damaged, aid before all else, the largest first."""
    money = [entry for kept in rows for entry in entries_of(kept) if _is_told(entry.figure)]
    shown = sorted((entry for entry in money if _is_shown(entry.figure)), key=_rank)
    hijacked = {kept.url for kept in rows if is_hijacked(kept.report)}
    versions = {kept.id: kept.version for kept in rows}
    lines = tuple(line(one, linked=one.url not in hijacked, version=versions[one.report]) for one in shown)
    found = tuple(one for one in totals(money).singles if one.figures)
    return Figures(lines=lines, sums=found, others=len(money) - len(lines))


def entries_of(kept: Kept) -> Iterator[Entry]:
    """The report's figures as the ledger has them."""
    report = kept.report
    relevance = report.facts.relevance
    for figure in report.facts.figures:
        yield Entry(
            report=kept.id,
            story=kept.story,
            url=kept.url,
            title=report.title,
            publisher=report.publisher,
            published=report.published.moment,
            stored=kept.stored_at,
            aid=relevance is None or relevance.is_aid_report,
            figure=figure,
        )


def _is_told(figure: Figure) -> bool:
    return figure.kind == "money" and figure.repeats is None and figure.review != "rejected"


def _is_shown(figure: Figure) -> bool:
    return mark(figure) == "unreadable" or (figure.role in ROLES and not is_rate(figure))


def _rank(entry: Entry) -> tuple[bool, int, float]:
    figure = entry.figure
    role = ROLES.index(figure.role) if figure.role in ROLES else len(ROLES)
    return mark(figure) == "unreadable", role, -(figure.value or figure.value_high or 0)


def line(entry: Entry, *, linked: bool, version: int) -> Line:
    """`version`: of its report; `linked`: its page may be."""
    figure = entry.figure
    since = figure.period.start if figure.period and figure.aggregation == "cumulative" else None
    return Line(
        id=figure.id,
        report=entry.report,
        version=version,
        giver=named(figure.donors),
        receiver=named(figure.recipients),
        words=shorten(tidy(figure.text), 40),
        value=figure.value,
        value_low=figure.value_low,
        value_high=figure.value_high,
        unit=figure.unit,
        qualifier=figure.qualifier,
        qualifier_word=tidy(figure.qualifier_word),
        role=(figure.role or "other") if figure.kind == "money" else "",
        stage=figure.stage,
        aggregation=figure.aggregation,
        since=since or "",
        purpose=shorten(tidy(figure.purpose), 24),
        mark=mark(figure),
        url=link(entry.url) if linked else None,
        title=shorten(tidy(entry.title), 80),
    )
