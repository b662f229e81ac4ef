"""`duikou export`: data out."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from scheduler.commands.unbuilt import not_built
from scheduler.commands.wording import described


def add_to(app: typer.Typer) -> None:
    app.command(
        "export",
        **described(
            "Data out: reports or runs, as JSON lines, CSV or XLSX.",
            "duikou export reports > reports.jsonl",
            "duikou export reports --format xlsx --since 2026-11-01 --out reports.xlsx",
            "duikou export runs --format csv",
        ),
    )(export)


def export(
    what: Annotated[Literal["reports", "runs", "figures", "stories"], typer.Argument(help="reports or runs.")],
    as_format: Annotated[Literal["jsonl", "csv", "xlsx"], typer.Option("--format", help="xlsx needs --out.")] = "jsonl",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Stored (or begun) on that day or later.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A file instead of stdout; never left half written.")] = None,
) -> None:
    if what in ("figures", "stories"):
        raise not_built(f"export {what}")
