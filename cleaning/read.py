"""An article off its pages: by the seed's selectors where it gives them, by the page's structure elsewhere."""

from collections.abc import Sequence
from datetime import datetime

from cleaning.article import Article, Stated
from cleaning.document import Document
from cleaning.extract.body import body_of
from cleaning.extract.byline import byline_of
from cleaning.extract.dates import dates_in
from cleaning.extract.title import title_of
from cleaning.page import Listed
from seeds.source import Selectors, Source


def read(
    documents: Sequence[Document], *, source: Source | None = None, listed: Listed | None = None, now: datetime
) -> Article:
    """The article that these pages hold, the first page first. `now`: what relative dates refer to. Never raises."""
    first = documents[0]
    wanted = source.article if source else Selectors()
    title = _selected(first, wanted.title) or title_of(first) or (listed.title if listed else "")
    bodies = [body_of(document, wanted.body, title=title) for document in documents]
    byline = byline_of(first, title=title, now=now)
    published = byline.published
    if published.moment is None and listed and (found := dates_in(listed.date, now=now)):
        published = Stated(moment=found[0].moment, precision=found[0].precision, found="listing")
    return Article(
        url=first.page.url,
        title=title,
        paragraphs=tuple(line for body in bodies for line in body.paragraphs),
        captions=tuple(line for body in bodies for line in body.captions),
        published=published,
        publisher=byline.publisher,
        authors=byline.authors,
        editors=byline.editors,
        source=source.name if source else None,
        site=source.publisher if source else None,
        encoding=first.encoding,
        noticed=first.noticed,
        quarantine=None if any(body.paragraphs for body in bodies) else "empty",
    )


def read_text(
    text: str, *, url: str, title: str | None, published: str | None, publisher: str | None, now: datetime
) -> Article:
    """An article out of plain text: the first line is the title if none is given."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if title is None and lines:
        title, *lines = lines
    found = dates_in(published or "", now=now)
    stated = Stated(moment=found[0].moment, precision=found[0].precision, found="meta") if found else Stated()
    return Article(
        url=url, title=title or "", paragraphs=tuple(lines), published=stated, publisher=publisher or "",
        quarantine=None if lines else "empty",
    )  # fmt: skip


def _selected(document: Document, selector: str | None) -> str:
    found = document.tree.cssselect(selector) if selector else []
    return " ".join(found[0].text_content().split()) if found else ""
