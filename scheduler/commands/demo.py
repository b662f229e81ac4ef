"""`duikou demo`: all of it, offline, in a minute."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.commands.unbuilt import not_built
from scheduler.commands.wording import described


def add_to(app: typer.Typer) -> None:
    app.command(
        "demo",
        **described(
            "See it work, offline: sample sites are crawled over HTTP and digests built.",
            "duikou demo",
            "duikou demo --out /tmp/demo",
            more="What it did is told on stderr, the paths of the digests are printed. Nothing leaves this machine, "
            "and your own configuration and data are left alone.",
        ),
    )(demo)


def demo(
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A new folder to keep; a temporary one if none.")
    ] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Go on as the reading room. (Not built yet.)")] = False,
) -> None:
    import tempfile

    from scheduler.demo import play
    from scheduler.edge import clock
    from scheduler.output import log, put

    if serve:
        raise not_built("demo --serve")
    code, digests = play(out or Path(tempfile.mkdtemp(prefix="duikou-demo-")), clock=clock)
    log.info("open one of these:")
    for path in digests:
        put(str(path))
    if code:
        raise typer.Exit(code)
