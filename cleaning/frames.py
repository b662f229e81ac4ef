"""Pages that are only frames around others, as sites were built until about 2005, and some county sites still are."""

import re
from collections.abc import Iterator

from cleaning.address import resolve
from cleaning.anchors import base_of
from cleaning.document import Document

MAIN = re.compile(r"main|content|list|right|news|body|center", re.IGNORECASE)
BESIDE = re.compile(r"top|left|menu|nav|head|foot|bottom|banner|logo", re.IGNORECASE)


def frames_of(document: Document) -> Iterator[str]:
    """The addresses of a page's frames, the one that most likely holds the matter first; menus and banners last."""
    frames = [each for tag in ("frame", "iframe") for each in document.tree.iter(tag)]
    ranked = sorted(frames, key=lambda each: _rank(f"{each.get('name', '')} {each.get('id', '')}"))
    for frame in ranked:
        if url := resolve(base_of(document), frame.get("src", "")):
            yield url


def _rank(name: str) -> int:
    return 0 if MAIN.search(name) else 2 if BESIDE.search(name) else 1
