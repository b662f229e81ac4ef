"""Where issues stand: <home>/digests/<subscription>/, a file a form, and an index of them all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from reports.digest import Digest
from reports.files import put
from reports.letter import letter
from reports.page import FOLDER, Page, write_pages
from reports.render import INLINER, TEMPLATES, html, page_html, render
from reports.wording import Wording, wording
from seeds.settings import Settings

Format = Literal["html", "text", "markdown", "json", "atom", "eml"]
USUAL: tuple[Format, ...] = ("html", "text", "eml")
ENDINGS: Mapping[Format, str] = {
    "html": ".html",
    "text": ".txt",
    "markdown": ".md",
    "json": ".json",
    "atom": ".atom",
    "eml": ".eml",
}
# Issues by date and number, selections by their days: 2026-11-21-0012.html, 2026-11-16_2026-11-22.html
NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d{4,})|_(\d{4}-\d\d-\d\d))\.html")


@dataclass(frozen=True, kw_only=True, order=True)
class Entry:
    """A line of the index, and the month under which it stands."""

    date: str
    month: str
    href: str
    name: str


def stem(digest: Digest) -> str:
    """The file name of an issue without its ending."""
    if digest.number is None:
        return f"{digest.start.isoformat()}_{digest.end.isoformat()}"
    return f"{digest.moment.date().isoformat()}-{digest.number:04}"


def write_issue(
    digest: Digest, settings: Settings, *, formats: Sequence[Format], out: Path | None, pages: Iterable[Page] = ()
) -> tuple[Path, ...]:
    """The files of an issue: on the shelf; with `out` there instead (one format: a file, more: a folder).

    `pages`: of its reports; they stand beside it where it has a folder, and are written before it links to them."""
    if out is not None and len(formats) == 1 and not out.is_dir():
        put(out, _bytes(digest, settings, formats[0], pages=None))
        return (out,)
    folder = out or settings.home / "digests" / digest.name
    paths = tuple(folder / f"{stem(digest)}{ENDINGS[format]}" for format in formats)
    if "html" in formats:
        write_pages(((page, page_html(page, digest, f"{stem(digest)}.html")) for page in pages), folder)
    for path, format in zip(paths, formats, strict=True):
        put(path, _bytes(digest, settings, format, pages=f"{FOLDER}/"))
    if out is None:
        write_index(folder, title=digest.title, language=digest.language)
    return paths


def _bytes(digest: Digest, settings: Settings, format: Format, *, pages: str | None) -> bytes:
    if format == "eml":
        return letter_of(digest, settings, recipient=None)
    if format == "html":
        return html(digest, pages=pages).encode()
    return render(digest, format).encode()


def letter_of(digest: Digest, settings: Settings, *, recipient: str | None) -> bytes:
    """The letter of this house to one reader. Its figures are linked where their pages are on the web."""
    pages = f"{settings.web}{digest.name}/{FOLDER}/" if settings.web else None
    sender, leave = settings.mail_from, settings.unsubscribe
    return letter(digest, sender=sender, recipient=recipient, unsubscribe=leave, pages=pages)


def write_index(folder: Path, *, title: str, language: str) -> Path:
    """`index.html` of the issues that stand in the folder, newest first, by month."""
    words = wording(language)
    entries = sorted((_entry(match, words) for match in _names(folder)), reverse=True)
    months = [(month, list(group)) for month, group in groupby(entries, key=lambda entry: entry.month)]
    page = TEMPLATES.get_template("index.html").render(wording=words, title=words.show(title), months=months)
    path = folder / "index.html"
    put(path, (INLINER.inline(page) + "\n").encode())
    return path


def _names(folder: Path) -> list[re.Match[str]]:
    return [match for path in folder.iterdir() if (match := NAME.fullmatch(path.name))]


def _entry(match: re.Match[str], words: Wording) -> Entry:
    day, number, end = match.groups()
    start = date.fromisoformat(day)
    if number:
        name = f"{words.weekday(start)} · {words.say('face.number', n=int(number))}"
    else:
        days = words.say("face.days", start=words.day(start), end=words.day(date.fromisoformat(end)))
        name = f"{days if day != end else words.weekday(start)} · {words.say('face.selection')}"
    return Entry(date=day, month=words.month(start), href=match[0], name=name)
