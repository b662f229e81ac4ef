"""Batch calendars: 第N批 has a meaning only with who counts (batches.csv)."""

from dataclasses import dataclass
from functools import cache

from seeds.register.places import ancestors
from seeds.register.table import listed, rows

NATIONAL = "national"


@dataclass(frozen=True, kw_only=True)
class Term:
    """Batch `number` as `counters` (codes, or `national`) count; `start`, `end`: ISO months, years, or empty."""

    programme: str
    counters: tuple[str, ...]
    number: int
    start: str
    end: str
    planned: bool
    source: str


@cache
def terms() -> tuple[Term, ...]:
    return tuple(
        Term(
            programme=row["programme"],
            counters=listed(row["counters"]),
            number=int(row["number"]),
            start=row["start"],
            end=row["end"],
            planned=row["planned"] == "yes",
            source=row["source"],
        )
        for row in rows("batches")
    )


@cache
def term(programme: str, donor: str, number: int) -> Term | None:
    """The term of a donor's batch. A city that does not count for itself here counts for nobody: None."""
    own = [each for each in terms() if each.programme == programme and donor in each.counters]
    if own or ancestors(donor) or not donor.isdigit():
        return next((each for each in own if each.number == number), None)
    return next((each for each in national(programme) if each.number == number), None)


def national(programme: str) -> tuple[Term, ...]:
    return tuple(each for each in terms() if each.programme == programme and NATIONAL in each.counters)


@cache
def national_number(programme: str, donor: str, number: int) -> int | None:
    """What the nation calls this batch: 安徽's 8th is the 10th; None where the calendar does not tell."""
    found = term(programme, donor, number)
    if found is None:
        return None
    return next((each.number for each in national(programme) if each.start == found.start), None)
