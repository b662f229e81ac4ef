"""Bytes to text. A declaration is a hint and never a proof: of all readings that the bytes allow, the one that reads
most like a language wins. U+FFFD alone proves nothing: UTF-8 read as GBK has none."""

import codecs
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from cleaning.language import naturalness

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""", re.I)
HEAD = 8192  # bytes in which a page declares itself
GUESSED = 4096  # bytes that a detector gets: its time grows with them
ASCII = bytes(range(0x80))
WEIGHED = 1_000_000  # bytes of which all readings are tried
FLUENT = 0.3  # naturalness above which a reading needs no second opinion
SURE = 1.0  # naturalness that no wrong reading reaches
LITTLE = 0.1  # of a page's characters may be broken, and it still is UTF-8: no other encoding looks so much like it
BROKEN = 8.0  # what one undecodable byte costs against one character
HINT = 0.25  # what a declaration is worth
NAMED = 5  # different encodings that a page is heard to name: each is tried on the whole of it
DOUBT = 1.0  # by how much a text that was decoded twice must read better than as it stands
KEPT = 0.2  # of the bytes beyond ASCII are left at least when a text is decoded back; a third, where all fits
HOLES = b"\x81\x8d\x8f\x90\x9d"
WINDOWS = {ord(bytes([byte]).decode("cp1252")): byte for byte in range(0x80, 0xA0) if byte not in HOLES}
# GB2312 and GBK are read as GB18030, which holds both: pages that declare the small one use the large one.
WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs",
    "ascii": "utf-8", "iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-16-le",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """`encoding`: Python's name of what the bytes are. `utf8`: the text in UTF-8 if it was made on the way, else empty.
    `noticed`: mojibake met; `repaired`: so much of it undone."""

    text: str
    encoding: str
    utf8: bytes = b""
    noticed: Mapping[str, int] = field(default_factory=dict)
    repaired: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One way to read the bytes."""

    text: str
    encoding: str
    score: float
    utf8: bytes = b""  # as of what is decoded
    lost: float = 0.0  # share of the characters beyond ASCII that made no sense
    mended: tuple[str, str] | None = None  # what it was taken for, and what it is


