"""Which programme a place receives under, where its place on the map alone tells (regions.csv)."""

from functools import cache

from seeds.register.table import rows

IN_PROVINCE = ("513400",)  # 凉山州: a receiver of the aid within 四川, outside the plan for the four provinces


@cache
def regions() -> tuple[tuple[str, str], ...]:
    """(prefix of codes, programme), longest prefix first."""
    found = [(row["prefix"], row["programme"]) for row in rows("regions")]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


@cache
def programme_of(code: str) -> str | None:
    """援藏, 援青, 援疆 or 四省涉藏州县; None outside these regions."""
    return next((programme for prefix, programme in regions() if code.startswith(prefix)), None)


@cache
def receives(code: str) -> bool:
    """Is the place one that receives and does not give."""
    return programme_of(code) is not None or code.startswith(IN_PROVINCE[0][:4])
