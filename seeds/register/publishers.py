"""Who publishes reports, under which names (publishers.csv). 新华社 and 新华网 are two."""

from dataclasses import dataclass
from functools import cache

from seeds.register.table import listed, rows


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """`host`: where it publishes, empty if not known; `kind` as in a source's seed."""

    name: str
    aliases: tuple[str, ...]
    host: str
    kind: str


@cache
def publishers() -> tuple[Publisher, ...]:
    return tuple(
        Publisher(name=row["name"], aliases=listed(row["aliases"]), host=row["host"], kind=row["kind"])
        for row in rows("publishers")
    )


@cache
def names() -> dict[str, str]:
    """Name or alias -> name."""
    return {form: publisher.name for publisher in publishers() for form in (publisher.name, *publisher.aliases)}


def publisher_named(text: str) -> str | None:
    """The publisher of that name or alias; None if it is not known."""
    return names().get(text.strip())
