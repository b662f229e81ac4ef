"""How much speaks for a place being a recipient: the sum over its mentions, against a threshold."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from cleaning.facts.passing import is_in_passing
from cleaning.facts.resolve import Standing
from cleaning.facts.sides import (
    HELP_NEAR,
    goes,
    is_allotted,
    is_handed,
    is_met_in,
    is_signed,
    is_studied,
    is_visited,
    leads_to,
    sentence_around,
)
from cleaning.facts.weight import identity, onwards, supports
from cleaning.report import Block
from seeds.register.pairings import given_within
from seeds.register.places import ancestors, places
from seeds.register.regions import receives

BARE = 1.0  # more than being named once, by the way
HELPED = 1.8  # named once, where help is spoken of
ENOUGH = 3.2  # whatever else is said: no threshold is higher


def recipients(
    standings: Sequence[Standing], texts: dict[Block, str], giving_here: dict[str, float], year: int | None
) -> dict[str, float]:
    """Identity -> weight of those that receive."""
    weight: dict[str, float] = defaultdict(float)
    leading: dict[tuple[Block, int], list[int]] = defaultdict(list)  # ends of the givers before each chain
    for standing, onward in zip(standings, onwards(standings), strict=True):
        if onward and identity(standing) in giving_here:
            leading[onward.block, onward.left].append(standing.right)
    for standing in standings:
        if standing.code and standing.code not in giving_here and weight[standing.code] < ENOUGH:
            text, left = texts[standing.block], standing.left
            led_to = any(leads_to(text, end, left) for end in leading.get((standing.block, left), ()))
            weight[standing.code] += receiving(standing, text) + (1.7 if led_to else 0)
    lines = {line for donor in giving_here for line in (donor, *ancestors(donor))}
    expected = {code for code in weight if any(supports(line, code, year) for line in lines)}
    official = set().union(*(official_of(line, year) for line in lines))
    chosen = {code: each for code, each in weight.items() if each >= threshold(code, expected, official)}
    chosen |= {code: weight[code] for code in below_chosen(standings, chosen) if weight[code] >= HELPED}
    chosen = {code: each for code, each in chosen.items() if not is_stray(code, chosen)}
    beside = {code for code in chosen if is_but_above(code, chosen, standings) or is_seat(code, chosen)}
    beside |= {code for code in chosen if is_but_venue(code, chosen, standings, texts)}
    return {code: each for code, each in chosen.items() if code not in beside}


@lru_cache(maxsize=1 << 13)
def official_of(donor: str, year: int | None) -> frozenset[str]:
    """Whom it, or a division below it, supports in that year."""
    return frozenset(pairing.recipient for pairing in given_within(donor) if pairing.holds(year))


def below_chosen(standings: Sequence[Standing], chosen: dict[str, float]) -> set[str]:
    """The counties written right after a prefecture that receives: 安顺市平坝县."""
    return {
        standing.code
        for above, standing in pairwise(standings)
        if standing.code and standing.taker and above.code in chosen and above.code in ancestors(standing.code)
        and (above.block, above.name.end) == (standing.block, standing.name.start)
    }  # fmt: skip


def is_stray(code: str, chosen: dict[str, float]) -> bool:
    """Is it but named once, and all that surely receive lie in other prefectures."""
    weight: dict[str, float] = defaultdict(float)
    for other, each in chosen.items():
        if not other.endswith("0000"):
            weight[other[:4]] += each
    return not code.endswith("0000") and weight[code[:4]] < BARE and max(weight.values(), default=0) >= HELPED


def is_but_above(code: str, chosen: dict[str, float], standings: Sequence[Standing]) -> bool:
    """Is it a whole region, named only by its one character (鄂藏情), beside a part of it that receives."""
    if not code.endswith("0000") or not any(code in ancestors(other) for other in chosen):
        return False
    return all(standing.name.entry.strength == "pair" for standing in standings if standing.code == code)


def is_but_venue(code: str, chosen: dict[str, float], standings: Sequence[Standing], texts: dict[Block, str]) -> bool:
    """Is it but where the prefecture that receives it lies in meets its partner: 座谈会在西昌召开."""
    if not any(above in chosen and not above.endswith("0000") for above in ancestors(code)):
        return False
    own = (standing for standing in standings if standing.code == code)
    return all(is_met_in(texts[each.block], each.left, each.right) for each in own)


def is_seat(code: str, chosen: dict[str, float]) -> bool:
    """Is it the city of a division of the corps that receives: 第三师图木舒克市 is one receiver."""
    return seats().get(code) in chosen


@cache
def seats() -> dict[str, str]:
    """City -> division, of those that are one: the division's name is also written with the city's."""
    cities = {place.name: code for code, place in places().items() if code.startswith("659")}
    divisions = [place for place in places().values() if place.level == "corps_division"]
    written = {form: division.code for division in divisions for form in division.short}
    return {code: owner for form, owner in written.items() for name, code in cities.items() if form.endswith(name)}


def threshold(code: str, expected: set[str], official: set[str]) -> float:
    if code in official and not code.endswith("0000"):
        return 0.8
    if code in expected:
        return 1.5
    return 2.5 if not expected else ENOUGH


def is_given(standing: Standing, text: str) -> bool:
    return is_handed(text, standing.left, standing.right) or is_allotted(text, standing.left, standing.right)


def is_but_seen(standing: Standing, text: str) -> bool:
    """Does only a reporter come here, or do partners only meet here."""
    if is_visited(text, standing.left):
        return True
    return not receives(standing.code or "") and is_met_in(text, standing.left, standing.right)


def receiving(standing: Standing, text: str) -> float:
    if not standing.taker:
        return 4.0 if standing.taken and not standing.dead else 0
    if standing.taken or standing.name.entry.strength == "pair" or is_given(standing, text):
        return 4.0
    here = text, standing.left, standing.right
    if standing.dead or is_in_passing(*here) or is_studied(*here):
        return 0
    if standing.block == "title":
        return 4.0
    if is_but_seen(standing, text):
        return 0.4
    score = 0.8 + (1 if goes(text, standing.left) or is_signed(text, standing.left, standing.right) else 0)
    return score + (1 if HELP_NEAR.search(sentence_around(text, standing.left, standing.right)) else 0)
