"""Attribution: who gives and who receives this very figure: named in its clause, else in its sentence, its paragraph,
its heading, else the report; the farther away, the less sure."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from cleaning.facts.clauses import Place
from cleaning.facts.mention import Mention, key
from cleaning.report import Block
from seeds.register.places import ancestors

_NEAR, _SENTENCE, _PARAGRAPH, _REPORT, _UNKNOWN = 0.99, 0.97, 0.94, 0.9, 0.85


Actor = Literal["donor", "recipient", "office"] | None
_TOWARDS = re.compile(r"(?:[向为给在对与和及、赴到进往使让帮助支援驻于]|惠及|涉及|落户|引进|以及)$")
_SUBJECT = re.compile(
    r"(?:^|[，。；：！？\n、”（]|[年月日来间以中是由，]|[省市区州县]|目前|同时|此外|其中|全部|西藏|青海|新疆)$"
)  # else it is an object: 改造嘉黎县藏药厂
_OFFICE = re.compile(r"(?:人民)?政府|财政|[县市区州]?委|发改委|住建局|各级")


class Attributed(NamedTuple):
    """Codes (names where there is no code) and how sure they are."""

    parties: tuple[str, ...]
    certainty: float
    batch: int | None = None


NOBODY = Attributed(parties=(), certainty=_NEAR)


class Row:
    """The mentions of one side in one block, in the order of the text."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.starts = [one.start for one in mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self.starts, start)
        return self.mentions[first : bisect_left(self.starts, end, first)]


NOBODY_THERE = Row([])


class Named:
    """The mentions of a report by block and side, looked up by place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self.by: dict[tuple[Block, str], list[Mention]] = {}
        for mention in mentions:
            self.by.setdefault((mention.block, mention.side), []).append(mention)
        self.report = {side: self._afar(side) for side in ("donor", "recipient")}
        self.rows = {where: Row(found) for where, found in self.by.items()}

    def _afar(self, side: str) -> Attributed:
        """Of a figure near which nobody of that side is named."""
        foremost = self._foremost(side)
        return Attributed(parties=foremost, certainty=_REPORT if foremost else _UNKNOWN)

    def _foremost(self, side: str) -> tuple[str, ...]:
        """Whom the title names; else who is named most."""
        titled = self.by.get(("title", side))
        if titled:
            return _keys(titled)
        named = _specific([mention for mention in self.mentions if mention.side == side], side)
        counts = Counter(key(mention.party) for mention in named)
        return tuple(name for name, _ in counts.most_common(1))

    def row(self, block: Block, side: str) -> Row:
        return self.rows.get((block, side), NOBODY_THERE)

    def giver(self, place: Place) -> Attributed:
        """The last donors named before the amount in its sentence; then those behind it; then those above."""
        return self._nearest(place, "donor", ((place.sentence[0], place.start), (place.end, place.clause[1])))

    def receiver(self, place: Place) -> Attributed:
        """Recipients stand on either side of the amount: in its clause first."""
        spans = (place.clause, (place.sentence[0], place.start), (place.end, place.sentence[1]))
        return self._nearest(place, "recipient", spans)

    def actor(self, place: Place) -> Actor:
        """Who acts in the sentence before the amount: a donor if one is named; the recipient if it is the subject
        (昌都市投资, not 为昌都市投资); its office where that is named in the clause itself; None if nobody is named."""
        recipients = self.row(place.block, "recipient")
        if self.row(place.block, "donor").within(place.sentence[0], place.start):
            own = recipients.within(place.clause[0], place.start)
            return "office" if own and _OFFICE.match(place.text, own[-1].end) else "donor"
        for mention in recipients.within(place.sentence[0], place.start):
            before = place.text[max(0, mention.start - 12) : mention.start]
            if not _TOWARDS.search(before) and _SUBJECT.search(before):
                return "recipient"
        return None

    def _nearest(self, place: Place, side: str, spans: tuple[tuple[int, int], ...]) -> Attributed:
        row = self.rows.get((place.block, side))
        if row is None:
            return self.report[side]
        for start, end in spans:
            if found := row.within(start, end):
                group, near = _group(place.text, found), (start, end) == spans[0]
                return Attributed(parties=_keys(group), certainty=_NEAR if near else _SENTENCE, batch=group[-1].batch)
        if above := _specific(row.within(place.paragraph[0], place.start), side):
            group = _group(place.text, above)
            return Attributed(parties=_keys(group), certainty=_PARAGRAPH, batch=group[-1].batch)
        return self.report[side]


def _specific(found: list[Mention], side: str) -> list[Mention]:
    """From afar, the county that was spoken of receives, not the region it lies in."""
    below = [mention for mention in found if mention.party.level != "province"] if side == "recipient" else []
    return below or found


def _group(text: str, found: list[Mention]) -> list[Mention]:
    """The last of them with all that stand in one list with it: 湖北、湖南、安徽三省."""
    group = [found[-1]]
    for mention in reversed(found[:-1]):
        between = text[mention.end : group[0].start]
        if len(between) > 12 or any(mark in between for mark in "，。；：\n"):
            break
        group.insert(0, mention)
    return group


def _keys(group: list[Mention]) -> tuple[str, ...]:
    """Each once; 林芝朗县 is 朗县 alone."""
    if len(group) == 1:
        return (key(group[0].party),)
    named = dict.fromkeys(key(mention.party) for mention in group)
    above = {code for name in named for code in ancestors(name)}
    return tuple(name for name in named if name not in above)
