"""An article off its pages: by the seed's selectors where it gives them, by the page's structure elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from cleaning.article import Article, Stated
from cleaning.document import Document, parse
from cleaning.extract import byline, meta, people
from cleaning.extract.attributes import date_of, time_of
from cleaning.extract.body import Body, body_of, is_byline
from cleaning.extract.dates import SHANGHAI, compact_dates_in, dates_in, relative_dates_in, yearless_dates_in
from cleaning.extract.frame import Frame, frame_of
from cleaning.extract.lines import Line, Lines, lines_of_text
from cleaning.extract.linked import Linked, linked_of
from cleaning.extract.publisher import PICTURED, publisher_in, publisher_of_picture
from cleaning.extract.region import region_of, region_within
from cleaning.extract.scripted import Said, markup_of, said_of
from cleaning.extract.stated import published as published_on
from cleaning.extract.title import reads_like_headline, title_of, window_title
from cleaning.extract.verdict import verdict
from cleaning.extract.walk import lines_of
from cleaning.page import Listed
from cleaning.repair.spam import is_spam, may_hold_spam
from cleaning.selectors import matching
from seeds.source import Selectors, Source

NONE = Selectors()


@dataclass(frozen=True, kw_only=True)
class Part:
    """One page of an article, read."""

    page: Lines
    body: Body
    title: str
    title_at: int

    def paragraphs(self) -> list[str]:
        return [" ".join(self.page.lines[at].text for at in group) for group in self.body.paragraphs]

    def around(self) -> list[Line]:
        taken = set(self.body.lines())
        return [line for at, line in enumerate(self.page.lines) if at not in taken]

    def captions(self) -> list[str]:
        return [self.page.lines[at].text for at in self.body.captions]


def read(
    documents: Sequence[Document], *, source: Source | None = None, listed: Listed | None = None, now: datetime
) -> Article:
    """The article that these pages hold, the first page first. `now`: what relative dates refer to. Never raises."""
    wanted = source.article if source else NONE
    zone: tzinfo = ZoneInfo(source.timezone) if source else SHANGHAI
    first = documents[0]
    metas = meta.metas_of(first.tree)
    parts = [_part(document, wanted, metas, listed, zone) for document in documents]
    frame = _frame(first, parts[0], metas)
    title = parts[0].title or (listed.title if listed else "")
    paragraphs, repeated = _joined(parts, title)
    spam = _spam(parts)
    published = _published(first, frame, wanted, listed, now, zone)
    publisher = publisher_in([_selected(first, wanted.publisher)], bare=True) or byline.publisher(frame, title)
    if not publisher or published.found in {"none", "address"}:
        said = said_of(first.tree, title, zone=zone)
        said = said if said.date else replace(said, date=date_of(first.tree, zone=zone))
        published, publisher = _with_scripted(published, publisher, said, now, zone)
    if published.precision == "day":
        published = _timed(published, time_of(first.tree), now, zone)
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
        editors=people.editors_in(_selected(first, wanted.editors) or edited) or byline.names(metas, meta.EDITORS),
        source=source.name if source else None,
        site=source.publisher if source else None,
        encoding=first.encoding,
        noticed=_noticed(documents, parts, repeated, spam),
        repaired=_noticed(documents, parts, repeated, spam, mended=True),
        quarantine=verdict(parts[0].page, title, paragraphs, captions=len(captions), pictures=parts[0].page.images),
    )


def _part(document: Document, wanted: Selectors, metas: Mapping[str, str], listed: Listed | None, zone: tzinfo) -> Part:
    chosen, captions = _elements(document, wanted.body), frozenset(_elements(document, wanted.captions))
    window = window_title(document.tree)
    page = lines_of(document.tree.body, (*chosen, *captions))
    if listed and _repeats(page, listed.title):
        metas = {meta.TITLES[1]: listed.title, **metas}
    region = (region_within(page, frozenset(chosen)) if chosen else set()) or region_of(page, window)
    title, at = title_of(window, page, metas, start=min(region, default=len(page.lines)))
    named = _selected(document, wanted.title)
    body = body_of(page, region, named or title, at, captions=captions)
    shown = sum(len(page.lines[line].text) for group in body.paragraphs for line in group)
    lacking = at < 0 or not shown
    if lacking and (markup := markup_of(document.tree, window=window, shown=shown, zone=zone)):
        return _part(replace(document, tree=parse(markup)), wanted, metas, listed, zone)
    return Part(page=page, body=body, title=named or title, title_at=at)


def _repeats(page: Lines, title: str) -> bool:
    """Whether a page has the title that its list gave it: some sites title the windows of all pages alike."""
    return len(title) >= 8 and any(line.text == title for line in page.lines)


def _elements(document: Document, selector: str | None) -> list[HtmlElement]:
    return matching(document.tree, selector) if selector else []


def _selected(document: Document, selector: str | None) -> str:
    found = _elements(document, selector)
    return " ".join(found[0].text_content().split()) if found else ""


def _joined(parts: Sequence[Part], title: str) -> tuple[list[str], int]:
    """The paragraphs of all parts; what a later part prints again (headline, lede) stands once."""
    texts = [text for part in parts for text in part.paragraphs() if text != title]
    kept = list(dict.fromkeys(texts)) if len(parts) > 1 else texts
    return kept, len(texts) - len(kept) + sum(part.body.repeated for part in parts)


def _frame(document: Document, part: Part, metas: Mapping[str, str]) -> Frame:
    frame = _frame_of(part, metas, linked_of(document.tree, part.title), document.page.url)
    if any(map(PICTURED.search, frame.head)):
        return replace(frame, pictured=publisher_of_picture(document.tree))
    return frame


def _frame_of(part: Part, metas: Mapping[str, str], linked: Linked, address: str) -> Frame:
    page, body = part.page, part.body
    head, above, foot = frame_of(page, title=part.title_at, start=body.start, end=body.end, body=body.lines())
    texts = [page.lines[at].key for group in body.paragraphs for at in group]
    return Frame(
        head=head,
        above=above,
        foot=foot,
        first=texts[:3],
        last=[text[-120:] for text in texts[-3:]],
        metas=metas,
        linked=linked,
        address=address,
        posts=page.posts,
    )


def _published(
    document: Document, frame: Frame, wanted: Selectors, listed: Listed | None, now: datetime, zone: tzinfo
) -> Stated:
    """The seed's selector corrects the byline; what the listing says counts when the page itself says nothing."""
    shown = _selected(document, wanted.date)
    found = published_on(replace(frame, head=[shown, *frame.head]) if shown else frame, now=now, zone=zone)
    if found.moment is None and listed:
        return _listed(listed.date, now, zone)
    return found


