"""How much speaks for a place being a donor: the sum over its mentions, against a threshold."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from cleaning.facts.passing import (
    helped_once,
    is_former_post,
    is_guest,
    is_in_passing,
    is_relieved,
    is_unnamed_body,
)
from cleaning.facts.resolve import Standing
from cleaning.facts.sides import (
    ACTS,
    AID_NEAR,
    AT,
    DATELINE,
    ORGAN,
    UNIVERSITY,
    are_two,
    gives,
    is_arranged,
    is_brought,
    is_company,
    is_given_to,
    is_venue,
    leads_to,
    sends,
    sentence_around,
)
from cleaning.report import Block
from seeds.register.organisations import organisation
from seeds.register.pairings import given_by
from seeds.register.places import ancestors, places, within

SURE = 2.0
LIKELY = 1.2


def identity(standing: Standing) -> str:
    """A place's code, an organisation's name."""
    return standing.code or standing.organisation or ""


def donors(standings: Sequence[Standing], texts: dict[Block, str], year: int | None) -> dict[str, float]:
    """Identity -> weight of those that give."""
    weight: dict[str, float] = defaultdict(float)
    taking = {standing.code for standing in standings if standing.code and is_taking(standing)}
    doubted = {identity(standing) for standing in standings if standing.taken}  # each time tells against it
    for standing, onward in zip(standings, onwards(standings), strict=True):
        who = identity(standing)
        if may_give(standing) and (weight[who] < SURE or who in doubted):
            text = texts[standing.block]
            score = giving(standing, onward, text)
            weight[who] += 0 if score > 0 and gives_no_more(standing, text, backing(who, taking, year)) else score
    for code, each in weight.items():
        if each > 0:  # what is but named is no giver, whatever it gives elsewhere
            weight[code] = each + backing(code, taking, year)
    for code in list(weight):
        if weight[code] >= 0.6 and any(weight.get(above, 0) >= SURE for above in ancestors(code)):
            weight[code] += 0.65
    share_lists(standings, texts, weight)
    return {code: each for code, each in weight.items() if each >= SURE} or likeliest(weight)


def likeliest(weight: dict[str, float]) -> dict[str, float]:
    """Where nobody is sure: the one of whom most speaks, as in portraits of a doctor and the hospital that sent him."""
    code = max(weight, key=lambda each: (weight[each], len(ancestors(each))), default="")
    return {code: weight[code]} if code and weight[code] >= LIKELY else {}


def onwards(standings: Sequence[Standing]) -> list[Standing | None]:
    """For each, the first one after the chain or list that it is part of, in the same block."""
    found: list[Standing | None] = []
    after: Standing | None = None
    follower: Standing | None = None
    for standing in reversed(standings):
        if follower is None or follower.block != standing.block:
            after = None
        elif follower.right != standing.right:
            after = follower
        found.append(after)
        follower = standing
    return found[::-1]


def share_lists(standings: Sequence[Standing], texts: dict[Block, str], weight: dict[str, float]) -> None:
    """In a list most of which are sure, the rest is sure too: 合肥、芜湖、马鞍山、黄山."""
    runs: dict[tuple[Block, int], set[str]] = defaultdict(set)
    for standing, onward in zip(standings, onwards(standings), strict=True):
        gives = standing.code and may_give(standing) and not is_address(standing, onward)
        if gives and not is_venue(texts[standing.block], standing.left):
            runs[standing.block, standing.left].add(identity(standing))
    for members in runs.values():
        sure = {code for code in members if weight[code] >= SURE}
        if len(members) > 2 and len(sure) * 2 > len(members):
            for code in members - sure:
                weight[code] = SURE


def is_taking(standing: Standing) -> bool:
    return standing.taker and not standing.dead


def may_give(standing: Standing) -> bool:
    return not standing.dead and not standing.taker


def giving(standing: Standing, onward: Standing | None, text: str) -> float:
    if standing.name.entry.strength == "pair":
        return SURE
    if standing.taken:
        return -3
    if is_but_named(standing, text) or is_address(standing, onward):
        return 0.0
    if says_so(standing, onward, text):
        return 2.5
    passing = standing.organisation or is_in_passing(text, standing.left, standing.right)
    return 0.0 if passing else hints(standing, text)


def is_address(standing: Standing, onward: Standing | None) -> bool:
    """甘肃省甘南州: but where the receiver lies."""
    return onward is not None and onward.left == standing.right and standing.code in ancestors(onward.code or "")


def is_but_named(standing: Standing, text: str) -> bool:
    """Where a dispatch was written (哈尔滨7月29日电); whence an unnamed body comes; the city of a university, which is
    not the city's."""
    left, right = standing.left, standing.right
    if DATELINE.match(text, standing.name.end) or is_unnamed_body(text, right) or is_former_post(text, left):
        return True
    if standing.code and is_company(text, standing.name.end):
        return True
    provincial = standing.code is None or standing.code.endswith("0000")
    return not provincial and bool(UNIVERSITY.match(text, standing.name.end))


def gives_no_more(standing: Standing, text: str, backed: float) -> bool:
    """Does it only listen here, or did it give once. `backed`: the register knows that it still does."""
    left, right = standing.left, standing.right
    if is_guest(text, right) or is_relieved(text, left, right):
        return True
    return not backed and helped_once(text, left, right)


def says_so(standing: Standing, onward: Standing | None, text: str) -> bool:
    """Do the words beside the name say outright that it gives."""
    left, right = standing.left, standing.right
    if standing.organisation and level_of(standing.organisation) == "ministry":
        return sends(text, right)
    if is_given_to(text, left):
        return False
    if gives(text, left, right) or is_brought(text, left, right):
        return True
    if onward is None or is_arranged(text, left) or is_venue(text, left):
        return False
    if not is_taking(onward):
        return False
    return leads_to(text, right, onward.left) or is_partner(standing, onward, text)


def is_partner(standing: Standing, onward: Standing, text: str) -> bool:
    """济南市在白朗县, 福建、宁夏两省区: who is named in, or together with, the place that it, or the province above it,
    officially supports, works there."""
    at = AT.fullmatch(text, standing.right, onward.left) is not None
    if standing.code is None or not (at or are_two(text, standing.right, onward.left, onward.right)):
        return False
    return any(supports(line, onward.code or "", None) for line in (standing.code, *ancestors(standing.code)))


def level_of(name: str) -> str:
    known = organisation(name)
    return known.level if known else "institution"


def hints(standing: Standing, text: str) -> float:
    """Talk of aid in its sentence, an organ or an act of its own, the title; less where it is but a venue."""
    score = 0.0
    if AID_NEAR.search(sentence_around(text, standing.left, standing.right)):
        score += 0.7
    if ORGAN.match(text, standing.name.end) or ACTS.match(text, standing.right):
        score += 0.6
    if standing.block == "title":
        score += 0.7
    return max(0.0, score - 1.2) if is_venue(text, standing.left) else score


def backing(code: str, taking: set[str], year: int | None) -> float:
    """The register knows that this place supports one named here."""
    if not any(supports(code, other, year) for other in taking):
        return 0
    return 0.5 if code in places() and places()[code].level != "province" else 1.2


@lru_cache(maxsize=1 << 15)
def supports(donor: str, recipient: str, year: int | None) -> bool:
    return any(pairing.holds(year) and meets(pairing.recipient, recipient) for pairing in given_by(donor))


def meets(official: str, recipient: str) -> bool:
    """Is the recipient named in the register, part of one, or the prefecture of one."""
    return within(recipient, official) or (within(official, recipient) and not recipient.endswith("0000"))
