"""A digest in each of its forms. `autoescape=True` and not `select_autoescape()`, which looks at the ends of file
names and leaves `.html.j2` or `.atom` unescaped: https://jinja.palletsprojects.com/en/stable/api/#autoescaping"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.digest import LONG_AGO, Digest
from reports.face import Face, Section
from reports.figure_words import before, hint, row
from reports.names import anchor
from reports.page import Page
from reports.plain import markdown, text

Form = Literal["html", "text", "markdown", "json", "atom"]
LIMIT = 90_000  # bytes of HTML: Gmail clips a mail at about 102 kB
TROUBLES = 30  # rows in the table of sources
FIGURES = 24  # rows in the table of figures

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)
TEMPLATES.filters["anchor"] = anchor
INLINER = CSSInliner(load_remote_stylesheets=False)


def render(digest: Digest, form: Form) -> str:
    """The digest in that form; the same digest gives the same text."""
    return FORMS[form](digest)


def html(digest: Digest, *, unsubscribe: str | None = None, pages: str | None = None) -> str:
    """One self-contained page for mail programs and browsers, within LIMIT: the newest reports that fit,
    the others counted. `unsubscribe`: a web address; `pages`: where the pages of the reports stand, with a / at its
    end, None where the reader could not open them."""
    face = Face(digest)
    room = sum(len(section.items) for section in face.sections)
    page = _page(face, room, unsubscribe, pages)
    while room and (size := len(page.encode())) > LIMIT:
        room = min(room - 1, int(room * LIMIT / size))
        page = _page(face, room, unsubscribe, pages)
    return page


def _page(face: Face, room: int, unsubscribe: str | None, pages: str | None) -> str:
    page = TEMPLATES.get_template("digest.html").render(
        face=face,
        sections=_newest(face.sections, room),
        troubled=face.digest.troubled[:TROUBLES],
        figures=face.figures[:FIGURES],
        unsubscribe=unsubscribe,
        pages=pages,
    )
    return INLINER.inline(page) + "\n"


def page_html(page: Page, digest: Digest, issue: str) -> str:
    """The page of one report. `issue`: the file name of the issue that it stands beside."""
    face = Face(digest)
    rows = [row(line, face.wording) for line in page.lines]
    return (
        TEMPLATES.get_template("report.html").render(
            face=face,
            page=page,
            item=page.item,
            notes=face.about.standing(page.item),
            repairs=face.about.repairs(page.item, lost=page.lost),
            money=[one for one in rows if one.id in page.money],
            counts=[one for one in rows if one.id not in page.money],
            hints={one.id: hint(one) for one in rows},
            before=before,
            was={id: row(line, face.wording) for id, line in page.was.items()},
            issue=issue,
        )
        + "\n"
    )


def _newest(sections: tuple[Section, ...], room: int) -> list[Section]:
    """The sections with the newest `room` reports of all of them."""
    places = [(number, item) for number, section in enumerate(sections) for item in section.items]
    places.sort(key=lambda place: place[1].published.moment or LONG_AGO, reverse=True)
    kept = {(number, item.id) for number, item in places[:room]}
    return [_cut(section, {id for number, id in kept if number == place}) for place, section in enumerate(sections)]


def _cut(section: Section, kept: set[int]) -> Section:
    items = tuple(item for item in section.items if item.id in kept)
    return replace(section, items=items, more=len(section.items) - len(items))


def atom(digest: Digest) -> str:
    """A feed document, RFC 4287. The id of an entry is made from its address, so it stays the same in every issue."""
    entries = [(item, uuid5(NAMESPACE_URL, item.url or f"urn:duikou:report:{item.id}").urn) for item in digest.items]
    return TEMPLATES.get_template("digest.atom").render(face=Face(digest), entries=entries) + "\n"


def as_json(digest: Digest) -> str:
    """All of the digest as one JSON object, moments as ISO 8601 with offset."""
    return json.dumps(asdict(digest), ensure_ascii=False, indent=1, default=_iso) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a digest")


FORMS: Mapping[Form, Callable[[Digest], str]] = {
    "html": html,
    "text": text,
    "markdown": markdown,
    "json": as_json,
    "atom": atom,
}
