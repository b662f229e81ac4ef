"""An article off its pages: by the seed's selectors where it gives them, by the page's structure elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import chain
from zoneinfo import ZoneInfo

from cleaning.article import Article, Stated
from cleaning.document import Document
from cleaning.extract import byline, meta, people
from cleaning.extract.attributes import date_of, time_of
from cleaning.extract.body import body_of, is_byline
from cleaning.extract.dates import SHANGHAI
from cleaning.extract.frame import Frame, frame_of
from cleaning.extract.lines import Lines, lines_of_text
from cleaning.extract.linked import Linked, linked_of
from cleaning.extract.moment import listed_as, with_hour, with_scripted
from cleaning.extract.part import Part, part_of, selected
from cleaning.extract.publisher import PICTURED, publisher_in, publisher_of_picture
from cleaning.extract.scripted import said_of
from cleaning.extract.stated import published as published_on
from cleaning.extract.title import reads_like_headline
from cleaning.extract.verdict import verdict
from cleaning.page import Listed
from cleaning.repair.spam import is_spam, may_hold_spam
from seeds.source import Selectors, Source

NONE = Selectors()


def read(
    documents: Sequence[Document], *, source: Source | None = None, listed: Listed | None = None, now: datetime
) -> Article:
    """The article that these pages hold, the first page first. `now`: what relative dates refer to. Never raises."""
    wanted = source.article if source else NONE
    zone: tzinfo = ZoneInfo(source.timezone) if source else SHANGHAI
    first = documents[0]
    unseen = list(first.tree.iter("meta", "script"))  # each look for some tags goes over the whole tree
    metas = meta.metas_of(unseen)
    parts = [part_of(document, wanted, metas, listed, zone) for document in documents]
    frame = _frame(first, parts[0], metas, linked_of(unseen, parts[0].title))
    title = parts[0].title or (listed.title if listed else "")
    paragraphs, repeated = _joined(parts, title)
    spam = _spam(parts)
    published, publisher = _imprint(first, frame, wanted, listed, title, now, zone)
    captions = list(dict.fromkeys(caption for part in parts for caption in part.captions()))
    edited = "\n".join([*frame.foot, *frame.head, *frame.last])
    return Article(
        url=first.page.url,
        title=title,
        paragraphs=tuple(paragraphs),
        captions=tuple(captions),
        published=published,
        publisher=publisher,
        authors=byline.authors(frame),
        editors=people.editors_in(selected(first, wanted.editors) or edited) or byline.names(metas, meta.EDITORS),
        source=source.name if source else None,
        site=source.publisher if source else None,
        encoding=first.encoding,
        noticed=_noticed(documents, parts, repeated, spam),
        repaired=_noticed(documents, parts, repeated, spam, mended=True),
        quarantine=verdict(parts[0].page, title, paragraphs, captions=len(captions), pictures=parts[0].page.images),
    )


def _joined(parts: Sequence[Part], title: str) -> tuple[list[str], int]:
    """The paragraphs of all parts; what a later part prints again (headline, lede) stands once."""
    texts = [text for part in parts for text in part.paragraphs() if text != title]
    kept = list(dict.fromkeys(texts)) if len(parts) > 1 else texts
    return kept, len(texts) - len(kept) + sum(part.body.repeated for part in parts)


def _frame(document: Document, part: Part, metas: Mapping[str, str], linked: Linked) -> Frame:
    frame = _frame_of(part, metas, linked, document.page.url)
    if any(map(PICTURED.search, frame.head)):
        return replace(frame, pictured=publisher_of_picture(document.tree))
    return frame


def _frame_of(part: Part, metas: Mapping[str, str], linked: Linked, address: str) -> Frame:
    page, body = part.page, part.body
    head, above, foot = frame_of(page, title=part.title_at, start=body.start, end=body.end, body=body.lines())
    first, last = body.paragraphs[:3], body.paragraphs[-3:]
    return Frame(
        head=head,
        above=above,
        foot=foot,
        first=[page.lines[at].key for group in first for at in group][:3],
        last=[page.lines[at].key[-120:] for group in last for at in group][-3:],
        metas=metas,
        linked=linked,
        address=address,
        posts=page.posts,
    )


def _imprint(
    document: Document,
    frame: Frame,
    wanted: Selectors,
    listed: Listed | None,
    title: str,
    now: datetime,
    zone: tzinfo,
) -> tuple[Stated, str]:
    """When it was published and by whom. The seed's selector corrects the byline; what the list says counts when the
    page itself says nothing, what only a script says when neither does."""
    shown = selected(document, wanted.date)
    published = published_on(replace(frame, head=[shown, *frame.head]) if shown else frame, now=now, zone=zone)
    if published.moment is None and listed:
        published = listed_as(listed.date, now=now, zone=zone)
    publisher = publisher_in([selected(document, wanted.publisher)], bare=True) or byline.publisher(frame, title)
    if not publisher or published.found in {"none", "address"}:
        said = said_of(document.tree, title, zone=zone)
        published = with_scripted(published, said.date or date_of(document.tree, zone=zone), now=now, zone=zone)
        publisher = publisher or publisher_in([said.publisher], bare=True)
    if published.precision == "day":
        published = with_hour(published, time_of(document.tree), now=now, zone=zone)
    return published, publisher


def _spam(parts: Sequence[Part]) -> int:
    """Spam lines around the body. They are left out with the rest of the frame, and tell of a hijacked host."""
    keys = [*chain.from_iterable(map(_around, parts))]
    return sum(map(is_spam, keys)) if may_hold_spam("\n".join(keys)) else 0


def _around(part: Part) -> list[str]:
    keys = [line.key for line in part.page.lines]
    for at in sorted({*part.body.lines()}, reverse=True):
        del keys[at]
    return keys


def _noticed(
    documents: Sequence[Document], parts: Sequence[Part], repeated: int, spam: int, *, mended: bool = False
) -> dict[str, int]:
    counts = {"repetition": repeated, "spam": spam}
    for document in documents:
        for kind, count in (document.repaired if mended else document.noticed).items():
            counts[kind] = counts.get(kind, 0) + count
    if not mended:
        counts["truncated"] = counts.get("truncated", 0) + sum(part.page.cut for part in parts)
    return {kind: count for kind, count in counts.items() if count}


def read_text(
    text: str, *, url: str, title: str | None, published: str | None, publisher: str | None, now: datetime
) -> Article:
    """An article out of plain text, which may hold a page's furniture. What is given wins over what is read; without
    a title given it is the line above the byline, else the first line if it reads like one."""
    page = lines_of_text(text)
    at = _headline(page, title)
    body = body_of(page, set(range(len(page.lines))), title or "", at)
    part = Part(page=page, body=body, title=title or (page.lines[at].text if at >= 0 else ""), title_at=at)
    frame = _frame_of(part, {}, Linked(), url)
    stated = listed_as(published or "", now=now, zone=SHANGHAI)
    paragraphs = part.paragraphs()
    spam = _spam([part])
    return Article(
        url=url,
        title=part.title,
        paragraphs=tuple(paragraphs),
        captions=tuple(part.captions()),
        published=replace(stated, found="meta") if stated.moment else published_on(frame, now=now, zone=SHANGHAI),
        publisher=publisher or byline.publisher(frame, part.title),
        authors=byline.authors(frame),
        editors=people.editors_in("\n".join([*frame.foot, *frame.head, *frame.last])),
        noticed=_noticed([], [part], body.repeated, spam),
        repaired=_noticed([], [part], body.repeated, spam, mended=True),
        quarantine=verdict(page, part.title, paragraphs, captions=len(body.captions), pictures=0),
    )


def _headline(page: Lines, title: str | None) -> int:
    """Which line is the headline; -1 if none is."""
    if title is not None:
        tight = "".join(title.split())
        return next((at for at, line in enumerate(page.lines[:30]) if "".join(line.text.split()) == tight), -1)
    shown = (at for at, line in enumerate(page.lines[:30]) if at and is_byline(line))
    above = next((at - 1 for at in shown if reads_like_headline(page.lines[at - 1])), -1)
    first = page.lines[0] if page.lines else None
    return above if above >= 0 or not first or len(page.lines) < 2 else 0 if reads_like_headline(first) else -1
