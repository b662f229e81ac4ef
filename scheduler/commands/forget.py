"""`duikou forget`: takedown of one address."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from seeds.settings import Settings
    from store.database import Database


def add_to(app: typer.Typer) -> None:
    app.command(
        "forget",
        **described(
            "Takedown: text and archived bytes of an address go; address, reason and time stay.",
            'duikou forget http://www.tibet.cn/cn/a.html --reason "asked by the publisher on 2026-11-20"',
            more="It is never fetched again. Its pages beside our issues go; the issues keep what they said. "
            "Exit code 2 if no such address is known, 75 if its source is being crawled.",
        ),
    )(forget)


def forget(
    url: Annotated[str, typer.Argument(metavar="URL", help="As `duikou export reports` has it.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the address.")] = "takedown",
) -> None:
    from scheduler.edge import settings_here, stored_database
    from scheduler.output import log, put
    from store.takedown import reason_of

    if not reason.strip():
        raise WrongUsageError("--reason is empty; say why, or leave it out")
    settings = settings_here()
    address = _canonical(url)
    with stored_database(settings) as database:
        if database is None:
            raise _unknown(address)
        sources, pages = _take_down(database, settings, address, reason)
        with database.read() as connection:
            kept = reason_of(connection, address)
    put(f"{address}: forgotten; {pages} archived pages overwritten")
    log.info("%s of %s was taken down: %s", address, ", ".join(sources), kept)


def _take_down(database: "Database", settings: "Settings", address: str, reason: str) -> tuple[tuple[str, ...], int]:
    """The sources that had it, and how many archived pages were overwritten."""
    from reports.page import drop_pages
    from scheduler.edge import clock
    from store.claims import claim
    from store.recleaning import sources_of
    from store.takedown import forget as take_down
    from store.takedown import stored_as

    with database.read() as connection:
        sources = tuple(sources_of(connection, address))
    if not sources:
        raise _unknown(address)
    with ExitStack() as held:
        for source in sources:
            held.enter_context(claim(settings.database, settings.home, f"crawl-{source}"))
        with database.read() as connection:
            report = stored_as(connection, address)
        if report is not None:
            drop_pages(settings.home, report)
        with database.write() as connection:
            pages = take_down(connection, address, archive=settings.home / "archive", reason=reason, now=clock())
    return sources, pages


def _canonical(url: str) -> str:
    from cleaning.address import canonical

    try:
        return canonical(url)
    except ValueError as error:
        raise WrongUsageError(f"{url!r} is no web address; write it as `duikou export reports` has it") from error


def _unknown(address: str) -> WrongUsageError:
    return WrongUsageError(f"{address}: no source of ours ever listed it, so nothing of it is kept; nothing was done")
