"""Figures: every amount of a report with its evidence and its meaning."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import xxhash

from cleaning.border import blocks
from cleaning.facts.aggregation import aggregation_of
from cleaning.facts.amounts import Amount
from cleaning.facts.attribution import NOBODY, Named
from cleaning.facts.blanks import believed_amounts
from cleaning.facts.cells import cells_of, under_head
from cleaning.facts.changes import made
from cleaning.facts.clauses import Layout, Place
from cleaning.facts.confidence import confidence_of, is_doubtful
from cleaning.facts.counting import NOT_MONEY, counted
from cleaning.facts.mention import Mention
from cleaning.facts.nouns import noun_of, purpose_of
from cleaning.facts.parts import with_parts
from cleaning.facts.periods import as_of, period_of, term_of
from cleaning.facts.repeats import with_repeats
from cleaning.facts.roles import Role, role_of
from cleaning.facts.sectors import Spoken
from cleaning.facts.stages import in_plan, stage_of
from cleaning.facts.tables import Rows, is_of_table, rows_of
from cleaning.report import Block, Damaged, Figure, Report

_AID = re.compile(r"援[藏青疆建川滇黔桂陕甘宁渝蒙]|支援|援助|帮扶|协作")
_PROGRAMMES = {
    "援藏": "援藏", "援青": "援青", "援疆": "援疆", "东西部": "东西部协作", "对口合作": "对口合作", "三峡": "援三峡",
}  # fmt: skip
_NOT_OURS = ("outcome", "third_party", "investment_attracted", "other")  # no donor gave these
_TOUCH = 1  # characters: a number that touches damage may have lost a digit to it
_ONWARD = 30  # characters after the clause that still say what it is for
_NEAR = 12  # characters: a shifted byte spoils about this much text; a number in it is shown to a person


Damages = Mapping[Block, Sequence[Damaged]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of the report before its amounts are read. `aided`: it speaks of aid at all."""

    report: Report
    named: Named
    programmes: Sequence[str]
    aided: bool
    damaged: Damages
    spoken: Mapping[Block, Spoken]


def figures(
    report: Report,
    mentions: Sequence[Mention],
    programmes: Sequence[str],
    spoken: Mapping[Block, Spoken],
    *,
    aid: bool,
) -> tuple[Figure, ...]:
    """In the order of title, body, captions. One pass over each block; parts, repeats and totals afterwards. `aid`:
    whether the report is one of paired assistance; else no total takes its figures."""
    texts = {block: text for block, text in blocks(report).items() if text}
    aided = any(_AID.search(text) for text in texts.values())
    damaged = {block: [one for one in report.damaged if one.block == block] for block in texts}
    known = Known(
        report=report, named=Named(mentions), programmes=programmes, aided=aided, damaged=damaged, spoken=spoken
    )
    read = [figure_of(known, amount, place, number) for amount, place, number in _placed(texts, damaged)]
    return tuple(counted(figure, aid=aid) for figure in with_repeats(with_parts(read)))


def _placed(texts: Mapping[Block, str], damaged: Damages) -> Iterator[tuple[Amount, Place, int]]:
    """Each amount with its place and how often the same words stood in the same sentence before."""
    for block, text in texts.items():
        cells = {cell.amount.start: cell for cell in cells_of(text)}
        stated = (*believed_amounts(text), *(cell.amount for cell in cells.values()))
        if not stated:
            continue
        layout, rows = Layout(block, text), rows_of(text)
        before: dict[tuple[str, str], int] = {}
        for amount in sorted(stated, key=lambda one: one.start) if cells else stated:
            place = layout.place(amount.start, amount.end)
            if amount.start in cells:
                place = under_head(place, cells[amount.start])
            number = before.get(words := (amount.text, place.whole), 0)
            before[words] = number + 1
            yield _believed(amount, damaged[block], rows), place, number


def _believed(amount: Amount, damaged: Sequence[Damaged], rows: Rows) -> Amount:
    if _reaches(amount, damaged, _TOUCH):
        return amount.unread("digit_lost")
    return amount.unread("indeterminate") if amount.unit_word and is_of_table(amount, rows) else amount


def _reaches(amount: Amount, damaged: Sequence[Damaged], distance: int) -> bool:
    """Whether one of the damaged spans (in text order, not overlapping) lies within `distance` of the amount."""
    if not damaged:
        return False
    before = bisect_right(damaged, amount.end + distance, key=lambda one: one.start)
    return any(amount.start <= one.end + distance for one in damaged[max(0, before - 2) : before])


def figure_of(known: Known, amount: Amount, place: Place, number: int) -> Figure:
    """One amount with what its surroundings say of it. `number`: how often its words came before in the sentence."""
    published = known.report.published.moment
    role, sure = _role(known, amount, place)
    giver = NOBODY if role in _NOT_OURS else known.named.giver(place)
    receiver = known.named.receiver(place)
    noun, under = noun_of(place, amount.kind, role), _programme(place, known.programmes)
    confidence = confidence_of(amount.readability, sure, giver.certainty, receiver.certainty)
    doubtful = is_doubtful(amount, role, confidence) or _reaches(amount, known.damaged[place.block], _NEAR)
    return made(
        Figure, id=_identity(known.report.url, place, amount.text, number), kind=amount.kind, text=amount.text,
        sentence=place.whole, block=place.block, start=amount.start, end=amount.end, value=amount.value,
        value_low=amount.low, value_high=amount.high, unit=amount.unit, noun=noun, qualifier=amount.qualifier,
        qualifier_word=amount.word, role=role, stage=stage_of(place, role), in_plan=in_plan(place),
        aggregation=aggregation_of(place, amount.kind, role), part_of=None, repeats=None,
        period=period_of(place, published) or term_of(place, published, giver, under), as_of=as_of(place, published),
        programme=under, batch=giver.batch, donors=giver.parties, recipients=receiver.parties,
        purpose=purpose_of(place, noun, amount.kind), sector=_sector(known.spoken[place.block], place, role),
        readability=amount.readability, confidence=confidence, review="needs_review" if doubtful else "auto",
        counted=False, not_counted_because=None if amount.kind == "money" else NOT_MONEY, taken_from=None,
        correction=None,
    )  # fmt: skip


def _role(known: Known, amount: Amount, place: Place) -> tuple[Role | None, float]:
    if amount.kind != "money":
        return None, 1.0
    return role_of(place, actor=known.named.actor(place), aided=known.aided)


def _identity(url: str, place: Place, text: str, number: int) -> str:
    """Stable while address, block and words of the figure stay the same."""
    return xxhash.xxh3_64_hexdigest("\x1f".join((url, place.block, text, str(number), place.whole)).encode())


def _programme(place: Place, programmes: Sequence[str]) -> str | None:
    """The one its sentence names, else the first of the report."""
    if len(programmes) < 2:
        return programmes[0] if programmes else None
    said = (name for word, name in _PROGRAMMES.items() if word in place.whole and name in programmes)
    return next(said, programmes[0])


def _sector(spoken: Spoken, place: Place, role: str | None) -> str | None:
    """Of the clause and what follows it; of a sum else of the sentence, else of the heading. Aid without one is
    unallocated."""
    start, end = place.clause
    found = spoken.first(start, min(end + _ONWARD, place.sentence[1]))
    if role is None or found:
        return found
    found = spoken.first(place.sentence[0], start) or spoken.first(*place.heading)
    return found or ("unallocated" if role == "aid_fund" else None)
