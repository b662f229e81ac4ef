"""`duikou crawl`: crawls now."""

import signal
from collections.abc import Sequence
from contextlib import nullcontext
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.commands.wording import described
from seeds.errors import WrongUsageError

if TYPE_CHECKING:
    from scheduler.crawls import Ended
    from seeds.settings import Settings
    from seeds.source import Source
    from store.database import Database


def add_to(app: typer.Typer) -> None:
    app.command(
        "crawl",
        **described(
            "Crawl now; all enabled sources if none is named.",
            "duikou crawl",
            "duikou crawl tibet_cn --dry-run",
            "duikou crawl xzsnw_com --via 127.0.0.1:8080",
            more="One line a source: outcome, then what was listed, new, changed, unchanged, gone and unreadable. "
            "Exit code 1 if one failed, 75 if one is being crawled by another process.",
        ),
    )(crawl)


def crawl(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]…", help="As `duikou sources` names them.")
    ] = None,
    via: Annotated[str | None, typer.Option(metavar="HOST:PORT", help="HTTP proxy for all requests.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be asked; write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a source.")] = False,
) -> None:
    from scheduler.edge import chosen_sources, database_of, settings_here

    settings = settings_here(via=via)
    sources = chosen_sources(settings, names or [])
    _refuse_unlisted(sources)
    if dry_run:
        _foresee(sources, settings)
        return
    from scheduler.backlog import catch_up
    from scheduler.crawls import crawl_all, exit_code
    from scheduler.output import log

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: no crawl is left without its parent
    ended = []
    with database_of(settings) as database:  # what is wrong with it is said once, here, and not by every child
        catch_up(database, Event())
        log.info("crawling %d sources, %d at a time", len(sources), settings.at_once)
        for each in crawl_all(sources, settings):
            ended.append(each)
            _say(each, database, as_json=as_json)
    if code := exit_code(ended):
        raise typer.Exit(code)


def _refuse_unlisted(sources: "Sequence[Source]") -> None:
    """Raises WrongUsageError for a source whose seed names no listing: nothing of it can be found."""
    for source in sources:
        if source.access is None:
            raise WrongUsageError(f"{source.name}: its seed has no [listing] yet; add its address there")


def _foresee(sources: "Sequence[Source]", settings: "Settings") -> None:
    from scheduler.edge import clock, stored_database
    from scheduler.output import put
    from store.frontier import work

    with stored_database(settings) as database:
        for source in sources:
            for url in source.starts:
                put(f"{source.name}: would ask {url} and the pages behind it")
            with database.read() if database else nullcontext() as connection:
                for address in work(connection, source.name, now=clock(), limit=1000) if connection else ():
                    put(f"{source.name}: would ask {address.url} ({address.state})")


def _say(ended: "Ended", database: "Database", *, as_json: bool) -> None:
    from reports.export import run_row
    from scheduler.lines import run_line
    from scheduler.output import log, put, put_json
    from seeds.errors import DuikouError
    from store.holdings import gone_since

    source, result = ended
    if isinstance(result, DuikouError):
        log.error("%s: %s", source.name, result)
        return
    with database.read() as connection:
        gone = gone_since(connection, source.name, result.started) if result.counts.gone else ()
    if as_json:
        put_json({**run_row(result), "gone_addresses": gone})
    else:
        put(run_line(result, gone))
