"""Names of places and organisations in a text: the longest match, before anything is decided about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from cleaning.facts.lexicon import Lexicon
from seeds.register.abbreviations import abbreviations, pairs
from seeds.register.organisations import organisations
from seeds.register.places import Place, places
from seeds.register.regions import receives
from seeds.register.words import words

Strength = Literal["full", "short", "weak", "pair"]
RANK = {"province": 0, "prefecture": 1, "corps_division": 1, "county": 2}
# What follows a pair of abbreviations: 津昌两地, 冀阿情深, “京和”.
BOND = re.compile(
    r"(?:两|双方|一家|情|携手|同心|协作|合作|连心|交流|友谊|牵手|手拉手|共|融合|互|心|缘|谊|号|杯|东西|各族|人民|干部|经贸|旅游|同胞|亲|同行|对口|联|[”’·])"
)
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
KINDS = ("省", "市", "县", "区", "州", "旗", "盟", "师")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a form may stand for. `weak`: an everyday word too; more must speak for the place."""

    codes: tuple[str, ...] = ()
    organisation: str | None = None
    strength: Strength = "full"
    batch: int | None = None  # 闽八援: the eighth that 福建 sends


class Name(NamedTuple):  # many are made, and a tuple is made three times as fast as a frozen dataclass
    """One form at one place of a text."""

    start: int
    end: int
    form: str
    entry: Entry


def names(text: str) -> Iterator[Name]:
    """In order, none overlapping. The longest form wins, of equal ones the first: 抵达日喀则 is no 达日. Traps swallow
    what they contain."""
    for start, form, entry in lexicon().find_standing(text):
        if entry is None:
            continue
        if entry.strength != "pair" or entry.batch:
            yield Name(start, start + len(form), form, entry)
        elif BOND.match(text, start + len(form)):
            yield from halves(start, form, entry)


def halves(start: int, form: str, entry: Entry) -> Iterator[Name]:
    """冀阿 as 冀 and 阿."""
    for offset, code in enumerate(entry.codes):
        yield Name(start + offset, start + offset + 1, form[offset], Entry(codes=(code,), strength="pair"))


@cache
def lexicon() -> Lexicon[Entry | None]:
    """Names, and traps, which mean nothing."""
    traps: dict[str, Entry | None] = dict.fromkeys(words("trap"))
    return Lexicon({**entries(), **traps})


@cache
def entries() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for form, standing in forms().items():
        if len(standing) == 1:
            found[form] = Entry(codes=(standing[0][0],), strength=standing[0][1])
            continue
        full = {code for code, strength in standing if strength == "full"}
        codes = full or highest({code for code, _ in standing})
        strengths = {strength for code, strength in standing if code in codes}
        found[form] = Entry(codes=tuple(sorted(codes)), strength="weak" if "weak" in strengths else min(strengths))
    for form, pair in pairs().items():
        found.setdefault(form, Entry(codes=pair, strength="pair"))
    for form, code, number in sent():
        found[form] = Entry(codes=(code,), strength="pair", batch=number)
    for organisation in organisations():
        for form in (organisation.name, *organisation.aliases):
            found[form] = Entry(organisation=organisation.name)
    return found


def sent() -> Iterator[tuple[str, str, int]]:
    """闽八援, 津九援: how the teams of a province call themselves."""
    for code, abbreviated in abbreviations().items():
        if not receives(code):
            for number, numeral in enumerate(NUMERALS, 1):
                yield from ((character + numeral + "援", code, number) for character in abbreviated)


def highest(codes: set[str]) -> set[str]:
    """Of places that share a bare name, those of the highest level: 海南 is the province, 玉树 the prefecture."""
    top = min(RANK[places()[code].level] for code in codes)
    return {code for code in codes if RANK[places()[code].level] == top}


def forms() -> dict[str, list[tuple[str, Strength]]]:
    found: dict[str, list[tuple[str, Strength]]] = {}
    present = {place.name for place in places().values()}
    for place in places().values():
        for form, strength in forms_of(place, present):
            found.setdefault(form, []).append((place.code, strength))
    return found


def forms_of(place: Place, present: set[str]) -> Iterator[tuple[str, Strength]]:
    yield place.name, "weak" if place.name in words("noun") else "full"
    for former, _ in place.former:
        if former not in present and former not in words("noun"):
            yield former, "full"
    for short in place.short:
        yield short, strength_of(short, place)


def strength_of(short: str, place: Place) -> Strength:
    if place.level == "province":
        return "short"
    if short in words("everyday"):
        return "weak"
    if short.endswith(KINDS) and len(short) > 2:
        return "full"
    return "weak" if place.level == "county" and not receives(place.code) else "short"
