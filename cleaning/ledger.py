"""The ledger's arithmetic on one figure: its years, its bounds, and why a total leaves it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cleaning.facts.counting import NOT_AID, double, unread, unsettled
from cleaning.report import Figure

GIVEN = ("aid_fund", "donation", "in_kind")  # each is summed by itself
REJECTED = "rejected by a reviewer"
UNDER = ("lt", "le")
OVER = ("gt", "ge")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A figure with what the store knows of the report around it. `story`: None where the report stands alone; `aid`:
    the report is one of paired assistance; `stored`: when this version of it came."""

    report: int
    story: int | None
    url: str
    title: str
    publisher: str
    published: datetime | None
    stored: datetime
    aid: bool
    figure: Figure


def with_reprints(entries: Iterable[Entry]) -> Iterator[tuple[Entry, bool]]:
    """Each with whether another report has told its story before; the first one speaks for all of them."""
    first: dict[int, int] = {}
    for entry in entries:
        yield entry, entry.story is not None and first.setdefault(entry.story, entry.report) != entry.report


def first_year(figure: Figure) -> int | None:
    """Where its period begins, else the year it speaks of."""
    period = figure.period
    return _year((period and (period.start or period.end)) or figure.as_of)


def last_year(figure: Figure) -> int | None:
    period = figure.period
    return _year((period and (period.end or period.start)) or figure.as_of)


def years(figure: Figure) -> tuple[int, ...]:
    """The years that a yearly amount is stated for: 2021-2023年每年 three, 三年来每年 the last three, else one."""
    first, last = first_year(figure), last_year(figure)
    if first is None or last is None or figure.period is None or figure.period.basis != "stated":
        return (last,) if last else ()
    # 三年来 ends in a month of this year, so that it touches four years and covers three.
    whole = figure.period.end is None or figure.period.start is None or len(figure.period.end) == 4
    return tuple(range(first if whole or first == last else first + 1, last + 1))


def why_left(entry: Entry) -> str | None:
    """Why its figure is no single sum, or None if it may be added to others of its role and currency."""
    return why_not_given(entry) or ("cumulative" if entry.figure.aggregation == "cumulative" else double(entry.figure))


def why_not_given(entry: Entry) -> str | None:
    """Why its figure is no money that was given, be it a single sum or one since a start."""
    figure = entry.figure
    if figure.review == "rejected":
        return REJECTED
    role = None if figure.role in GIVEN else f"role {figure.role}"
    return unread(figure) or (None if entry.aid else NOT_AID) or role or unsettled(figure)


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """Least and most that its words allow; None where open. 近 says at most, 余 at least, 约 neither."""
    if figure.qualifier == "approx":
        return figure.value_low, figure.value_high
    low = figure.value_low if figure.qualifier in UNDER or figure.value_low is not None else figure.value
    high = figure.value_high if figure.qualifier in OVER or figure.value_high is not None else figure.value
    return low, high


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None
