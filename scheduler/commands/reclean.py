"""`duikou reclean`: clean again from the archived bytes."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from scheduler.recleaning import Change
    from seeds.settings import Settings
    from seeds.source import Source
    from store.database import Database


def add_to(app: typer.Typer) -> None:
    app.command(
        "reclean",
        **described(
            "Clean again from the archived bytes: says which facts change, then stores them.",
            "duikou reclean --dry-run",
            "duikou reclean tibet_cn --since 2026-11-01",
            "duikou reclean --stories",
            more="One line a report that changes; what changes is no new version and no news, for the page did not. "
            "Exit code 1 if the bytes of a report are not there any more, 75 if a source is being crawled.",
        ),
    )(reclean)


def reclean(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]…", help="All sources if none is named.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Stored on that day or later.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a report that changes.")] = False,
    stories: Annotated[
        bool, typer.Option("--stories", help="Read nothing again; only find the stories of reports that have none yet.")
    ] = False,
) -> None:
    from scheduler.edge import NOTHING_YET, chosen_sources, known_sources, settings_here, stored_database
    from scheduler.output import log

    if stories and (names or since or dry_run or as_json):
        raise WrongUsageError("--stories is for all reports that have no story; leave everything else out")
    settings = settings_here()
    sources = chosen_sources(settings, names) if names else known_sources(settings)
    moment = since.replace(tzinfo=ZoneInfo(settings.timezone)) if since else None
    with stored_database(settings) as database:
        if database is None:
            log.warning(NOTHING_YET, settings.home)
            return
        if stories:
            _find_stories(database)
            return
        counts = _reread(database, settings, sources, since=moment, dry_run=dry_run, as_json=as_json)
    would = "would change" if dry_run else "changed"
    log.info("%d reports read again: %d %s, %d not there", counts.total(), counts["new"], would, counts["missing"])
    if counts["missing"]:
        raise typer.Exit(1)


def _find_stories(database: "Database") -> None:
    from scheduler.backlog import catch_up
    from scheduler.output import log

    if not catch_up(database, Event()):
        log.info("every report has its story")


def _reread(
    database: "Database",
    settings: "Settings",
    sources: "Iterable[Source]",
    *,
    since: datetime | None,
    dry_run: bool,
    as_json: bool,
) -> Counter[str]:
    from scheduler.recleaning import reclean as read_again

    counts: Counter[str] = Counter()
    for source in sources:
        for change in read_again(database, settings, source, since=since, dry_run=dry_run):
            counts[_kind(change)] += 1
            _say(change, as_json=as_json)
    return counts


def _kind(change: "Change") -> str:
    return "missing" if change.missing else "new" if change.fields else "same"


def _say(change: "Change", *, as_json: bool) -> None:
    from scheduler.output import log, put, put_json

    if change.missing:
        log.warning("%s: cannot be read again: %s", change.url, change.missing)
    elif change.fields and as_json:
        put_json({name: value for name, value in vars(change).items() if name not in {"report", "missing"}})
    elif change.fields:
        put(f"{change.url}: {', '.join(change.fields)}")
        for sign, figures in (("+", change.gained), ("-", change.lost), ("~", change.altered)):
            for text in figures:
                put(f"  {sign} {text}")
