"""Walks over listings: from page to page, known ground told from new.

A walk goes from a start address from page to page. Each page is recorded with its links in one transaction, so a
killed walk has lost nothing. Three marks of a walk say how far it may be trusted:

- `ground`: the last run whose walk reached its end. A page on which this walk saw nothing later is known ground, and
  behind it there is nothing new. One new link on a page of pinned old ones is enough to go on.
- `covered`: the last run that has seen every page from the start down to `resume`, though it did not reach the end.
- `resume`: the last of those pages. A page that holds nothing later than `covered` leads there at once: the first
  pages are looked at again for what is new, those between are not, and what a killed walk left behind is found.

If `resume` then holds anything later than `covered`, the list has moved up (articles were taken back), and what stood
below it may now stand above: the walk goes `back` to where it came from and on from there page by page.
A run that is killed before it comes to the covered pages changes none of the marks: what it saw is later than
`covered`, so the next run goes through those pages once more, and on to those between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, select, update

from cleaning.page import Listed
from store.bulk import write_rows
from store.crawl_tables import addresses, sightings, walks
from store.frontier import GIVEN, Address, Validators, add, columns, fits
from store.listings import keep_page, page_of

A, S, W = addresses.c, sightings.c, walks.c
KNOWN = {
    name: select(A.url, A.id, S.run)
    .outerjoin(sightings, and_(S.walk == bindparam("walk"), S.address == A.id))
    .where(A.source == bindparam("source"), A.url.in_(given))
    for name, given in GIVEN.items()
}
SIGHT = insert(sightings)
MARKS, MARK = select(walks).where(W.id == bindparam("walk")), update(walks).where(W.id == bindparam("walk"))


@dataclass(frozen=True, kw_only=True)
class Walk:
    """`first`: no walk from this start address ever reached its end, so what it brings was there before we came."""

    id: int
    source: str
    start: str
    ground: int | None
    covered: int | None
    resume: str | None

    @property
    def first(self) -> bool:
        return self.ground is None


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a page of links brought. Go on at `next_url` unless it is `ground`; with neither, the walk is at its end."""

    new: tuple[Address, ...] = ()
    known: int = 0
    ground: bool = False
    next_url: str | None = None


def begin_walk(conn: Connection, source: str, start: str, *, run: int) -> Walk:
    """The walk from that start address as the last run left it."""
    mine = and_(W.source == source, W.start == start)
    if not conn.execute(update(walks).where(mine).values(run=run, back=None)).rowcount:
        conn.execute(insert(walks).values(source=source, start=start, run=run))
    row = conn.execute(select(walks).where(mine)).one()
    return Walk(**{name: getattr(row, name) for name in Walk.__dataclass_fields__})


def record_listing(
    conn: Connection,
    walk: Walk,
    *,
    run: int,
    url: str,
    links: Sequence[Listed],
    next_url: str | None,
    validators: Validators,
    now: datetime,
) -> Seen:
    """The page and its links, unknown ones as pending, in the caller's transaction."""
    listed = {link.url: link for link in links if fits(link)}
    known = _known(conn, walk, list(listed))
    fresh = [link for url, link in listed.items() if url not in known]
    added = add(conn, fresh, source=walk.source, backfill=walk.first, run=run, now=now)
    newest = _sight(conn, walk, dict(known.values()) | {address.id: None for address in added}, run=run)
    page = {
        "walk": walk.id,
        "run": run,
        "newest": newest,
        "links": len(listed),
        "next_url": next_url,
        "last_checked": now,
        **columns(validators),
    }
    keep_page(conn, walk.source, url, page)
    new = tuple(address for address in added if address.state == "pending")
    seen = Seen(new=new, known=len(listed) - len(new))
    return _go_on(conn, walk, seen, run=run, url=url, newest=newest, next_url=next_url)


def listing_unchanged(conn: Connection, walk: Walk, *, run: int, url: str, now: datetime) -> Seen:
    """The server said 304: the page is as it was recorded."""
    page = page_of(conn, walk.source, url)
    assert page is not None, f"{url}: unchanged since when? It was never recorded"
    newest = page.newest if page.walk == walk.id else run  # another walk's page says nothing of this one's ground
    keep_page(conn, walk.source, url, {"walk": walk.id, "run": run, "newest": newest, "last_checked": now})
    seen = Seen(known=page.links)
    return _go_on(conn, walk, seen, run=run, url=url, newest=newest, next_url=page.next_url)


def end_walk(conn: Connection, walk: Walk, *, run: int) -> None:
    """The walk saw all there is: what it knows now is known ground."""
    _mark(conn, walk, ground=run, covered=None, resume=None, back=None)


def forget_resume(conn: Connection, walk: Walk) -> str | None:
    """The page `resume` is not there (404): the next run goes through all pages. Where this run may go on: to the
    pages that it passed over on the way there; None if it came page by page. Nothing of this is the walk's end."""
    back: str | None = _marks(conn, walk).back
    _mark(conn, walk, covered=None, resume=None, back=None)
    return back


def _known(conn: Connection, walk: Walk, urls: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """The addresses among these that the source has named before: the number of each, and the run in which this walk
    first saw it."""
    asked = {"walk": walk.id, "source": walk.source, "urls": urls}
    return {url: (address, first) for url, address, first in conn.execute(KNOWN[conn.dialect.name], asked)}


def _sight(conn: Connection, walk: Walk, seen: Mapping[int, int | None], *, run: int) -> int | None:
    """Notes which addresses this walk sees for the first time; the latest run that saw one of them first. `seen`:
    by number, each with the run that did, None where none has."""
    rows = [{"walk": walk.id, "address": address, "run": run} for address, first in seen.items() if first is None]
    write_rows(conn, SIGHT, rows)
    return run if rows else max((first for first in seen.values() if first is not None), default=None)


def _go_on(
    conn: Connection, walk: Walk, seen: Seen, *, run: int, url: str, newest: int | None, next_url: str | None
) -> Seen:
    """Where the walk goes from this page, and what the next run may rely on if this one is killed now."""
    marks = _marks(conn, walk)
    ground = marks.covered in {None, run} and _within(newest, marks.ground)  # else the walk before was cut
    if marks.covered in {None, run} or (url == marks.resume and (marks.back is None or _within(newest, marks.covered))):
        _mark(conn, walk, covered=run, resume=url, back=None)
    elif url == marks.resume:
        _mark(conn, walk, covered=None, resume=None, back=None)
        next_url = marks.back
    elif next_url and _within(newest, marks.covered):
        _mark(conn, walk, back=next_url)
        next_url = marks.resume
    return replace(seen, ground=ground, next_url=_unfetched(conn, walk, next_url, run))


def _marks(conn: Connection, walk: Walk) -> Row[Any]:
    return conn.execute(MARKS, {"walk": walk.id}).one()


def _mark(conn: Connection, walk: Walk, **values: int | str | None) -> None:
    conn.execute(MARK, {"walk": walk.id, **values})


def _unfetched(conn: Connection, walk: Walk, url: str | None, run: int) -> str | None:
    """That page, or if this walk has fetched it in this run the first behind it that it has not."""
    passed: set[str] = set()
    while url and url not in passed:
        page = page_of(conn, walk.source, url)
        if page is None or (page.walk, page.run) != (walk.id, run):
            return url
        passed.add(url)
        url = page.next_url
    return None


def _within(newest: int | None, run: int | None) -> bool:
    """A page without links is within nothing: it proves nothing."""
    return newest is not None and run is not None and newest <= run
