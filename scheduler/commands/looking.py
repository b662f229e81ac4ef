"""`duikou sources preview` and `add`: a look at an unknown address, and the seed file that comes of it."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.commands.wording import described

if TYPE_CHECKING:
    from crawler.preview import Preview, Shown

Url = Annotated[str, typer.Argument(metavar="URL", help="The page that lists the articles, or its feed or sitemap.")]
Via = Annotated[str | None, typer.Option(metavar="HOST:PORT", help="HTTP proxy for all requests.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
MORE = "Asks at most ten times, of one site, as its robots.txt allows, and takes ten seconds at most."


def add_to(group: typer.Typer) -> None:
    group.command(
        "preview",
        **described(
            "Look at an address: list, paging, encoding, platform, five articles.",
            "duikou sources preview http://www.tibet.cn/cn/aid_tibet/news/",
            "duikou sources preview http://www.example.gov.cn/gkmlpt/index#1234 --json",
            more=MORE,
        ),
    )(preview)
    group.command(
        "add",
        **described(
            "Look at an address, then write its seed file.",
            "duikou sources add http://www.tibet.cn/cn/aid_tibet/news/ --into my-seeds",
            more=f"{MORE} The file goes into the folder that `seeds` in duikou.toml names, or --into.",
        ),
    )(add)


def preview(url: Url, via: Via = None, as_json: AsJson = False) -> None:
    from scheduler.output import put_json

    seen = _look(url, via)
    put_json(asdict(seen)) if as_json else _show(seen)


def add(
    url: Url,
    via: Via = None,
    as_json: AsJson = False,
    into: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the seed file goes.")] = None,
) -> None:
    from scheduler.edge import clock, known_sources, settings_here
    from scheduler.output import log, put, put_json
    from scheduler.seedling import refuse_known, source_of, write_seed
    from seeds.errors import WrongUsageError

    settings = settings_here(via=via)
    folder = into or settings.seeds
    if folder is None:
        raise WrongUsageError("say where the seed file goes: --into FOLDER, or `seeds` in duikou.toml")
    known = known_sources(settings)
    refuse_known(url, folder, known)
    seen = _look(url, via)
    source = source_of(seen, today=clock().date())
    path = write_seed(source, url, folder, known)
    if as_json:
        put_json({**asdict(seen), "seed": str(path), "source": source.name})
        return
    _show(seen)
    put(f"\nwritten: {path}")
    if folder != settings.seeds:
        log.info('to crawl it: seeds = "%s" in duikou.toml, then duikou crawl %s', folder, source.name)


def _look(url: str, via: str | None) -> "Preview":
    from crawler.preview import preview as look
    from scheduler.edge import settings_here
    from seeds.errors import WrongUsageError
    from seeds.source import web_address

    try:
        web_address(url)
    except ValueError as error:
        raise WrongUsageError(f"{url}: {error}") from error
    return look(url, settings_here(via=via))


def _show(seen: "Preview") -> None:
    from scheduler.output import put

    declared = f" (declared: {seen.declared})" if seen.declared and seen.declared != seen.encoding else ""
    lines = {
        "page": seen.title or "(no title)",
        "list": f"{seen.list_url} ({seen.way}, {seen.links} articles, {seen.dated} with a date)",
        "platform": seen.platform,
        "encoding": f"{seen.encoding}{declared}",
        "paging": _paging(seen),
        "feeds": ", ".join(seen.feeds) or "none stated",
        "notes": "; ".join(seen.notes),
        "requests": str(seen.requests),
    }
    for name, line in lines.items():
        if line:
            put(f"{name:<9} {line}")
    for number, item in enumerate(seen.items, 1):
        put("")
        for line in _item_lines(item):
            put(f"{number}  {line}")


def _paging(seen: "Preview") -> str:
    if seen.next_url is None:
        return "no further page found"
    tried = {True: "brings further articles", False: "brings no further article", None: "not tried"}
    return f"{seen.next_url} ({tried[seen.next_read]})"


def _item_lines(item: "Shown") -> list[str]:
    why = item.missing
    date = f"{item.published} (from {item.found})" if item.published else f"no date: {why.get('date')}"
    return [
        item.title or f"no title: {why.get('title')}",
        date,
        item.text or f"no text: {why.get('text')}",
        item.url,
    ]
