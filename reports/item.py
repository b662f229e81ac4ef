"""One report as a digest shows it: every text tidied here, once, for whatever form it is rendered in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Literal
from urllib.parse import urlsplit

from cleaning.article import Stated
from cleaning.report import Damage, Figure, Pair
from cleaning.stories.diff import Change, Edit
from cleaning.stories.member import is_hijacked
from reports.names import page_name
from reports.snippet import MORE, sentences, shorten, snippet, tidy
from seeds.register.lookup import name
from store.reports import Kept
from store.tellings import Telling

Mark = Literal["", "figure", "doubtful", "unreadable", "amended"]
TOLD = ("doubtful", "unreadable", "amended")  # marks that are said in words beside the figure
SURE = 0.75  # below it a figure is shown as doubtful
EDITS = 3  # sentences of a correction that are shown
SECTORS = 4  # labels of an item
SENTENCES = 2  # with figures, per item
LONG = 120  # characters of a sentence that is shown whole
LONGEST = 2000  # characters of an address that may be linked


@dataclass(frozen=True, kw_only=True)
class Run:
    """A stretch of text; marked where it is a figure."""

    text: str
    mark: Mark = ""


Passage = tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Item:
    """`url` is None where nothing may be linked; `published.moment`, `first_seen` and `gone_at` are in the reader's
    time zone; `also`: independent sources of the same story besides this one; `mirrors`: hosts of hijacked copies;
    `first`: who published it first, where this is not the story's origin; `edits`: what a correction changed; `pair`:
    who gives to whom; `sectors`: ids; `figures`: how many it states."""

    id: int
    url: str | None
    title: str
    publisher: str
    published: Stated
    source: str
    summary: Passage
    evidence: tuple[Passage, ...]
    programmes: tuple[str, ...]
    damage: tuple[Damage, ...]
    hijacked: bool
    version: int
    first_seen: datetime
    gone_at: datetime | None
    also: int = 0
    mirrors: tuple[str, ...] = ()
    first: str = ""
    edits: tuple[Edit, ...] = ()
    pair: str = ""
    sectors: tuple[str, ...] = ()
    figures: int = 0

    @property
    def page(self) -> str:
        """The name of its page beside the issue; empty where there is none."""
        return page_name(self.id, self.version) if self.figures else ""

    @property
    def unrepaired(self) -> int:
        return sum(damage.count - damage.repaired for damage in self.damage)


def item(
    kept: Kept,
    *,
    zone: tzinfo,
    titles: Mapping[str, str],
    telling: Telling | None = None,
    change: Change | None = None,
) -> Item:
    """`titles`: what the sources are called, by the names of their seeds; `telling`: of the report's story; `change`:
    since the version that the readers know."""
    report = kept.report
    text, figures = snippet(report.body), report.facts.figures
    return Item(
        id=kept.id,
        url=None if is_hijacked(report) else link(kept.url),
        title=shorten(tidy(report.title), 160),
        publisher=shorten(tidy(report.publisher or report.site or ""), 40),
        published=_local(report.published, zone),
        source=tidy(titles.get(kept.source, kept.source)),
        summary=passage(text, _of(figures, text)),
        evidence=_evidence(figures, seen=text),
        programmes=report.facts.programmes,
        damage=report.damage,
        hijacked=is_hijacked(report),
        version=kept.version,
        first_seen=kept.first_seen.astimezone(zone),
        gone_at=kept.gone_at and kept.gone_at.astimezone(zone),
        also=max(len(telling.sources) - 1, 0) if telling else 0,
        mirrors=telling.hijacked if telling else (),
        first=_first(kept, telling.origin) if telling and telling.origin else "",
        edits=_edits(change) if change else (),
        pair=_pair(report.facts.pairs),
        sectors=report.facts.sectors[:SECTORS],
        figures=len(report.facts.figures),
    )


def _pair(pairs: Sequence[Pair]) -> str:
    """安徽省 → 山南市; of several all givers and all receivers; empty where none is sound."""
    sound = [pair for pair in pairs if pair.known != "contradicts"]
    givers, receivers = (named([getattr(pair, side) for pair in sound]) for side in ("donor", "recipient"))
    return f"{givers} → {receivers}" if sound else ""


def named(parties: Sequence[str]) -> str:
    """All of three, and of more the first with how many there are."""
    names = [shorten(tidy(name(party)), 24) for party in dict.fromkeys(parties)]
    return "、".join(names) if len(names) <= 3 else f"{names[0]}等{len(names)}地"


def _edits(change: Change) -> tuple[Edit, ...]:
    """Those with digits first: they are what a reader relied on."""
    ranked = sorted(change.edits, key=lambda edit: not any(map(str.isdigit, edit.before + edit.after)))
    return tuple(Edit(before=_said(edit.before), after=_said(edit.after)) for edit in ranked[:EDITS])


def _said(sentence: str) -> str:
    return shorten(tidy(sentence), 120)


def _first(kept: Kept, origin: Kept) -> str:
    """The publisher of the origin, if that is another report than this."""
    named = origin.report.publisher or origin.report.site or urlsplit(origin.url).hostname or ""
    return "" if origin.id == kept.id else shorten(tidy(named), 40)


def link(url: str) -> str | None:
    """The address if it may be linked: http or https, a host, nobody's name before it, nothing unseen in it.

    Escaping does not make `javascript:` harmless, and `http://bank.example@evil.example/` is there to deceive."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = url == tidy(url) and len(url) <= LONGEST and not set(url) & set(" \\")
    return url if plain and parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None


