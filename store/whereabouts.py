"""Where the reports that a crawl brings belong: looked up for all of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import Connection, bindparam

from cleaning.border import bounded
from cleaning.report import Report
from seeds.errors import DuikouError
from store.archive import Record
from store.checks import Visited, addresses_of
from store.frontier import Validators
from store.redirects import is_article
from store.tables import redirects, reports, takedowns

R, D, T = reports.c, redirects.c, takedowns.c
URLS: sa.BindParameter[str] = bindparam("urls", expanding=True)
# The reports of these addresses, and those of others that lead to them.
KEPT = (
    sa.select(R.url, R.url.label("leads_to"))
    .where(R.url.in_(URLS))
    .union_all(sa.select(R.url, D.target).join(redirects, D.url == R.url).where(D.target.in_(URLS)))
)
TAKEN_DOWN = sa.select(T.url).where(T.url.in_(URLS))


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A report that was read at an address, which is given by its number. `records`: its pages in the archive, on the
    disk."""

    address: int
    report: Report
    records: tuple[Record, ...]
    run: int
    now: datetime
    validators: Validators
    backfill: bool


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is known of it before it is stored. `url`: the address under which it is kept; `known`: a report of that
    address is stored already; `taken_down`: nor shall there be one."""

    brought: Brought
    address: Visited
    url: str
    known: bool
    taken_down: bool = False

    @property
    def is_new(self) -> bool:
        return not (self.known or self.taken_down)

    @property
    def names(self) -> Set[str]:
        """The addresses by which another one may meet it."""
        named = (self.address.url, self.address.kept_at, self.address.target, self.brought.report.url, self.url)
        return {name for name in named if name}


def find(conn: Connection, brought: Sequence[Brought]) -> list[Found]:
    """In the order given; from here on their reports are fit to be stored. Raises DuikouError for an address that was
    taken down."""
    addresses = addresses_of(conn, [one.address for one in brought])
    pairs = [(replace(one, report=bounded(one.report)), addresses[one.address]) for one in brought]
    leading = _leading(conn, {url for one, address in pairs for url in (one.report.url, address.url)})
    found = [_found(one, address, leading) for one, address in pairs]
    down = set(conn.scalars(TAKEN_DOWN, {"urls": _names(found)}))
    return [_unless_taken_down(one, down) for one in found] if down else found


def are_strangers(found: Sequence[Found]) -> bool:
    """Whether none of them may be the page of another: then what is known of one does not change with the others."""
    names = _names(found)
    return len(set(names)) == len(names)


def _names(found: Sequence[Found]) -> list[str]:
    return [name for one in found for name in one.names]


def _leading(conn: Connection, urls: Set[str]) -> Mapping[str, Set[str]]:
    """By which addresses reports are kept that are found at each of these."""
    leading = defaultdict(set)
    for url, leads_to in conn.execute(KEPT, {"urls": list(urls)}):
        leading[leads_to].add(url)
    return leading


def _found(one: Brought, address: Visited, leading: Mapping[str, Set[str]]) -> Found:
    leads_on = one.report.url != address.url
    stays = address.kept_at and (leads_on or address.kept_at == address.url)
    url = address.kept_at if stays else _known_as(address.url, one.report, leading)
    return Found(brought=one, address=address, url=url or address.url, known=url is not None)


def _known_as(url: str, report: Report, leading: Mapping[str, Set[str]]) -> str | None:
    """The report of that address, else of the one it leads to, else of another that leads there too. What is no article
    is kept where it was asked for: many a site leads from all that it took down to one page."""
    if url in leading.get(url, ()):
        return url
    there = leading.get(report.url, ()) if is_article(report) else ()
    return report.url if report.url in there else min(there, default=None)


def _unless_taken_down(one: Found, down: Set[str]) -> Found:
    """No listing brings an address back that was taken down (store/frontier.py), so it is a fault of ours if it comes;
    one that leads to such a page has nothing to be kept any more."""
    if one.address.url in down:
        raise DuikouError(f"{one.address.url}: was taken down, so it is not stored again")
    return replace(one, taken_down=not down.isdisjoint((one.url, one.brought.report.url)))
