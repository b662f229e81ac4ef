"""A source: a site section that we watch, as its seed file declares it."""

import re
from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

Kind = Literal["news", "government", "association", "enterprise"]
Platform = Literal["generic", "trs", "jpage", "gkmlpt"]

STRICT = ConfigDict(extra="forbid")
SPAN = re.compile(r"(\d+)\s*([mhd])")
WAYS = ("listing", "feed", "sitemap", "json")
UNIT = {"m": "minutes", "h": "hours", "d": "days"}


def span(text: object) -> object:
    """`30m`, `6h` or `1d` as a timedelta. A bare number is refused: pydantic would take 6 for six seconds."""
    if isinstance(text, timedelta):
        return text
    match = SPAN.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError("write minutes, hours or days, e.g. 30m, 6h, 1d")
    return timedelta(**{UNIT[match[2]]: int(match[1])})


def web_address(text: str) -> str:
    if not re.match(r"https?://[^/\s]+/", text):
        raise ValueError("an address begins with http:// or https:// and has a path, e.g. http://www.tibet.cn/cn/")
    return text


Span = Annotated[timedelta, BeforeValidator(span), Field(gt=timedelta(0))]
Address = Annotated[str, AfterValidator(web_address)]


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Access:
    """What all ways in have in common: where they begin, and which of the addresses found are articles."""

    urls: Annotated[tuple[Address, ...], Field(min_length=1)]
    allow: str | None = None  # regular expression that an article's address must match (searched)
    max_pages: Annotated[int, Field(ge=1, le=5000)] = 200  # in one run; more makes the run `incomplete`


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Listing(Access):
    """The pages of links to articles. Selectors are CSS and a correction: the general reader knows most lists."""

    links: str | None = None  # selects the <a> elements of articles
    next: str | None = None  # page n relative to the list, "index_{n}.html"; found by itself if absent
    first: int = 2  # the {n} of the second page: 2 for index_2.html, 1 for TRS's index_1.html


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Feed(Access):
    """RSS 0.9 to 2.0, RDF, Atom. It has no end: what it dropped between two crawls is lost, and the run says so."""


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Sitemap(Access):
    """Sitemaps (sitemaps.org), news sitemaps and indexes of them, packed or not. `max_pages` counts the files."""

    follow: str | None = None  # regular expression that the files of an index must match (searched)


@dataclass(frozen=True, kw_only=True, config=STRICT)
class JsonList(Access):
    """A list that a script asks for. Paths are dotted names and numbers, and a correction: most are found."""

    items: str | None = None  # the array of articles, "data.list"; or a text of HTML that holds them
    url: str | None = None  # in an item: its address; or a pattern of its fields, "/content/{id}.html"
    title: str | None = None
    date: str | None = None
    next: str | None = None  # page n relative to the first, "?page={n}"; absent: counted up where the address counts
    first: int = 2  # the {n} of the second page


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Selectors:
    """Where an article's parts stand (CSS). Absent: the general extractor finds them."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    body: str | None = None
    captions: str | None = None
    editors: str | None = None


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Source:
    """One seed file. `name` is the file's name without `.toml`; times of the site are in `timezone`."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    title: Annotated[str, Field(min_length=1)]
    publisher: Annotated[str, Field(min_length=1)]
    kind: Kind
    every: Span = timedelta(hours=6)
    platform: Platform = "generic"
    enabled: bool = True
    verified: date | None = None  # day on which a preview on the live site passed; None: never seen live by us
    encoding: str | None = None  # what the site really uses, where its declarations are known to lie
    timezone: str = "Asia/Shanghai"
    delay: Annotated[float, Field(ge=0, le=600)] = 1.0  # seconds between two requests to the site
    note: str | None = None  # for whoever looks after the source: what is known, what is a guess
    listing: Listing | None = None  # one way in at most: a listing, a feed, a sitemap or a JSON list
    feed: Feed | None = None
    sitemap: Sitemap | None = None
    json: JsonList | None = None
    article: Selectors = Selectors()

    @model_validator(mode="after")
    def _has_one_way(self) -> Self:
        ways = [name for name in WAYS if getattr(self, name)]
        if len(ways) > 1:
            raise ValueError(f"two ways in, {' and '.join(f'[{way}]' for way in ways)}; keep one")
        return self

    @property
    def access(self) -> Access | None:
        """The way in; None for a source that is only known by name."""
        return self.listing or self.feed or self.sitemap or self.json

    @property
    def starts(self) -> tuple[str, ...]:
        """Where its crawls begin; empty without a way in."""
        return self.access.urls if self.access else ()
