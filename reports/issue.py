"""An issue: gathered, written, sent, recorded. In this order, so that a crash in between repeats and never loses."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from reports.days import Period, days_of, span_of
from reports.digest import Digest, build
from reports.mail import Delivery, Server, deliver, server
from reports.material import Material, for_days, for_next_issue
from reports.page import pages_of
from reports.post import Post, again
from reports.shelf import USUAL, Format, letter_of, write_issue
from seeds.errors import ConfigurationError
from seeds.load import sources
from seeds.settings import Settings, Subscription
from seeds.source import Source
from store import digests
from store.claims import claim
from store.database import Database, Within

log = logging.getLogger("duikou.reports")


@dataclass(frozen=True, kw_only=True)
class Made:
    """An issue as it went out: `paths`: its files, the index not among them; `sent`: what became of each letter."""

    digest: Digest
    paths: tuple[Path, ...] = ()
    sent: tuple[Delivery, ...] = ()

    @property
    def items(self) -> int:
        return len(self.digest.items)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An issue before it is out. `items`: what the store will remember of it."""

    digest: Digest
    material: Material
    items: tuple[digests.Item, ...] = ()
    span: tuple[datetime, datetime]


def make_issue(  # noqa: PLR0913  # each is an option of `duikou digest`
    database: Database,
    subscription: Subscription,
    settings: Settings,
    *,
    now: datetime,
    on: date | None = None,
    period: Period | None = None,
    formats: Sequence[Format] = USUAL,
    out: Path | None = None,
    send: bool = False,
    dry_run: bool = False,
) -> Made:
    """The next issue of the subscription; with `on`, what was published on that day, in that ISO week or that month.

    The next issue counts as out, and its reports are in no later one, once a letter of it may have reached anybody,
    or once it is written where there is nobody to send to. `dry_run` writes and moves nothing.
    Raises DiskFullError, CannotWriteError, BusyError (another process is at it), ConfigurationError."""
    zone = ZoneInfo(settings.timezone)
    with nullcontext() if dry_run else claim(settings.database, settings.home, f"digest-{subscription.name}"):
        if send and on is None and not dry_run:
            again(database, subscription, settings, now=now)
        if on is None:
            draft = _next(database, subscription, settings, now=now, zone=zone)
        else:
            days = days_of(on, period or subscription.period)
            draft = _selection(database, subscription, settings, now=now, days=days, zone=zone)
        if dry_run:
            return Made(digest=draft.digest)
        return _put_out(database, draft, subscription, settings, formats=formats, out=out, send=send)


def _next(
    database: Database, subscription: Subscription, settings: Settings, *, now: datetime, zone: ZoneInfo
) -> Draft:
    with database.read() as conn:
        last = digests.last_issue(conn, subscription.name)
    since = last.built_at if last else None
    material = for_next_issue(database, subscription, _sources(subscription, settings), since=since, now=now)
    span = (since or now, now)
    days = (span[0].astimezone(zone).date(), now.astimezone(zone).date())
    digest = build(material, subscription, number=last.number + 1 if last else 1, moment=now, days=days, zone=zone)
    held = digests.items(new=material.news, also=material.behind, changed=material.corrected, gone=material.gone)
    return Draft(digest=digest, material=material, items=held, span=span)


def _selection(
    database: Database,
    subscription: Subscription,
    settings: Settings,
    *,
    now: datetime,
    days: tuple[date, date],
    zone: ZoneInfo,
) -> Draft:
    span = span_of(days, zone)
    material = for_days(database, subscription, _sources(subscription, settings), span=span)
    digest = build(material, subscription, number=None, moment=now, days=days, zone=zone)
    return Draft(digest=digest, material=material, span=span)


def _sources(subscription: Subscription, settings: Settings) -> tuple[Source, ...]:
    """All there are. Raises ConfigurationError for a subscription to one that there is not: it would be silent."""
    known = sources(*([settings.seeds] if settings.seeds else []))
    unknown = sorted(set(subscription.sources) - {source.name for source in known})
    if unknown:
        raise ConfigurationError(f"subscription {subscription.name}: sources: no source is called {unknown[0]!r}")
    return known


def _put_out(
    database: Database,
    draft: Draft,
    subscription: Subscription,
    settings: Settings,
    *,
    formats: Sequence[Format],
    out: Path | None,
    send: bool,
) -> Made:
    wanted = send and _worth_sending(draft.digest, subscription)
    readers = _readers(subscription, settings) if wanted else ()
    post = server(settings.smtp_url) if readers and settings.smtp_url else None  # before anything is written
    pages = pages_of(draft.digest, draft.material)
    paths = write_issue(draft.digest, settings, formats=formats, out=out, pages=pages)
    if post:
        sent = _send(database, draft, settings, readers, post, path=str(paths[0]))
        return Made(digest=draft.digest, paths=paths, sent=sent)
    if draft.digest.number is not None and _is_out(draft.digest, subscription, settings, send=send):
        with database.write() as conn:
            _record(draft, str(paths[0]), conn)
    return Made(digest=draft.digest, paths=paths)


def _worth_sending(digest: Digest, subscription: Subscription) -> bool:
    return subscription.send_empty or not digest.empty


def _readers(subscription: Subscription, settings: Settings) -> tuple[str, ...]:
    """Who gets it by mail: nobody where no mail server is set."""
    if subscription.to and not settings.smtp_url:
        log.warning("%s: has readers but smtp_url is not set: written, not mailed", subscription.name)
    return subscription.to if settings.smtp_url else ()


def _send(
    database: Database, draft: Draft, settings: Settings, readers: Sequence[str], at: Server, *, path: str
) -> tuple[Delivery, ...]:
    """To each of them. A next issue is recorded by that; a selection is sent and forgotten."""
    letters = {reader: letter_of(draft.digest, settings, recipient=reader) for reader in dict.fromkeys(readers)}
    if draft.digest.number is None:
        sender = settings.mail_from
        return tuple(deliver(letter, sender=sender, recipient=reader, server=at) for reader, letter in letters.items())
    post = Post(
        database=database,
        server=at,
        sender=settings.mail_from,
        name=draft.digest.name,
        now=draft.digest.moment,
        record=partial(_record, draft, path),
    )
    return post.send(letters)


def _is_out(digest: Digest, subscription: Subscription, settings: Settings, *, send: bool) -> bool:
    """Of one that is not mailed: there was nobody to send to, or nothing worth it."""
    return not (subscription.to and settings.smtp_url) or (send and not _worth_sending(digest, subscription))


def _record(draft: Draft, path: str, conn: Within) -> int:
    digest = draft.digest
    return digests.record_issue(
        conn,
        digest.name,
        number=digest.number or 0,
        now=digest.moment,
        period=draft.span,
        items=draft.items,
        path=path,
    ).id
