"""`duikou stories -`: which of the given pages are one text, and which of them the others copy; nothing is stored."""

import sys
from typing import Annotated

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError


def add_to(app: typer.Typer) -> None:
    app.command(
        "stories",
        **described(
            "Group pages by the text they share, without storing them.",
            "duikou stories - < pages.jsonl",
            "duikou stories - < pages.jsonl | jq -r 'select(.relation != \"origin\") | .url'",
            more="Lines of JSON as for `duikou clean -`. One line out for each line in, in their order, once all are "
            "read: which report the others copy is known only then. `relation` is the page's to the origin of its "
            "story; `origin` is null where no other report of it is there.",
        ),
    )(stories)


def stories(what: Annotated[str, typer.Argument(metavar="-", help="JSON lines on stdin.")]) -> None:
    from scheduler.edge import clock, known_sources, settings_here
    from scheduler.given import BadPageError, article_of, given_from, lines_of
    from scheduler.grouping import Grouping
    from scheduler.output import log, put_json

    if what != "-":
        raise WrongUsageError(f"{what}: pages come on stdin; write `duikou stories - < pages.jsonl`")
    sources = known_sources(settings_here())
    grouping, bad = Grouping(), 0
    for number, line in lines_of(sys.stdin.buffer):
        if not line.strip():
            continue
        try:
            grouping.add(article_of(given_from(line), sources, now=clock()))
        except BadPageError as error:
            bad += 1
            log.error("line %d: %s", number, error)
    for row in grouping.rows():
        put_json(row)
    if bad:
        raise typer.Exit(1)
