"""Date, publisher and people: what stands between the headline and the text, and at its end."""

import re
from dataclasses import dataclass
from datetime import datetime

from cleaning.article import Stated
from cleaning.document import Document
from cleaning.extract.dates import dates_in

PUBLISHER = re.compile(r"(?:来源|來源|稿源)\s*[:：]\s*([^\s|\]】)）]{2,30})|【([^】]{2,20})】")
EDITOR = re.compile(r"(?:责编|責編|责任编辑|責任編輯|编辑|編輯)\s*[:：]\s*([^\s()（）\]】]{2,12})")


@dataclass(frozen=True, kw_only=True)
class Byline:
    published: Stated
    publisher: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()


def byline_of(document: Document, *, title: str, now: datetime) -> Byline:
    """What the page says of itself, in its head and around the text."""
    meta = {str(element.get("name")).lower(): element.get("content") or "" for element in document.tree.iter("meta")}
    text = "\n".join(document.tree.body.itertext())
    behind = text[text.find(title) + len(title) :] if title in text else text
    dates = dates_in(behind[:2000], now=now)
    stated = Stated()
    if found := dates_in(meta.get("pubdate", ""), now=now):
        stated = Stated(moment=found[0].moment, precision=found[0].precision, found="meta")
    elif dates:
        stated = Stated(moment=dates[0].moment, precision=dates[0].precision, found="byline")
    named = PUBLISHER.search(behind[:2000])
    publisher = meta.get("contentsource") or (named and (named[1] or named[2])) or ""
    return Byline(published=stated, publisher=publisher, editors=tuple(EDITOR.findall(text)))
