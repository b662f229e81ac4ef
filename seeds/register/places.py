"""Every division of China with its code, its shorter and former names (places.csv, built by build.py)."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from seeds.register.table import listed, rows

PlaceLevel = Literal["province", "prefecture", "county", "corps_division"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """`code`: GB/T 2260 of today, XPCC-nn for corps divisions. `former`: (name, year in which it ended or None)."""

    code: str
    name: str
    level: PlaceLevel
    former: tuple[tuple[str, int | None], ...] = ()
    short: tuple[str, ...] = ()
    traditional: tuple[str, ...] = ()


@cache
def places() -> dict[str, Place]:
    """By code."""
    return {row["code"]: place_of(row) for row in rows("places")}


def place_of(row: dict[str, str]) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        level=cast("PlaceLevel", row["level"]),
        former=tuple(former(text) for text in listed(row["former"])),
        short=listed(row["short"]),
        traditional=listed(row["traditional"]),
    )


def former(text: str) -> tuple[str, int | None]:
    name, _, year = text.partition("<")
    return name, int(year) if year else None


@cache
def ancestors(code: str) -> tuple[str, ...]:
    """Codes of the divisions above, nearest first: 540581 -> (540500, 540000)."""
    if not code.isdigit():
        return ("650000",) if code.startswith("XPCC") else ()
    above = (code[:4] + "00", code[:2] + "0000")
    return tuple(each for each in dict.fromkeys(above) if each != code and each in places())


def within(code: str, other: str) -> bool:
    """Is `code` the division `other` or a part of it."""
    return code == other or other in ancestors(code)
