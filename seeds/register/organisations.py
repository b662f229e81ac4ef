"""Ministries, central enterprises and national bodies that take part in paired assistance (organisations.csv)."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from seeds.register.table import listed, rows

OrganisationLevel = Literal["ministry", "enterprise", "institution"]


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """`aliases`: former and shorter names."""

    name: str
    level: OrganisationLevel
    aliases: tuple[str, ...] = ()


@cache
def organisations() -> tuple[Organisation, ...]:
    return tuple(
        Organisation(name=row["name"], level=cast("OrganisationLevel", row["level"]), aliases=listed(row["aliases"]))
        for row in rows("organisations")
    )


@cache
def organisation(name: str) -> Organisation | None:
    """By its present name."""
    return next((each for each in organisations() if each.name == name), None)
