"""`duikou status`: is it well."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scheduler.commands.wording import described

if TYPE_CHECKING:
    from seeds.settings import Settings
    from seeds.source import Source
    from store.database import Database

Rows = list[dict[str, Any]]
DAYS = 30  # after which a letter that went astray is past
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def add_to(app: typer.Typer) -> None:
    app.command(
        "status",
        **described(
            "Is it well: each source's last run, what is stored of it and when it is due; letters that went astray.",
            "duikou status",
            "duikou status --quarantine",
            "duikou status --letters --json",
        ),
    )(status)


def status(
    quarantine: Annotated[bool, typer.Option("--quarantine", help="List the pages that are held back.")] = False,
    letters: Annotated[bool, typer.Option("--letters", help=f"List letters astray, {DAYS} days back.")] = False,
    as_json: AsJson = False,
) -> None:
    from scheduler.edge import NOTHING_YET, known_sources, settings_here, stored_database
    from scheduler.output import log, put_json, put_table

    settings = settings_here()
    sources = known_sources(settings)
    with stored_database(settings) as database:
        if database is None:
            log.info(NOTHING_YET, settings.home)
            return
        lost = _astray(database)
        rows = _held_back(database) if quarantine else lost if letters else _standings(database, sources)
    if lost and not (quarantine or letters):
        log.warning("letters not known to have arrived: %d; `duikou status --letters` lists them", len(lost))
    if as_json:
        for row in rows:
            put_json({name: _json(value) for name, value in row.items()})
    elif rows:
        put_table(
            [name.upper().replace("_", " ") for name in rows[0]],
            ([_shown(value, settings) for value in row.values()] for row in rows),
        )


def _standings(database: "Database", sources: "Sequence[Source]") -> Rows:
    from scheduler.edge import clock
    from scheduler.standing import standings

    return [vars(each) for each in standings(database, sources, now=clock())]


def _held_back(database: "Database") -> Rows:
    from store.holdings import held_back

    with database.read() as connection:
        return [vars(each) for each in held_back(connection)]


def _astray(database: "Database") -> Rows:
    from scheduler.edge import clock
    from store.deliveries import astray

    with database.read() as connection:
        return [vars(each) for each in astray(connection, since=clock() - timedelta(days=DAYS))]


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_json(each) for each in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _shown(value: Any, settings: "Settings") -> str:
    from zoneinfo import ZoneInfo

    if isinstance(value, datetime):
        return f"{value.astimezone(ZoneInfo(settings.timezone)):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)
