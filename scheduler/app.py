"""The commands of `duikou`, in the order in which a newcomer meets them."""

from typing import Annotated

import typer

from scheduler.commands import (
    check_config,
    clean,
    crawl,
    demo,
    digest,
    export,
    forget,
    reclean,
    retention,
    review,
    sources,
    status,
    stories,
    totals,
    unbuilt,
)
from scheduler.commands import run as daemon

app = typer.Typer(
    name="duikou",
    rich_markup_mode=None,  # plain text: fast, and right without a terminal
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

HELP = """\b
Examples:
  duikou demo                          see it work, offline, in a minute
  duikou crawl tibet_cn                crawl one source now
  duikou digest --on 2025-07-02        what was published that day
  duikou run                           crawl and send at their times, for good

Watches Chinese sites for reports of paired assistance (对口支援) and tells its readers what is new.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage, 73 cannot write, 74 disk full,
75 busy, 78 wrong configuration.
"""


def show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"duikou {version('duikou')}")
        raise typer.Exit


@app.callback(help=HELP)
def every_command(
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only warnings and errors on stderr.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="More talk, and where an error came from.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """The options are taken off by the door, which lets them stand anywhere; here they are for --help."""


GROUPS = (
    *(demo, crawl, daemon, digest, sources, status, check_config, clean, stories, export, totals),
    *(review, reclean, retention, forget, unbuilt),
)
for group in GROUPS:
    group.add_to(app)
