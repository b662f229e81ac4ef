"""Marks of lost characters become □ for readers, and spans for everybody who reads numbers."""

import re
from collections.abc import Mapping

from cleaning.repair.tally import LOST
from cleaning.report import Block, Damaged

READERS_MARK = "□"
MARKS = (*LOST, READERS_MARK)
# A □ that a page prints itself is a bullet, unless it stands in a number: then somebody marked a lost digit before us.
PLACE = re.compile(
    f"[{''.join(LOST)}]|{READERS_MARK}(?=[.,]?\\d|[余多]?[万亿千百])|(?<=\\d){READERS_MARK}|(?<=\\d[.,]){READERS_MARK}"
)


def finished(texts: Mapping[Block, str]) -> tuple[tuple[str, str, str], tuple[Damaged, ...]]:
    """Title, body and captions as readers get them, and where in them something is lost."""
    spans = tuple(
        Damaged(
            block=block,
            start=match.start(),
            end=match.end(),
            kind=LOST.get(match[0], "lost_digit"),  # type: ignore[arg-type]
        )
        for block, text in texts.items()
        if any(map(text.__contains__, MARKS))
        for match in PLACE.finditer(text)
    )
    if not spans:
        return (texts["title"], texts["body"], texts["captions"]), ()
    return (_shown(texts["title"]), _shown(texts["body"]), _shown(texts["captions"])), spans


def _shown(text: str) -> str:
    for mark in LOST:
        text = text.replace(mark, READERS_MARK)
    return text
