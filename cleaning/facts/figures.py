"""Figures: every amount of a report with its evidence and its meaning."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import xxhash

from cleaning.facts.aggregation import aggregation_of
from cleaning.facts.amounts import Amount, read_amounts
from cleaning.facts.attribution import Attributed, Named
from cleaning.facts.clauses import Layout, Place
from cleaning.facts.confidence import confidence_of, needs_review
from cleaning.facts.counting import counted
from cleaning.facts.mention import Mention
from cleaning.facts.nouns import noun_of, purpose_of
from cleaning.facts.parties import Parties, blocks
from cleaning.facts.parts import with_parts
from cleaning.facts.periods import as_of, period_of
from cleaning.facts.repeats import with_repeats
from cleaning.facts.roles import role_of
from cleaning.facts.stages import in_plan, stage_of
from cleaning.report import Block, Damaged, Figure, Report

_AID = re.compile(r"援[藏青疆建]|对口支援|对口帮扶|帮扶|东西部协作|协作")
_PROGRAMME = {
    "援藏": "援藏",
    "援青": "援青",
    "援疆": "援疆",
    "东西部": "东西部协作",
    "对口合作": "对口合作",
    "三峡": "援三峡",
}
_NOT_OURS = ("outcome", "third_party", "investment_attracted", "other")  # the donor did not give these
_TOUCH = 1  # characters: a number that touches damage may have lost a digit to it


def figures(
    report: Report, mentions: Sequence[Mention], parties: Parties, programmes: Sequence[str]
) -> tuple[Figure, ...]:
    """In the order of title, body, captions. One pass over each block; parts, repeats and totals afterwards."""
    named = Named(mentions, parties.donors, parties.recipients)
    texts = blocks(report)
    aided = any(_AID.search(text) for text in texts.values())
    read = [
        figure_of(report, amount, place, named, programmes, aided, number)
        for amount, place, number in _placed(report, texts)
    ]
    return tuple(counted(figure) for figure in with_repeats(with_parts(read)))


def _placed(report: Report, texts: Mapping[Block, str]) -> Iterator[tuple[Amount, Place, int]]:
    """Each amount with its place and how often its words stood in its sentence before."""
    for block, text in texts.items():
        layout = Layout(block, text)
        damaged = [one for one in report.damaged if one.block == block]
        before: Counter[tuple[int, str]] = Counter()
        for amount in read_amounts(text):
            place = layout.place(amount.start, amount.end)
            number = before[(place.sentence[0], amount.text)]
            before[(place.sentence[0], amount.text)] += 1
            yield _undamaged(amount, damaged), place, number


def _undamaged(amount: Amount, damaged: Sequence[Damaged]) -> Amount:
    if any(one.start - _TOUCH <= amount.end and amount.start <= one.end + _TOUCH for one in damaged):
        return amount.unread("digit_lost")
    return amount


def figure_of(
    report: Report, amount: Amount, place: Place, named: Named, programmes: Sequence[str], aided: bool, number: int
) -> Figure:
    """One amount with everything its surroundings say of it."""
    published = report.published.moment
    role, sure = role_of(place, gives=aided or named.gives(place)) if amount.kind == "money" else (None, 1.0)
    giver = _nobody() if role in _NOT_OURS else named.giver(place)
    receiver = named.receiver(place)
    noun = noun_of(place, amount.kind, role)
    confidence = confidence_of(amount, sure, giver.certainty, receiver.certainty)
    return Figure(
        id=_identity(report.url, place, amount.text, number),
        kind=amount.kind, text=amount.text, sentence=place.whole, block=place.block, start=amount.start, end=amount.end,
        value=amount.value, value_low=amount.low, value_high=amount.high, unit=amount.unit, noun=noun,
        qualifier=amount.qualifier, qualifier_word=amount.word, role=role, stage=stage_of(place, role),
        in_plan=in_plan(place), aggregation=aggregation_of(place, amount.kind, role), part_of=None, repeats=None,
        period=period_of(place, published), as_of=as_of(place, published),
        programme=_programme(place, programmes), batch=giver.batch, donors=giver.parties, recipients=receiver.parties,
        purpose=purpose_of(place, noun), sector=None, readability=amount.readability,
        confidence=confidence, review="needs_review" if needs_review(amount, role, confidence) else "auto",
    )  # fmt: skip


def _identity(url: str, place: Place, text: str, number: int) -> str:
    """Stable while address, block and words of the figure stay the same."""
    return xxhash.xxh3_64_hexdigest("\x1f".join((url, place.block, text, str(number), place.whole)).encode())


def _nobody() -> Attributed:
    return Attributed(parties=(), certainty=0.99)


def _programme(place: Place, programmes: Sequence[str]) -> str | None:
    said = [name for word, name in _PROGRAMME.items() if word in place.whole and name in programmes]
    if said:
        return said[0]
    return programmes[0] if programmes else None
