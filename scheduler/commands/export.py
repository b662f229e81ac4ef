"""`duikou export`: data out."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

What = Literal["reports", "runs", "figures", "stories"]
Form = Literal["jsonl", "csv", "xlsx", "parquet", "iati"]
BINARY = ("xlsx", "parquet")


def add_to(app: typer.Typer) -> None:
    app.command(
        "export",
        **described(
            "Data out: reports, figures, stories or runs, as JSON lines, CSV, XLSX, Parquet or IATI.",
            "duikou export reports > reports.jsonl",
            "duikou export reports --format xlsx --since 2026-11-01 --out reports.xlsx",
            "duikou export figures --format csv > figures.csv",
            "duikou export figures --format iati --out figures.xml",
            "duikou export stories --format xlsx --out stories.xlsx",
            more="IATI 2.03 has figures only: sums given or planned, an activity for each report and pair.",
        ),
    )(export)


def export(
    what: Annotated[What, typer.Argument(help="reports, figures, stories or runs.")],
    form: Annotated[Form, typer.Option("--format", help="How the rows are written.")] = "jsonl",
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Stored, or begun, on that day or later."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help="A file instead of stdout, whole or not at all.")
    ] = None,
) -> None:
    from scheduler.edge import NOTHING_YET, settings_here, stored_database
    from scheduler.output import log, reader_may_leave

    if form in BINARY and out is None and sys.stdout.isatty():
        raise WrongUsageError(f"a terminal cannot show {form}; give --out PATH")
    settings = settings_here()
    moment = since.replace(tzinfo=ZoneInfo(settings.timezone)) if since else None
    with stored_database(settings) as database, reader_may_leave():
        if database is None:
            log.warning(NOTHING_YET, settings.home)
            return
        from reports.export import export as write

        write(database, what, form, since=moment, to=out or sys.stdout.buffer)
        sys.stdout.flush()
