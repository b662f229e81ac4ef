"""The border to the store: what no text may carry any further, and how long a text may be.

It is the last step, not an earlier one: private-use characters are evidence for the repair of slipped bytes."""

import re
import sys
import unicodedata
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final

from cleaning.article import Stated
from cleaning.report import Block, Damage, Damaged, Facts, Figure, Report

TITLE, PARAGRAPH, BODY, CAPTION, NAME = 1_000, 100_000, 1_000_000, 2_000, 200
CAPTIONS, NAMES = 500, 100
YEARS = range(1900, 2200)

# Control (but tab and line feed), surrogates, private use, noncharacters, and the marks that turn the direction of
# writing: Unicode 17, chapters 23.1, 23.4 to 23.7 and 23.9; the last hide what a line really says (UTR 36).
PLANES: Final = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    f"\U000f0000-\U0010ffff{PLANES}]"
)


def safe(text: str, limit: int = sys.maxsize) -> str:
    """The text without forbidden characters, in NFC, not longer than `limit` characters. Idempotent."""
    if not text.isprintable():  # nothing forbidden is printable, and asking is a tenth of looking for it
        text = FORBIDDEN.sub("", text)
    return unicodedata.normalize("NFC", text)[:limit]


def bounded(report: Report) -> Report:
    """The report with every text of it safe. What was cut is said as damage (`truncated`); spans move with their
    text, and a figure whose words are not there any more goes. A report that is safe already comes back as it is."""
    if _is_bounded(report):
        return report
    clean = _bounded_texts(report)
    if clean == report:
        return report
    moved = tuple(span for old in report.damaged if (span := _moved(old, report, clean)))
    figures = tuple(figure for old in report.facts.figures if (figure := _moved_figure(old, report, clean)))
    return replace(clean, damaged=moved, facts=replace(clean.facts, figures=figures))


def blocks(report: Report) -> dict[Block, str]:
    """The texts that spans index."""
    return {"title": report.title, "body": report.body, "captions": "\n".join(report.captions)}


def block_of(report: Report, block: Block) -> str:
    """The text that spans of that block index."""
    return blocks(report)[block]


def _is_bounded(report: Report) -> bool:
    """At one look, as nearly every report is; a False only means that it has to be gone through piece by piece."""
    names = (report.publisher, *report.authors, *report.editors)
    limits = (((report.title,), TITLE), ((report.body,), PARAGRAPH), (report.captions, CAPTION), (names, NAME))
    short = all(len(text) <= limit for texts, limit in limits for text in texts)
    few = len(report.captions) <= CAPTIONS and max(len(report.authors), len(report.editors)) <= NAMES
    said = " ".join(_texts(report)).replace("\n", " ")  # no mark joins itself to a blank: NFC of all is NFC of each
    return short and few and _published(report.published) == report.published and safe(said) == said


def _texts(value: Any) -> list[str]:
    """Every text in a value, through tuples and dataclasses."""
    texts, parts = [], [value]
    for part in parts:  # it grows on the way
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, tuple):
            parts += part
        elif hasattr(part, "__dict__"):
            parts += filter(None, vars(part).values())  # most of what a figure might state is not stated
    return texts


def _bounded_texts(report: Report) -> Report:
    title = safe(report.title, TITLE)
    body = "\n".join(safe(paragraph, PARAGRAPH) for paragraph in report.body.split("\n"))[:BODY]
    captions = tuple(safe(caption, CAPTION) for caption in report.captions[:CAPTIONS])
    cut = sum(
        len(kept) < len(safe(given))
        for kept, given in (
            (title, report.title),
            (body, report.body),
            ("\n".join(captions), "\n".join(report.captions)),
        )
    )
    rest: Report = _safe_all(replace(report, title="", body="", captions=(), damaged=(), facts=Facts()))
    return replace(
        rest,
        title=title,
        body=body,
        captions=captions,
        publisher=rest.publisher[:NAME],
        authors=tuple(name[:NAME] for name in rest.authors[:NAMES]),
        editors=tuple(name[:NAME] for name in rest.editors[:NAMES]),
        published=_published(report.published),
        damage=rest.damage + ((Damage(kind="truncated", count=cut, repaired=0),) if cut else ()),
        damaged=report.damaged,
        facts=_safe_all(report.facts),
    )


def _published(stated: Stated) -> Stated:
    """A date that no page can have is no date, and some databases do not take it."""
    return stated if stated.moment is None or stated.moment.year in YEARS else Stated()


def _safe_all(value: Any) -> Any:
    """A value with every text in it safe, through tuples and dataclasses."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, tuple):
        return tuple(_safe_all(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _safe_all(getattr(value, field.name)) for field in fields(value)})
    return value


def _place(old: int, block: Block, before: Report, after: Report) -> int:
    """Where a position of the old block stands in the new one, as far as that still has it."""
    return min(len(safe(block_of(before, block)[:old])), len(block_of(after, block)))


def _moved(span: Damaged, before: Report, after: Report) -> Damaged | None:
    start, end = (_place(at, span.block, before, after) for at in (span.start, span.end))
    return replace(span, start=start, end=end) if start < end else None


def _moved_figure(figure: Figure, before: Report, after: Report) -> Figure | None:
    start, end = (_place(at, figure.block, before, after) for at in (figure.start, figure.end))
    clean: Figure = replace(_safe_all(figure), start=start, end=end)
    return clean if block_of(after, figure.block)[start:end] == clean.text else None
