"""The page of one report: its text with the figures marked where they stand, so that every number leads back to its
sentence. Plain HTML beside the issue that tells of it; nothing is loaded, and no script is needed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Literal

from cleaning.border import block_of
from cleaning.figure_corrections import as_read
from cleaning.ledger import Entry
from cleaning.report import Block, Damaged, Figure, Report
from reports.digest import Digest
from reports.figures import Line, entries_of, line
from reports.files import put
from reports.item import Item, Mark, mark
from reports.material import Material
from reports.names import page_name
from reports.snippet import UNSEEN
from store.reports import Kept

FOLDER = "reports"  # beside the issues
PARAGRAPHS = 2_000
ROWS = 400  # of the table of figures


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text: plain, a figure with its id, or (`lost`) what could not be restored."""

    text: str
    mark: Mark | Literal["lost"] = ""
    figure: str = ""


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """`item`: what the digest says of the report; `lines`: its figures, in the order of the text, `more` of them left
    out; `marked`: ids of those that are marked in the text; `cut`: paragraphs that are left out; `lost`: places that
    could not be restored; `was`: corrected figures as the program had read them."""

    item: Item
    title: Paragraph
    body: tuple[Paragraph, ...]
    captions: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    was: Mapping[str, Line]
    more: int
    cut: int
    lost: int

    @property
    def name(self) -> str:
        return page_name(self.item.id, self.item.version)

    @property
    def money(self) -> frozenset[str]:
        """Ids of its sums of money; only they have a role."""
        return frozenset(line.id for line in self.lines if line.role)

    @property
    def marked(self) -> frozenset[str]:
        paragraphs = (self.title, *self.body, *self.captions)
        return frozenset(piece.figure for paragraph in paragraphs for piece in paragraph if piece.figure)


def pages_of(digest: Digest, material: Material) -> Iterator[Page]:
    """One for each report of an issue that states a figure."""
    rows = {kept.id: kept for kept in (*material.news, *material.corrected, *material.gone)}
    for shown in (*digest.items, *digest.corrected, *digest.gone):
        if shown.figures:
            yield page_of(rows[shown.id], shown)


def page_of(kept: Kept, shown: Item) -> Page:
    report = kept.report
    figures = [figure for figure in report.facts.figures if figure.review != "rejected"]
    body, captions = (_paragraphs(report, block, figures) for block in ("body", "captions"))
    entries = [entry for entry in entries_of(kept) if entry.figure.review != "rejected"]
    return Page(
        item=shown,
        title=next(iter(_paragraphs(report, "title", figures)), ()),
        body=body[:PARAGRAPHS],
        captions=captions[:PARAGRAPHS],
        lines=tuple(line(entry, linked=False, version=kept.version) for entry in entries[:ROWS]),
        was={entry.figure.id: _before(entry, kept) for entry in entries if entry.figure.review == "corrected"},
        more=max(0, len(entries) - ROWS),
        cut=max(0, len(body) - PARAGRAPHS) + max(0, len(captions) - PARAGRAPHS),
        lost=len(report.damaged),
    )


def write_pages(pages: Iterable[tuple[Page, str]], folder: Path) -> None:
    """Each page with its HTML, below the folder of its issue."""
    for page, html in pages:
        put(folder / FOLDER / page.name, html.encode())


def drop_pages(home: Path, report: int) -> int:
    """A takedown: every page of that report that stands beside an issue of ours goes. How many."""
    found = [path for path in home.glob(f"digests/*/{FOLDER}/{report}-*.html") if path.is_file()]
    for path in found:
        path.unlink()
    return len(found)


def _before(entry: Entry, kept: Kept) -> Line:
    """A figure as the program had read it."""
    read = as_read((entry.figure,)) or (entry.figure,)
    return line(replace(entry, figure=read[0]), linked=False, version=kept.version)


def _paragraphs(report: Report, block: Block, figures: Sequence[Figure]) -> tuple[Paragraph, ...]:
    pieces = _pieces(
        block_of(report, block),
        [figure for figure in figures if figure.block == block],
        [span for span in report.damaged if span.block == block],
    )
    return tuple(paragraph for paragraph in _split(pieces) if any(piece.text.strip() for piece in paragraph))


def _pieces(text: str, figures: Sequence[Figure], damaged: Sequence[Damaged]) -> Iterator[Piece]:
    """The text once, in order. Where damage reaches into a figure, the figure says so."""
    spans: list[tuple[int, int, Piece]] = [
        (one.start, one.end, Piece(text="", mark=mark(one), figure=one.id)) for one in figures
    ]
    spans += [(one.start, one.end, Piece(text="", mark="lost")) for one in damaged]
    end = 0
    for start, stop, piece in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end and stop <= len(text):
            yield Piece(text=text[end:start])
            yield replace(piece, text=text[start:stop])
            end = stop
    yield Piece(text=text[end:])


def _split(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """At line feeds, of which only plain text has any; harmless to the eye."""
    for _, group in groupby(_numbered(pieces), key=lambda one: one[0]):
        yield tuple(piece for _, piece in group if piece.text)


def _numbered(pieces: Iterable[Piece]) -> Iterator[tuple[int, Piece]]:
    """Each piece with the number of its paragraph."""
    number = 0
    for piece in pieces:
        for at, part in enumerate(piece.text.split("\n")):
            number += at > 0
            yield number, replace(piece, text=UNSEEN.sub(" ", part))
