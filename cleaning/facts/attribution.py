"""Attribution: who gives and who receives this very figure: named in its clause, else in its sentence, its paragraph,
its heading, else the report; the farther away, the less sure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.facts.clauses import Place
from cleaning.facts.mention import Mention
from cleaning.report import Block, Party

_NEAR, _SENTENCE, _PARAGRAPH, _REPORT, _NOBODY = 0.99, 0.97, 0.94, 0.9, 0.85


@dataclass(frozen=True, kw_only=True, slots=True)
class Attributed:
    """Codes (names where there is no code) and how sure they are."""

    parties: tuple[str, ...]
    certainty: float
    batch: int | None = None


class Named:
    """The mentions of a report by block and side, looked up by place."""

    def __init__(self, mentions: Sequence[Mention], donors: Sequence[Party], recipients: Sequence[Party]) -> None:
        self.report = {"donor": tuple(map(key, donors)), "recipient": tuple(map(key, recipients))}
        self.by: dict[tuple[Block, str], list[Mention]] = {}
        for mention in sorted(mentions, key=lambda one: one.start):
            self.by.setdefault((mention.block, mention.side), []).append(mention)
        self.starts = {where: [one.start for one in found] for where, found in self.by.items()}

    def within(self, block: Block, side: str, start: int, end: int) -> list[Mention]:
        where = (block, side)
        if where not in self.by:
            return []
        starts = self.starts[where]
        return self.by[where][bisect_left(starts, start) : bisect_left(starts, end)]

    def giver(self, place: Place) -> Attributed:
        """The last donors named before the amount in its sentence; then those behind it; then those above."""
        return self._nearest(place, "donor", ((place.sentence[0], place.start), (place.end, place.clause[1])))

    def receiver(self, place: Place) -> Attributed:
        """Recipients stand on either side of the amount: in its clause first."""
        spans = (place.clause, (place.sentence[0], place.start), (place.end, place.sentence[1]))
        return self._nearest(place, "recipient", spans)

    def _nearest(self, place: Place, side: str, spans: tuple[tuple[int, int], ...]) -> Attributed:
        for number, (start, end) in enumerate(spans):
            found = self.within(place.block, side, start, end)
            if found:
                group = _group(place.text, found)
                return Attributed(parties=_keys(group), certainty=_SENTENCE if number else _NEAR, batch=group[-1].batch)
        above = self.within(place.block, side, place.paragraph[0], place.start)
        if above:
            group = _group(place.text, above)
            return Attributed(parties=_keys(group), certainty=_PARAGRAPH, batch=group[-1].batch)
        whole = self.report[side]
        return Attributed(parties=whole, certainty=_REPORT if whole else _NOBODY)

    def gives(self, place: Place) -> bool:
        """Whether a donor acts in the sentence."""
        return bool(self.within(place.block, "donor", *place.sentence))


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
    return tuple(dict.fromkeys(key(mention.party) for mention in group))


def key(party: Party) -> str:
    return party.code or party.name
