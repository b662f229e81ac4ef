"""Units of figures and the forms in which they are written (units.csv)."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from seeds.register.table import listed, rows

UnitKind = Literal["money", "count", "percent", "quantity"]


@dataclass(frozen=True, kw_only=True)
class Unit:
    """`unit`: the form that records carry; `forms`: what texts write."""

    kind: UnitKind
    unit: str
    forms: tuple[str, ...]
    meaning: str


@cache
def units() -> tuple[Unit, ...]:
    return tuple(
        Unit(kind=cast("UnitKind", row["kind"]), unit=row["unit"], forms=listed(row["forms"]), meaning=row["meaning"])
        for row in rows("units")
    )
