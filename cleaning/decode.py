"""Bytes to text. A declaration is a hint, never a proof: many pages lie about what they are."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]+)""", re.I)
HEAD = 4096  # bytes in which a page declares itself


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """`encoding` is Python's name of what the bytes really were; `noticed` counts what could not be decoded."""

    text: str
    encoding: str
    noticed: Mapping[str, int] = field(default_factory=dict)


def decode(body: bytes, *, header: str | None, known: str | None = None) -> Decoded:
    """The text of a page. Never raises: what no encoding explains is read as GB18030 with marks for lost bytes."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return Decoded(text=body[len(mark) :].decode(name, "replace"), encoding=name)
    for name in _candidates(body, header, known):
        try:
            return Decoded(text=body.decode(name), encoding=name)
        except UnicodeDecodeError:
            continue
    text = body.decode("gb18030", "replace")
    return Decoded(text=text, encoding="gb18030", noticed={"mojibake": text.count("\ufffd")})


def _candidates(body: bytes, header: str | None, known: str | None) -> Iterator[str]:
    names = [known, "utf-8", *_declared(body, header), "gb18030", "big5hkscs"]
    return (name for name in map(_python_name, names) if name)


def _declared(body: bytes, header: str | None) -> Iterator[str]:
    for place in ((header or "").encode("ascii", "ignore"), body[:HEAD]):
        yield from (name.decode("ascii") for name in DECLARED.findall(place))


def _python_name(name: str | None) -> str | None:
    """GB2312 and GBK are read as GB18030, which holds both: pages that declare the small one use the large one."""
    try:
        found = codecs.lookup(name or "").name
    except LookupError:
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "ascii": "utf-8"}.get(found, found)
