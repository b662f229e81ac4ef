"""Pages given to `duikou clean`, as files or as JSON lines, and the articles they become."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Any, BinaryIO
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from cleaning.article import Article
from cleaning.document import open_document
from cleaning.page import Listed, Page
from cleaning.read import read, read_text
from seeds.errors import without_prefix
from seeds.source import Source

LONGEST = 64 * 2**20  # bytes of a line: a page of the largest size that we fetch, in base64, fits many times over
SUFFIXES = {".html", ".htm", ".txt"}


class BadPageError(ValueError):
    """A line or file that holds no page. Says what is wrong with it."""


def decoded(text: str) -> str:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64") from error
    return text


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="ignore"))
class Given:
    """One JSON line. Exactly one of `html` (text), `html_base64` (bytes as fetched) and `text` (plain) is there."""

    url: str
    html: str | None = None
    html_base64: Annotated[str, AfterValidator(decoded)] | None = None
    text: str | None = None
    headers: Mapping[str, str] | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    fetched_at: AwareDatetime | None = None


ADAPTER = TypeAdapter(Given)


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, never more than one in memory; what is longer than LONGEST comes cut."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        yield number, line
        while not line.endswith(b"\n") and len(line) == LONGEST:
            line = stream.readline(LONGEST)


def given_from(line: bytes) -> Given:
    """Raises BadPageError."""
    if len(line) == LONGEST:
        raise BadPageError(f"longer than {LONGEST} bytes")
    try:
        given = ADAPTER.validate_python(json.loads(line))
    except json.JSONDecodeError as error:
        raise BadPageError(f"no JSON: {error.msg} at character {error.pos}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadPageError(f"no JSON: {error}") from error
    except ValidationError as error:
        raise BadPageError(_sentence(error)) from error
    contents = [given.html, given.html_base64, given.text]
    if contents.count(None) != 2:
        raise BadPageError("give exactly one of html, html_base64 and text")
    return given


def article_of(given: Given, sources: Sequence[Source], *, now: datetime) -> Article:
    """The article of one line; `now` stands in where `fetched_at` is not given."""
    now = given.fetched_at or now
    if given.text is not None:
        return read_text(
            given.text, url=given.url, title=given.title, published=given.published, publisher=given.publisher, now=now
        )
    page = Page(url=given.url, body=_body(given), headers=_headers(given.headers or {}), fetched_at=now)
    source = source_of(given.url, sources)
    # Text has no encoding of its own any more, whatever the page in it declares.
    known = "utf-8" if given.html is not None else source.encoding if source else None
    listed = Listed(url=given.url, title=given.title or "", date=given.published or "")
    article = read([open_document(page, encoding=known)], source=source, listed=listed, now=now)
    return article if article.publisher else replace(article, publisher=given.publisher or "")


def article_in(path: Path, *, now: datetime) -> Article:
    """The article of a file; its address is the file's. Raises BadPageError."""
    try:
        page = Page(url=path.resolve().as_uri(), body=path.read_bytes(), fetched_at=now)
    except OSError as error:
        raise BadPageError(f"cannot be read: {error.strerror}") from error
    if path.suffix.lower() not in SUFFIXES:
        raise BadPageError(f"not one of {', '.join(sorted(SUFFIXES))}")
    document = open_document(page)
    if path.suffix.lower() == ".txt":
        return read_text(document.text, url=page.url, title=None, published=None, publisher=None, now=now)
    return read([document], now=now)


def source_of(url: str, sources: Sequence[Source]) -> Source | None:
    """The source whose site an address belongs to: same host, and of several the one with the longest common path."""
    candidates = [(_common(url, listing), source) for source in sources for listing in source.starts]
    on_host = [candidate for candidate in candidates if candidate[0] >= 0]
    return max(on_host, key=lambda candidate: candidate[0])[1] if on_host else None


def _common(one: str, other: str) -> int:
    """Characters that the paths of two addresses have in common, -1 for different hosts."""
    try:
        here, there = urlsplit(one), urlsplit(other)
    except ValueError:  # e.g. a bracket that opens no IPv6 address
        return -1
    if here.hostname != there.hostname:
        return -1
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(here.path, there.path, strict=False))))


def _body(given: Given) -> bytes:
    if given.html_base64 is not None:
        return base64.b64decode(given.html_base64)
    return (given.html or "").encode("utf-8", "surrogatepass")


def _headers(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), value) for name, value in headers.items())


def _sentence(error: ValidationError) -> str:
    first: Any = error.errors()[0]
    key = ".".join(map(str, first["loc"]))
    return f"{key}: {without_prefix(first['msg'])}" if key else "not a JSON object"
