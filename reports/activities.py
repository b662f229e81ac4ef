"""What IATI is told of: the sums of a report between the same parties, with their days and sectors."""

import logging
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cleaning.facts.counting import double, unread
from cleaning.ledger import GIVEN, Entry, with_reprints, years
from cleaning.report import Figure
from seeds.register.sectors import sector_list

log = logging.getLogger("duikou.reports")

TRANSACTIONS = {"pledged": "12", "committed": "2", "disbursed": "3", "spent": "4", "completed": "4"}
BUDGETS = {"planned": "1"}  # indicative
WHOLE = "99810"  # OECD purpose: sectors not specified


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Sums of one report, in one currency, from the same givers to the same receivers."""

    entries: Sequence[Entry]

    @property
    def first(self) -> Entry:
        return self.entries[0]

    @property
    def figures(self) -> list[Figure]:
        return [entry.figure for entry in self.entries]


def activities(entries: Iterable[Entry]) -> Iterator[Activity]:
    told = (entry for entry, is_reprint in with_reprints(entries) if not is_reprint and is_told(entry))
    for _, group in groupby(told, key=lambda entry: entry.report):
        pairs: dict[object, list[Entry]] = {}
        for entry in group:
            figure = entry.figure
            pairs.setdefault((figure.donors, figure.recipients, figure.unit), []).append(entry)
        yield from (Activity(entries=tuple(pair)) for pair in pairs.values())


def is_told(entry: Entry) -> bool:
    """A sum that somebody gave or means to give, and that no other figure holds. IATI demands a giver and a day."""
    figure = entry.figure
    staged = figure.stage in TRANSACTIONS or figure.stage in BUDGETS
    sound = unread(figure) is None and double(figure) is None and figure.review != "rejected"
    if not (entry.aid and figure.role in GIVEN and staged and sound):
        return False
    if not figure.donors or figure.as_of is None:
        log.info("%s: %s: no giver or no day is known: not told in IATI", entry.url, figure.text)
        return False
    return True


def shares(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """OECD purpose codes with their percentages of the money, which make 100 to the hundredth."""
    money: dict[str, float] = {}
    for figure in figures:
        known = sector_list().get(figure.sector or "")
        code = known.crs_purpose[0] if known and known.crs_purpose else WHOLE
        money[code] = money.get(code, 0) + (figure.value or 0)
    total = sum(money.values())
    parts = {code: round(10_000 * value / total) if total else 0 for code, value in money.items()}
    largest = max(parts, key=lambda code: parts[code])
    parts[largest] += 10_000 - sum(parts.values())
    return [(code, f"{part / 100:.2f}") for code, part in parts.items()]


def days(figure: Figure) -> list[str]:
    """When it was given: no later than it was told. ISO dates."""
    told = last_day(figure.as_of or "")
    if figure.aggregation == "annual" and figure.stage in TRANSACTIONS:
        return [min(last_day(str(year)), told) for year in years(figure)] or [told]
    end = figure.period.end if figure.period else None
    return [min(last_day(end), told) if end and figure.stage in TRANSACTIONS else told]


def first_day(date: str) -> str:
    """2024 -> 2024-01-01."""
    return date + "-01-01"[3 * date.count("-") :]


def last_day(date: str) -> str:
    """2024-02 -> 2024-02-29."""
    if len(date) == 4:
        return f"{date}-12-31"
    return f"{date}-{monthrange(int(date[:4]), int(date[5:7]))[1]}" if len(date) == 7 else date
