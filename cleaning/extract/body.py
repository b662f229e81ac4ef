"""The body of an article: the run of text-rich blocks that carries few links."""

import re
from dataclasses import dataclass

import lxml.html

from cleaning.document import Document

BLOCKS = {"p", "div", "td", "li", "section", "article", "h1", "h2", "h3", "h4", "blockquote", "pre", "dd", "dt", "tr"}
SKIP = {"script", "style", "noscript", "head", "form", "select", "button", "nav", "footer"}
CLOSER = re.compile(r"^[(（\[【]?\s*(责编|責編|责任编辑|責任編輯|编辑|編輯)")


@dataclass(frozen=True, kw_only=True)
class Body:
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]


def body_of(document: Document, selector: str | None, *, title: str) -> Body:
    """Paragraphs and captions, by the seed's selector or by text density."""
    chosen = document.tree.cssselect(selector) if selector else []
    root = chosen[0] if chosen else _densest(document.tree.body)
    lines: list[str] = []
    captions: list[str] = []
    for element in root.iter(*BLOCKS):
        if any(child.tag in BLOCKS for child in element):
            continue
        text = " ".join("".join(element.itertext()).split())
        if not text or CLOSER.match(text) or text == title:
            continue
        centred = element.get("align") == "center" or "center" in (element.get("style") or "")
        (captions if centred and len(text) < 80 else lines).append(text)
    return Body(paragraphs=tuple(lines), captions=tuple(captions))


def _densest(body: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    best, score = body, 0.0
    for element in body.iter("div", "td", "section", "article"):
        texts = [child for child in element if child.tag == "p"]
        gained = sum(len(child.text_content()) for child in texts)
        if gained > score:
            best, score = element, gained
    return best
