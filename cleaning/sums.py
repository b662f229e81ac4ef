"""Sums of figures of one role and one currency, with the bounds that the words of each leave open."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cleaning.ledger import GIVEN, OVER, UNDER, Entry, bounds, years

Key = tuple[str, str]  # role and unit


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Amounts of one role and currency added up. `value_low`, `value_high` and `qualifier` as those of a figure;
    `doubtful`: how many of the figures a person should look at; `ids`: the figures, `urls` the reports they are in."""

    role: str
    unit: str
    value: float = 0
    value_low: float | None = None
    value_high: float | None = None
    qualifier: str = "eq"
    figures: int = 0
    doubtful: int = 0
    ids: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


def sums(entries: Sequence[Entry], *, year: int | None = None) -> tuple[Sum, ...]:
    """One for each role and currency, aid in yuan always and first. A yearly amount counts once for each year that it
    is stated for; with `year` once."""
    groups: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[(entry.figure.role or "", entry.figure.unit)].append(entry)
    groups.setdefault(("aid_fund", "CNY"), [])
    ordered = sorted(groups, key=lambda key: (GIVEN.index(key[0]), key[1] != "CNY", key[1]))
    return tuple(_sum(key, groups[key], year) for key in ordered)


def _sum(key: Key, entries: Sequence[Entry], year: int | None) -> Sum:
    times = [_times(entry, year) for entry in entries]
    qualifier = _qualifier([entry.figure.qualifier for entry in entries])
    low, high = (_bound(entries, times, side) for side in (0, 1))
    return Sum(
        role=key[0],
        unit=key[1],
        value=_added([entry.figure.value or 0 for entry in entries], times),
        value_low=low if qualifier != "eq" else None,
        value_high=high if qualifier != "eq" else None,
        qualifier=qualifier,
        figures=len(entries),
        doubtful=sum(entry.figure.review == "needs_review" for entry in entries),
        ids=tuple(entry.figure.id for entry in entries),
        urls=tuple(dict.fromkeys(entry.url for entry in entries)),
    )


def _times(entry: Entry, year: int | None) -> int:
    return max(1, len(years(entry.figure))) if year is None and entry.figure.aggregation == "annual" else 1


def _bound(entries: Sequence[Entry], times: Sequence[int], side: int) -> float | None:
    """Open if that of any is open."""
    found = [bounds(entry.figure)[side] for entry in entries]
    known = [value for value in found if value is not None]
    return _added(known, times) if len(known) == len(found) else None


def _added(values: Sequence[float], times: Sequence[int]) -> float:
    """Decimal, because 0.1 + 0.2 is not 0.3 in binary; whole yuan come back as whole numbers."""
    pairs = zip(values, times, strict=True)
    total = sum((Decimal(str(value)) * number for value, number in pairs), Decimal(0))
    return int(total) if total == total.to_integral_value() else float(total)


def _qualifier(said: Sequence[str]) -> str:
    """Of the sum: below if nothing in it is above or about, and the other way round."""
    words = set(said) - {"eq"}
    if words <= set(UNDER):
        return "lt" if "lt" in words else "le" if words else "eq"
    if words <= set(OVER):
        return "gt" if "gt" in words else "ge"
    return "approx"