def _with_scripted(published: Stated, publisher: str, said: Said, now: datetime, zone: tzinfo) -> tuple[Stated, str]:
    """What the page does not show may stand in its script; it never overrules the day in the address."""
    dates = dates_in(said.date, now=now, zone=zone)
    known = published.moment
    if dates and published.found in {"none", "address"} and (not known or known.date() == dates[0].moment.date()):
        published = Stated(moment=dates[0].moment, precision=dates[0].precision, found="meta")
    return published, publisher or publisher_in([said.publisher], bare=True)


def _timed(published: Stated, text: str, now: datetime, zone: tzinfo) -> Stated:
    """The hour of a day that the page shows without it."""
    dates = dates_in(text, now=now, zone=zone)
    if not dates or not published.moment or dates[0].moment.date() != published.moment.date():
        return published
    return Stated(moment=dates[0].moment, precision=dates[0].precision, found="meta")


def _listed(text: str, now: datetime, zone: tzinfo) -> Stated:
    readers = (dates_in, compact_dates_in, relative_dates_in)
    dates = next((dates for reader in readers if (dates := reader(text, now=now, zone=zone))), None)
    dates = dates or yearless_dates_in(text, latest=now, zone=zone)
    return Stated(moment=dates[0].moment, precision=dates[0].precision, found="listing") if dates else Stated()


def _spam(parts: Sequence[Part]) -> int:
    """Spam lines around the body. They are left out with the rest of the frame, and tell of a hijacked host."""
    keys = [line.key for part in parts for line in part.around()]
    return sum(map(is_spam, keys)) if may_hold_spam("\n".join(keys)) else 0


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
    stated = _listed(published or "", now, SHANGHAI)
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
