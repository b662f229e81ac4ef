"""`duikou sources`: what we watch, and whether its seed files are right."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.commands import looking
from scheduler.commands.wording import described

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]


def add_to(app: typer.Typer) -> None:
    group = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
    group.callback()(show)
    group.command("list", **described("All sources, one a line.", "duikou sources list --json"))(list_sources)
    group.command(
        "check", **described("Judge the seed files.", "duikou sources check", "duikou sources check my.toml")
    )(check)
    looking.add_to(group)
    app.add_typer(group, name="sources", short_help="What we watch: list, check, preview, add.")


def show(context: typer.Context) -> None:
    """What we watch; `list` if nothing else is asked."""
    if context.invoked_subcommand is None:
        list_sources()


def list_sources(as_json: AsJson = False) -> None:
    from scheduler.edge import known_sources, settings_here
    from scheduler.output import put_json, put_table

    rows = [
        {
            "name": source.name,
            "title": source.title,
            "publisher": source.publisher,
            "kind": source.kind,
            "enabled": source.enabled,
            "verified": source.verified.isoformat() if source.verified else None,
            "every": int(source.every.total_seconds()),
            "listings": list(source.starts),
        }
        for source in known_sources(settings_here())
    ]
    if as_json:
        for row in rows:
            put_json(row)
        return
    put_table(
        ("SOURCE", "PUBLISHER", "KIND", "ENABLED", "VERIFIED", "TITLE"),
        (
            (
                row["name"],
                row["publisher"],
                row["kind"],
                "yes" if row["enabled"] else "no",
                row["verified"] or "never",
                row["title"],
            )
            for row in sorted(rows, key=lambda row: not row["enabled"])
        ),
    )


def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Seed files; all of the installation if none.")] = None,
    as_json: AsJson = False,
) -> None:
    from scheduler.edge import clock, settings_here
    from scheduler.output import log, put, put_json
    from seeds.lint import problems
    from seeds.load import SHIPPED, seed_files

    folders = [SHIPPED, *filter(None, [settings_here().seeds])]
    judged = files or [path for folder in folders for path in seed_files(folder)]
    found = problems(*judged, today=clock().date())
    for problem in found:
        put_json({"problem": problem}) if as_json else put(problem)
    if found:
        raise typer.Exit(1)
    log.info("%d seed files, nothing wrong", len(judged))
