"""The headline of a page."""

import re

from cleaning.document import Document

SUFFIX = re.compile(r"\s*[-_|–—]+\s*[^-_|–—]{2,20}$")


def title_of(document: Document) -> str:
    """The heading that the window title begins with; else the window title without the site's name."""
    window = _text(document.tree.find(".//title"))
    headings = [_text(element) for element in document.tree.iter("h1", "h2", "h3")]
    for heading in headings:
        if len(heading) > 4 and heading in window:
            return heading
    return SUFFIX.sub("", window) or next(iter(headings), "")


def _text(element: object) -> str:
    text_content = getattr(element, "text_content", None)
    return " ".join(text_content().split()) if text_content else ""
