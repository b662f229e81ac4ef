"""Who gives to whom: pairs of a report's donors and recipients, checked against the register."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from cleaning.facts.mention import Mention, key
from cleaning.facts.telling import Told, told_pairs
from cleaning.report import Block, Pair, Party
from seeds.register.pairings import giving_to, is_assigned_elsewhere, pairing_between, receiving_from
from seeds.register.places import ancestors, within
from seeds.register.regions import receives

Known = Literal["yes", "no", "contradicts"]
TOO_MANY = 2500
COMPLETE = {"援藏": 1995, "援青": 2010, "援疆": 2010}  # the year since which the register has every pair of provinces


def pairs(
    named: Sequence[Mention],
    donors: Sequence[Party],
    recipients: Sequence[Party],
    texts: Mapping[Block, str],
    year: int | None,
) -> tuple[Pair, ...]:
    """By donor, then recipient, in the order of their first mention; none where too many are named to tell."""
    if len(donors) * len(recipients) > TOO_MANY:
        return ()
    told = told_pairs(named, texts)
    codes = [key(party) for party in recipients]
    return tuple(
        Pair(donor=key(donor), recipient=code, known=check(key(donor), code, year))
        for donor in donors
        for code in receivers_of(donor, [key(other) for other in donors], codes, told, year)
    )


def receivers_of(
    donor: Party, donors: Sequence[str], recipients: Sequence[str], told: Told, year: int | None
) -> list[str]:
    """A province gives to all that the register or the text gives it; who is below gives to the narrowest named."""
    me = key(donor)
    official = {code for code in recipients if is_own(me, code, year)}
    narrow = set(recipients) - {above for code in recipients for above in ancestors(code)}
    if donor.level == "province":
        chosen = official | told.of(me, recipients) if rivals(me, donors) else set(recipients)
        chosen = {code for code in chosen if not within(code, me)}  # its own cities help there
    else:
        below = [other for other in donors if me in ancestors(other)]
        chosen = of_a_part(me, told, recipients, official & narrow, narrow, below)
        if not chosen and all(other == me or other in ancestors(me) for other in donors) and are_neighbours(narrow):
            chosen = narrow  # 江苏省南通市, and three counties of 汉中 in other sentences
        chosen = chosen | partners(donor, told, recipients)
    return [code for code in recipients if code in sober(me, chosen, told, year)]


def partners(donor: Party, told: Told, recipients: Sequence[str]) -> set[str]:
    """The cities that a sentence pairs with this city, though counties of theirs are named elsewhere: 无锡市和延安市.
    In Tibet, Qinghai and Xinjiang counties are paired with cities, and their prefectures with provinces."""
    equal = {code for code in told.itself.get(key(donor), set()) & set(recipients) if code.endswith("00")}
    return {code for code in equal if donor.level == "prefecture" and not code.endswith("0000") and not receives(code)}


def are_neighbours(codes: set[str]) -> bool:
    """Do all lie in one prefecture."""
    return len({code[:4] for code in codes}) == 1


def of_a_part(
    me: str, told: Told, recipients: Sequence[str], official: set[str], narrow: set[str], below: Sequence[str]
) -> set[str]:
    """What a city, district or organisation gives to; a city leaves to its districts what they are told to support."""
    said = told.of(me, recipients, loose=not official)
    if below:
        theirs = {code for other in below for code in told.of(other, recipients)}
        return (said - (theirs & narrow)) | official
    return (said & narrow) | official or said or (narrow if len(narrow) == 1 else set())


def sober(me: str, chosen: set[str], told: Told, year: int | None) -> set[str]:
    """Whom the register gives to others receives only where a sentence says so and the register has none of the pairs;
    nor does a whole region beside its parts, unless a sentence pairs just the two: 广东省与黑龙江省."""
    checks = {code: check(me, code, year) for code in chosen}
    said = told.close.get(me, set()) if "yes" not in checks.values() else set()
    chosen = {code for code in chosen if checks[code] != "contradicts" or code in said}
    whole = {code for code in chosen if code.endswith("0000") and any(code in ancestors(other) for other in chosen)}
    return chosen - {code for code in whole if code not in told.itself.get(me, ()) or not is_own(me, code, year)}


def rivals(me: str, donors: Sequence[str]) -> bool:
    """Are there donors outside this province."""
    return any(not within(other, me) for other in donors if other != me)


@lru_cache(maxsize=1 << 13)
def is_own(donor: str, recipient: str, year: int | None) -> bool:
    pairing = pairing_between(donor, recipient, year)
    if pairing is None or pairing.donor != donor:
        return False
    return pairing.recipient == recipient or not is_assigned_elsewhere(donor, recipient, year)


@lru_cache(maxsize=1 << 13)
def check(donor: str, recipient: str, year: int | None) -> Known:
    """`yes`: the register has the pair, now or formerly; `contradicts`: it gives the receiver to others."""
    pairing = pairing_between(donor, recipient, year) or pairing_between(donor, recipient)
    if pairing and (pairing.recipient == recipient or not is_assigned_elsewhere(donor, recipient, year)):
        return "yes"
    if serves(donor, recipient):
        return "yes"
    return "contradicts" if has_others(donor, recipient, year) else "no"


def has_others(donor: str, recipient: str, year: int | None) -> bool:
    """Has this receiver, else the division above it, givers of other provinces only, where the list is complete."""
    complete = {programme for programme, since in COMPLETE.items() if year is None or year >= since}
    official = [each for each in giving_to(recipient) if each.holds(year) and each.programme in complete]
    closest = [each for each in official if each.recipient == recipient] or official
    provinces = {each.donor[:2] for each in closest if each.donor.isdigit()}
    return bool(provinces) and donor.isdigit() and donor[:2] not in provinces


def serves(donor: str, region: str) -> bool:
    """Does it support a part of this region: 上海 and 西藏."""
    return region.endswith("0000") and any(within(each.recipient, region) for each in receiving_from(donor))
