"""Publishing houses: the names and sites of each that are one voice, and paths that nobody else uses (houses.csv)."""

from dataclasses import dataclass
from functools import cache

from seeds.register.table import listed, rows


@dataclass(frozen=True, kw_only=True)
class House:
    """`names`: the first is the owner's; `sites`: registered domains; `home`: where its pages are read;
    `paths`: beginnings of paths that give a copy of its pages away on whatever host."""

    names: tuple[str, ...]
    sites: tuple[str, ...]
    home: str
    paths: tuple[str, ...]


@cache
def houses() -> tuple[House, ...]:
    return tuple(
        House(names=listed(row["names"]), sites=listed(row["sites"]), home=row["home"], paths=listed(row["paths"]))
        for row in rows("houses")
    )


@cache
def house_at(site: str) -> House | None:
    """Whose site that is; None for one that we do not know."""
    return next((each for each in houses() if site in each.sites), None)


def house_called(name: str) -> House | None:
    return next((each for each in houses() if name in each.names), None)


def house_by_path(path: str) -> House | None:
    """Whose pages have such paths; None for a path that says nothing."""
    return next((each for each in _houses_with_paths() if path.startswith(each.paths)), None)


@cache
def _houses_with_paths() -> tuple[House, ...]:
    return tuple(each for each in houses() if each.paths)