def decode(body: bytes, *, header: str | None, known: str | None = None) -> Decoded:
    """The text of a page. Never raises. `header`: the Content-Type; `known`: what a seed says the site really uses."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return _finished(Reading(text=body[len(mark) :].decode(name, "replace"), encoding=name, score=0.0))
    if len(body) <= WEIGHED:
        return _finished(_best(body, header, known))
    beginning = body[: body.rfind(b"<", 0, WEIGHED)] if b"<" in body[:WEIGHED] else body[:WEIGHED]
    return _finished(_to_the_end(_best(beginning, header, known), body))


def _to_the_end(reading: Reading, body: bytes) -> Reading:
    """What was found for the beginning of a huge page, for all of it."""
    text = body.decode(reading.encoding, "replace")
    return replace(reading, text=_again(text, *reading.mended) if reading.mended else text, utf8=b"")


def _best(body: bytes, header: str | None, known: str | None) -> Reading:
    """UTF-8 first, because text of another encoding hardly ever is valid UTF-8 by chance; then the first that is read
    without a loss and is fluent; then the best of all. What is declared is looked for only in doubt."""
    whole = _whole(body, "utf-8")
    if whole is not None and (body.isascii() or _rated(whole, "utf-8", set(), body).score > FLUENT):
        return Reading(text=whole, encoding="utf-8", score=SURE, utf8=body)
    names = dict.fromkeys(filter(None, map(_python_name, (known, *_declared(body, header)))))
    hints = set(itertools.islice(names, NAMED))
    if whole is None and (likely := _likely(body, hints)):
        return likely
    first = _rated(body.decode("utf-8", "replace") if whole is None else whole, "utf-8", hints)
    return first if first.score > FLUENT else _best_of_all(body, hints, first)


def _whole(body: bytes, encoding: str) -> str | None:
    """The text if every byte makes sense."""
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        return None


def _likely(body: bytes, hints: set[str]) -> Reading | None:
    """The first reading without a loss that is fluent; what is declared comes first."""
    for name in sorted(_names(body, hints), key=lambda name: name not in hints):
        whole = _whole(body, name)
        if whole is not None and (reading := _rated(whole, name, set())).score > SURE:
            return reading
    return None


def _names(body: bytes, hints: set[str]) -> list[str]:
    return ["gb18030", "big5hkscs", *_wide(body), *sorted(hints - {"gb18030", "big5hkscs", "utf-8"})]


def _score(reading: Reading) -> float:
    return reading.score


def _best_of_all(body: bytes, hints: set[str], first: Reading) -> Reading:
    readings = [first, *_undone(first), *(_reading(body, name, hints) for name in _names(body, hints))]
    best = max(readings, key=_score)
    if first.lost <= LITTLE and best.score <= (SURE - DOUBT if best.mended else SURE):
        return first  # another language, or a page of few words: nothing else may be made of it
    if best.score <= 0 and (guess := _guessed(body)):
        readings.append(_reading(body, guess, hints))
    return max(readings, key=_score)


def _guessed(body: bytes) -> str | None:
    # Loaded late: pages of which nothing else makes sense are rare.
    import chardet

    return _python_name(chardet.detect(body[:GUESSED])["encoding"])


def _wide(body: bytes) -> tuple[str, ...]:
    """UTF-16 without its mark betrays itself by NULs where ASCII stands."""
    if body.count(0, 0, GUESSED) < min(len(body), GUESSED) / 8:
        return ()
    return ("utf-16-le", "utf-16-be")


def _reading(body: bytes, encoding: str, hints: set[str]) -> Reading:
    return _rated(body.decode(encoding, "replace"), encoding, hints)


def _rated(text: str, encoding: str, hints: set[str], utf8: bytes = b"") -> Reading:
    lost, utf8 = 0.0, utf8 or utf8_of(text)
    if "\ufffd" in text:  # many times faster than to count what is not there
        lost = text.count("\ufffd") / max(len(text) - len(text.encode("ascii", "ignore")), 1)
    score = naturalness(utf8) - BROKEN * lost + HINT * (encoding in hints)
    return Reading(text=text, encoding=encoding, score=score, utf8=utf8, lost=lost)


def utf8_of(text: str) -> bytes:
    """What is no character, half of a surrogate pair, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _declared(body: bytes, header: str | None) -> Iterator[str]:
    for place in ((header or "").encode("ascii", "ignore"), body[:HEAD]):
        small = place.lower()
        for word in (b"charset", b"encoding"):
            at = small.find(word)
            while at >= 0:
                if match := DECLARED.match(place, at):
                    yield match[1].decode("ascii")
                at = small.find(word, at + 1)


def _python_name(name: str | None) -> str | None:
    """Only text encodings: Python also knows `hex` and `zip`, which do not decode to characters."""
    try:
        found = codecs.lookup(name or "")
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in {"idna", "punycode", "undefined", "mbcs"}:
        return None
    return WIDER.get(found.name, found.name)


def _undone(reading: Reading) -> Iterator[Reading]:
    """What valid UTF-8 was before somebody took it for GBK or Latin-1 and saved it so."""
    if "\ufffd" in reading.text[:HEAD]:
        return
    for wrong, right in (("gb18030", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gb18030")):
        text = _again(reading.text, wrong, right)
        if _foreign(text) < KEPT * _foreign(reading.text):
            continue  # what does not fit is left out, and hardly anything fitted
        score = naturalness(utf8_of(text)) - DOUBT
        yield Reading(text=text, encoding=reading.encoding, score=score, mended=(wrong, right))


def _foreign(text: str) -> int:
    """Bytes beyond ASCII."""
    return len(text.encode("utf-8", "ignore").translate(None, ASCII))


def _again(text: str, wrong: str, right: str) -> str:
    """Latin-1 is taken as browsers take it: as Windows-1252 with its holes filled."""
    return text.translate(WINDOWS).encode(wrong, "ignore").decode(right, "ignore")


def _finished(reading: Reading) -> Decoded:
    if reading.mended:
        once = {"mojibake": 1}
        return Decoded(text=reading.text, encoding=reading.encoding, noticed=once, repaired=once)
    lost = reading.text.count("\ufffd") if "\ufffd" in reading.text else 0
    noticed = {"mojibake": lost} if lost else {}
    return Decoded(text=reading.text, encoding=reading.encoding, utf8=reading.utf8, noticed=noticed)
