"""A page as one record of a WARC file, which other programs read too.

One gzip member a record, so that a record can be read alone; WARC/1.1 because its dates have fractions of a second
(https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/)."""

import json
import re
from base64 import b32encode
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote
from uuid import uuid4

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from cleaning.page import Page

GZIP = 16 + isal_zlib.MAX_WBITS  # as zlib asks for a gzip member and the largest window
PHRASES = {status.value: status.phrase for status in HTTPStatus}
ORIGINAL = "x-archive-orig-"  # what the server said of bytes that it sent in another form than we keep
CODED = re.compile(rf"content-encoding|transfer-encoding|{ORIGINAL}.*")
PLAIN_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
PLAIN_VALUE = re.compile(r"[!-~]+(?: [!-~]+)*")  # blanks beside blanks become one in HTTP's own form
EXACT = "Duikou-Http-Headers"  # the headers as JSON, for a record whose headers HTTP's own form would change


def member_of(page: Page, moment: datetime, status: int) -> bytes:
    """Made in memory, so that one write brings the whole record.

    ISA-L takes a sixth of the time of zlib's level 4, and six bytes more of a hundred. It gets the record in one piece:
    how the first bytes are best coded is settled by what it gets first, and the head of a record is no sample."""
    http = _lines(f"HTTP/1.1 {status} {_phrase(status)}", _http_headers(page))
    record = (_lines("WARC/1.1", _warc_headers(page, moment, http)), http, page.body, b"\r\n\r\n")
    return isal_zlib.compress(b"".join(record), isal_zlib.ISAL_DEFAULT_COMPRESSION, GZIP)


def _warc_headers(page: Page, moment: datetime, http: bytes) -> list[tuple[str, str]]:
    """By hand: warcio, with which they are read, takes as long for them as the packing of the page."""
    payload, block = sha1(page.body, usedforsecurity=False), sha1(http, usedforsecurity=False)
    block.update(page.body)
    plain = all(PLAIN_NAME.fullmatch(name) and PLAIN_VALUE.fullmatch(value) for name, value in page.headers)
    return [
        ("WARC-Type", "response"),
        ("WARC-Record-ID", f"<{uuid4().urn}>"),
        ("WARC-Date", f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"),
        ("WARC-Target-URI", page.url),
        ("WARC-Payload-Digest", f"sha1:{b32encode(payload.digest()).decode()}"),
        ("WARC-Block-Digest", f"sha1:{b32encode(block.digest()).decode()}"),
        ("Content-Type", "application/http; msgtype=response"),
        ("Content-Length", str(len(http) + len(page.body))),
        *([] if plain else [(EXACT, json.dumps(page.headers))]),
    ]


def _lines(first: str, headers: list[tuple[str, str]]) -> bytes:
    """The head of a record or of an answer, with the empty line behind it."""
    return "".join([f"{first}\r\n", *(f"{name}: {value}\r\n" for name, value in headers), "\r\n"]).encode()


def _phrase(status: int) -> str:
    return PHRASES.get(status, "Unknown")


def _http_headers(page: Page) -> list[tuple[str, str]]:
    """The body is kept unpacked, so a reader must not be told that it is packed. A value stays on its line: one that
    breaks it would end the headers, and the body would begin too early; what is not ASCII is escaped."""
    one_line = [(_ascii(name), _ascii(" ".join(value.split()))) for name, value in page.headers]
    return [(ORIGINAL + name if CODED.fullmatch(name) else name, value) for name, value in one_line]


def _ascii(text: str) -> str:
    return text if text.isascii() else quote(text, errors="replace")


def page_in(member: bytes) -> Page | None:
    """The page of a whole record, None if it is another kind of record. Raises ValueError if it is none."""
    warc = next(iter(ArchiveIterator(BytesIO(member))), None)
    if warc is None or warc.rec_type != "response":
        return None
    date = warc.rec_headers.get_header("WARC-Date")
    return Page(
        url=warc.rec_headers.get_header("WARC-Target-URI"),
        body=warc.content_stream().read(),
        headers=_headers_of(warc),
        fetched_at=datetime.fromisoformat(date),
    )


def _headers_of(warc: ArcWarcRecord) -> tuple[tuple[str, str], ...]:
    exact = warc.rec_headers.get_header(EXACT)
    if exact:
        return tuple((name, value) for name, value in json.loads(exact))
    pairs = warc.http_headers.headers if warc.http_headers else ()
    return tuple((name.removeprefix(ORIGINAL), value) for name, value in pairs)
