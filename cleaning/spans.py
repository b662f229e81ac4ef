"""Marks of lost characters become □ for readers, and spans for everybody who reads numbers."""

import re

from cleaning.repair.tally import LOST
from cleaning.report import Block, Damaged

READERS_MARK = "□"
# A □ that a page prints itself is a bullet, unless it stands in a number: then somebody marked a lost digit before us.
PLACE = re.compile(
    f"[{''.join(LOST)}]|{READERS_MARK}(?=[.,]?\\d|[余多]?[万亿千百])|(?<=\\d){READERS_MARK}|(?<=\\d[.,]){READERS_MARK}"
)


def finished(*, title: str, body: str, captions: str) -> tuple[tuple[str, str, str], tuple[Damaged, ...]]:
    """The three texts as readers get them, and where in them something is lost."""
    blocks: tuple[tuple[Block, str], ...] = (("title", title), ("body", body), ("captions", captions))
    spans = tuple(
        Damaged(
            block=block,
            start=match.start(),
            end=match.end(),
            kind=LOST.get(match[0], "lost_digit"),  # type: ignore[arg-type]
        )
        for block, text in blocks
        for match in PLACE.finditer(text)
    )
    return (_shown(title), _shown(body), _shown(captions)), spans


def _shown(text: str) -> str:
    return re.sub(f"[{''.join(LOST)}]", READERS_MARK, text)
