"""An article: what the site published, read off its page but not yet cleaned."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Precision = Literal["second", "minute", "day", "none"]
DateFrom = Literal["meta", "byline", "dateline", "address", "listing", "none"]


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A publication date with how exactly and where the page states it. `moment` is aware, None if none was found."""

    moment: datetime | None = None
    precision: Precision = "none"
    found: DateFrom = "none"


@dataclass(frozen=True, kw_only=True)
class Article:
    """As published: scripts, noise and damage still in it. A second type beside Report on purpose: mypy then
    proves that nothing uncleaned is stored."""

    url: str
    title: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    published: Stated = Stated()
    publisher: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    source: str | None = None  # the seed's name, if a seed brought it
    site: str | None = None  # the publisher that the seed names
    encoding: str = "utf-8"
    noticed: Mapping[str, int] = field(default_factory=dict)  # damage seen while reading: kind -> count
    repaired: Mapping[str, int] = field(default_factory=dict)  # how much of it was undone while reading
    quarantine: str | None = None  # a reason of the contract, when the page is no article
