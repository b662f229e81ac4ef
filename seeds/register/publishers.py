"""Who publishes where: names of publishers, the sites that are theirs, and paths that nobody else uses."""

from dataclasses import dataclass
from functools import cache

from seeds.register.table import listed, rows


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """`names`: the first is the owner's; `sites`: registered domains; `home`: where its pages are read;
    `paths`: beginnings of paths that give a copy of its pages away on whatever host."""

    names: tuple[str, ...]
    sites: tuple[str, ...]
    home: str
    paths: tuple[str, ...]


@cache
def publishers() -> tuple[Publisher, ...]:
    return tuple(
        Publisher(names=listed(row["names"]), sites=listed(row["sites"]), home=row["home"], paths=listed(row["paths"]))
        for row in rows("publishers")
    )


@cache
def publisher_of(site: str) -> Publisher | None:
    """Whose site that is; None for one that we do not know."""
    return next((each for each in publishers() if site in each.sites), None)


def publisher_called(name: str) -> Publisher | None:
    return next((each for each in publishers() if name in each.names), None)


def publisher_by_path(path: str) -> Publisher | None:
    """Whose pages have such paths; None for a path that says nothing."""
    return next((each for each in publishers() if path.startswith(each.paths or ("\0",))), None)
