"""Who officially supports whom, since when, under which programme (pairings.csv)."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from seeds.register.places import ancestors, within
from seeds.register.table import rows

Confidence = Literal["A", "B", "C"]


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """`donor`, `recipient`: code, or name of an organisation. `since`, `until`: years, None where open or not known.
    Confidence A: stated by the source named; B: one weak source; C: not confirmed, never shown as a fact.
    `publisher`, `date` and `title` are the source: where it was printed first, not where a copy was read."""

    programme: str
    donor: str
    recipient: str
    since: int | None
    until: int | None
    confidence: Confidence
    publisher: str
    date: str
    title: str
    note: str = ""

    def holds(self, year: int | None) -> bool:
        return year is None or ((self.since or 0) <= year <= (self.until or 9999))


@cache
def pairings() -> tuple[Pairing, ...]:
    return tuple(
        Pairing(
            programme=row["programme"],
            donor=row["donor"],
            recipient=row["recipient"],
            since=int(row["since"]) if row["since"] else None,
            until=int(row["until"]) if row["until"] else None,
            confidence=cast("Confidence", row["confidence"]),
            publisher=row["publisher"],
            date=row["date"],
            title=row["title"],
            note=row["note"],
        )
        for row in rows("pairings")
    )


@cache
def known() -> tuple[Pairing, ...]:
    """What may be shown as a fact: rows marked C are left out."""
    return tuple(pairing for pairing in pairings() if pairing.confidence != "C")


@cache
def given_by(donor: str) -> tuple[Pairing, ...]:
    """What the register has of this very donor."""
    return tuple(pairing for pairing in known() if pairing.donor == donor)


@cache
def given_within(donor: str) -> tuple[Pairing, ...]:
    """What it has of a donor and of the divisions below it: what 长沙 gives, 湖南 gives."""
    return tuple(pairing for pairing in known() if within(pairing.donor, donor))


@cache
def receiving_from(donor: str) -> tuple[Pairing, ...]:
    """Pairings of a donor or of the divisions above it."""
    line = (donor, *ancestors(donor))
    return tuple(pairing for pairing in known() if pairing.donor in line)


@cache
def giving_to(recipient: str) -> tuple[Pairing, ...]:
    """Pairings towards a recipient or the divisions above it."""
    line = (recipient, *ancestors(recipient))
    return tuple(pairing for pairing in known() if pairing.recipient in line)


@cache
def pairing_between(donor: str, recipient: str, year: int | None = None) -> Pairing | None:
    """The closest pairing under which a donor, or a division above it, supports a recipient in that year."""
    found = [
        pairing
        for pairing in receiving_from(donor)
        if pairing.holds(year) and (within(recipient, pairing.recipient) or is_seat(recipient, pairing.recipient))
    ]
    closest = sorted(found, key=lambda each: (each.donor != donor, each.recipient != recipient))
    return closest[0] if closest else None


@cache
def is_assigned_elsewhere(donor: str, recipient: str, year: int | None = None) -> bool:
    """Does the register give this very recipient to places outside the donor's province, and not to the donor's."""
    rows = (each.donor for each in known() if each.recipient == recipient and each.holds(year))
    provinces = {giver[:2] for giver in rows if giver.isdigit()}
    return bool(provinces) and donor.isdigit() and donor[:2] not in provinces


def is_seat(recipient: str, official: str) -> bool:
    """Is it the prefecture of the county that the register names."""
    return not recipient.endswith("0000") and within(official, recipient)
