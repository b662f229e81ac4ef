"""`duikou digest`: an issue now."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from reports.issue import Made

Period = Literal["day", "week", "month"]


class Form(StrEnum):  # for typer, which knows no list of Literals
    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    ATOM = "atom"


Name = Annotated[str | None, typer.Option(metavar="NAME", help="As in duikou.toml; the first if none.")]
Of = Annotated[Period | None, typer.Option(help="Instead of the subscription's own.")]
On = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="A day of the period.")]
Forms = Annotated[list[Form] | None, typer.Option("--format", help="May be given again; html and text if not.")]
Out = Annotated[Path | None, typer.Option(metavar="PATH", help="Write there instead of under the home.")]
Send = Annotated[bool, typer.Option("--send", help="Mail it to the subscription's addresses.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what it would hold; write and send nothing.")]


def add_to(app: typer.Typer) -> None:
    app.command(
        "digest",
        **described(
            "An issue of a subscription now: what is new, or what was published in a period.",
            "duikou digest",
            "duikou digest --on 2025-07-02 --period month",
            "duikou digest --subscription weekly --send",
            "duikou digest --dry-run",
            more="Without --on it is the next issue: what was stored since the last one; it counts as issued once it "
            "is sent, or written where there is nobody to send it to. With --on it holds what was published in the "
            "period of that day, and nothing is counted. The paths of the files are printed, the first form last.",
        ),
    )(digest)


def digest(
    subscription: Name = None,
    period: Of = None,
    on: On = None,
    forms: Forms = None,
    out: Out = None,
    send: Send = False,
    dry_run: Dry = False,
) -> None:
    from scheduler.edge import (
        NOTHING_YET,
        chosen_subscription,
        clock,
        database_of,
        known_sources,
        settings_here,
        stored_database,
    )
    from scheduler.output import log

    settings = settings_here()
    known_sources(settings)  # a subscription may name one that is not there
    chosen = chosen_subscription(settings, subscription)
    if period and not on:
        raise WrongUsageError("--period needs --on: the next issue holds what is new since the last one")
    with stored_database(settings) if dry_run else database_of(settings) as database:
        if database is None:
            log.info(NOTHING_YET, settings.home)
            return
        from reports.issue import make_issue  # heavy: only once it is clear that there is something to do
        from reports.shelf import USUAL

        made = make_issue(
            database, chosen, settings, now=clock(), on=on.date() if on else None, period=period,
            formats=[form.value for form in forms] if forms else USUAL, out=out, send=send, dry_run=dry_run,
        )  # fmt: skip
    log.info("%s: %d reports", chosen.title, made.items)
    _show(made, shown=(forms or [Form.TEXT]) if dry_run else [])


def _show(made: "Made", *, shown: Sequence[Form]) -> None:
    from reports.render import render
    from scheduler.output import log, put

    for form in shown:
        put(render(made.digest, form.value))
    for delivery in made.sent:
        log.info("%s: %s %s", delivery.recipient, delivery.outcome, delivery.detail)
    for path in reversed(made.paths):
        put(str(path))
    if made.sent and not any(delivery.outcome in ("sent", "uncertain") for delivery in made.sent):
        raise typer.Exit(1)
