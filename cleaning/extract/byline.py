"""Whom a page names as its source and who wrote it: between headline and text, at the text's ends, in meta tags."""

from collections.abc import Mapping, Sequence

from cleaning.extract import meta, people
from cleaning.extract.frame import Frame
from cleaning.extract.publisher import (
    issuer_in,
    publisher_beside,
    publisher_by_date,
    publisher_in,
    publisher_of_dateline,
)

LABEL = 8  # characters that the label of a cell has at most


def _in_one(lines: Sequence[str]) -> list[str]:
    """A label in one cell and its value in the next make one line."""
    before = ["", *lines]
    return [
        label + line if 1 < len(label) <= LABEL and label.endswith(("：", ":")) else line
        for label, line in zip(before, lines, strict=False)
    ]


def publisher(frame: Frame, title: str) -> str:
    """Whom the page names as source: in its byline, its meta tags, at its end, or in its dateline."""
    head = _in_one(frame.head)
    tagged = [frame.metas[name] for name in meta.PUBLISHERS if name in frame.metas]
    named = publisher_in(head) or publisher_by_date(head) or frame.pictured or publisher_in(tagged, bare=True)
    named = named or issuer_in(head) or publisher_beside(frame.head[frame.above :])
    named = named or publisher_in(frame.foot) or publisher_in(frame.last)
    named = named or publisher_by_date(frame.foot, surely=True) or publisher_of_dateline(frame.first, title)
    return named or frame.linked.publisher


def authors(frame: Frame) -> tuple[str, ...]:
    """From the byline; else from the dateline or the signature under the text; else from what readers do not see."""
    if named := people.authors_in("\n".join(frame.head)):
        return named
    signed = [name for text in (*frame.first, *frame.last) for name in people.signed(text)]
    signed += people.authors_in("\n".join(line for line in frame.foot if "来源" in line))
    told = tuple(dict.fromkeys(signed)) or people.authors_in("\n".join(f"作者：{one}" for one in frame.linked.authors))
    return told or names(frame.metas, meta.AUTHORS)


def names(metas: Mapping[str, str], places: tuple[str, ...]) -> tuple[str, ...]:
    text = meta.first(metas, places)
    return people.authors_in(f"作者：{text}") if text else ()
