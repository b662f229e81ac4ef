"""`duikou clean`: pages in, one JSON report a line out; nothing is stored."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.commands.wording import described

if TYPE_CHECKING:
    from cleaning.article import Article

More = Iterator[tuple[str, "Callable[[], Article]"]]


def add_to(app: typer.Typer) -> None:
    app.command(
        "clean",
        **described(
            "Clean pages without storing them: one JSON report a line.",
            "duikou clean page.html | jq .title",
            "duikou clean - < pages.jsonl > reports.jsonl",
            more="A line of JSON holds `url` and one of `html` (text), `html_base64` (bytes as fetched) or `text` "
            "(plain); it may hold `headers` (object), `title`, `published`, `publisher` and `fetched_at` (with an "
            "offset). A page that cannot be read is named on stderr, the others go on, and the exit code is 1.",
        ),
    )(clean_pages)


def clean_pages(
    paths: Annotated[list[str], typer.Argument(metavar="PATH… | -", help=".html, .htm or .txt; - for JSON lines.")],
) -> None:
    from cleaning.clean import clean
    from cleaning.serial import report_json
    from scheduler.given import BadPageError
    from scheduler.output import log, put_json

    bad = 0
    for place, article in _given(paths):
        try:
            put_json(report_json(clean(article())))
        except BadPageError as error:
            bad += 1
            log.error("%s: %s", place, error)
    if bad:
        raise typer.Exit(1)


def _given(paths: list[str]) -> More:
    for path in paths:
        yield from _lines() if path == "-" else _file(Path(path))


def _lines() -> More:
    from scheduler.edge import clock, known_sources, settings_here
    from scheduler.given import article_of, given_from, lines_of

    sources = known_sources(settings_here())
    for number, line in lines_of(sys.stdin.buffer):
        if line.strip():
            yield f"line {number}", lambda line=line: article_of(given_from(line), sources, now=clock())  # type: ignore[misc]


def _file(path: Path) -> More:
    from scheduler.edge import clock
    from scheduler.given import article_in

    yield str(path), lambda: article_in(path, now=clock())
