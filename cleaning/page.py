"""A page: the bytes as fetched, and what was known about them when they came."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Page:
    """One fetched resource. `url`: the final address; `headers`: in the server's order, names lower-case."""

    url: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    fetched_at: datetime | None = None  # aware; the moment that relative dates refer to

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What a listing said of an article: text as printed there, nothing believed yet."""

    url: str
    title: str = ""
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """What a page of links says: its articles in their order, and the page that follows it, None if it is the last."""

    links: tuple[Listed, ...] = ()
    next_url: str | None = None