def passage(text: str, figures: Sequence[Figure]) -> Passage:
    """The text with these figures marked where they stand; one that reads like another before it stands behind it."""
    runs: list[Run] = []
    end = 0
    for start, words, kind in sorted(_places(text, figures)):
        if start >= end:
            runs += [Run(text=text[end:start]), Run(text=words, mark=kind)]
            end = start + len(words)
    return tuple(run for run in (*runs, Run(text=text[end:])) if run.text)


def _places(text: str, figures: Sequence[Figure]) -> list[tuple[int, str, Mark]]:
    found: list[tuple[int, str, Mark]] = []
    behind: dict[str, int] = {}
    for figure in figures:
        words = tidy(figure.text)
        start = text.find(words, behind.get(words, 0)) if words else -1
        if start >= 0:
            found.append((start, words, mark(figure)))
            behind[words] = start + len(words)
    return found


def mark(figure: Figure) -> Mark:
    """How a figure is shown: sure, doubtful, corrected by a person, or with a number that must not be read."""
    known = (figure.value, figure.value_low, figure.value_high) != (None, None, None)
    if figure.readability in ("digit_lost", "indeterminate") and not (figure.review == "corrected" and known):
        return "unreadable"
    if figure.review == "corrected":
        return "amended"
    unsure = figure.review == "needs_review" or (figure.confidence < SURE and figure.review != "confirmed")
    return "doubtful" if unsure else "figure"


def _evidence(figures: Sequence[Figure], *, seen: str) -> tuple[Passage, ...]:
    """The sentences with money in them that the summary does not show already: readable ones first, aid before all
    else."""
    shown = _of(figures, seen)
    money = [figure for figure in figures if _shown(figure) and figure not in shown]
    ranked = sorted(money, key=lambda figure: (mark(figure) == "unreadable", figure.role != "aid_fund"))
    unseen = list(dict.fromkeys(tidy(figure.sentence) for figure in ranked))[:SENTENCES]
    excerpts = [_excerpt(sentence, _of(figures, sentence)) for sentence in unseen]
    return tuple(passage(excerpt, _of(figures, excerpt)) for excerpt in excerpts)


def _excerpt(sentence: str, figures: Sequence[Figure]) -> str:
    """A sentence of sentences (；) without those that hold none of the figures."""
    if len(sentence) <= LONG:
        return sentence
    told = [piece for piece in sentences(sentence) if any(tidy(figure.text) in piece for figure in figures)]
    return shorten(MORE.join(told), 2 * LONG)


def _of(figures: Sequence[Figure], text: str) -> list[Figure]:
    """The figures to mark in that text, in order: their sentences are in it, or a piece of it in theirs."""
    pieces = [piece.strip(MORE) for piece in sentences(text)]
    ordered = sorted(figures, key=lambda figure: (figure.block, figure.start))
    return [figure for figure in ordered if _marked(figure) and _within(figure, text, pieces)]


def _marked(figure: Figure) -> bool:
    """Money, and whatever a reader could take for a number but must not."""
    return (figure.kind == "money" or mark(figure) == "unreadable") and figure.review != "rejected"


def _within(figure: Figure, text: str, pieces: Sequence[str]) -> bool:
    sentence, words = tidy(figure.sentence), tidy(figure.text)
    return bool(sentence) and (sentence in text or any(words in piece and piece in sentence for piece in pieces))


def _shown(figure: Figure) -> bool:
    return figure.kind == "money" and figure.block != "title" and not figure.repeats and _marked(figure)


def _local(stated: Stated, zone: tzinfo) -> Stated:
    return replace(stated, moment=stated.moment.astimezone(zone)) if stated.moment else stated
