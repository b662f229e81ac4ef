"""Every name of a report with the place it means, the chain or list it stands in, and what that makes of it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from cleaning.facts.choice import choose
from cleaning.facts.clauses import adjoin
from cleaning.facts.names import Name
from cleaning.facts.namesakes import Chosen, body_of, dead_ones
from cleaning.facts.sides import takes
from cleaning.facts.takers import takers
from cleaning.report import Block
from seeds.register.places import ancestors

HELPS = re.compile(r"[省市区县州]?(?:对口|结对)?(?:支援|帮扶|援助|援建)(?![地单])")
HELP = 5  # characters that this is long at most


class Standing(NamedTuple):
    """A name with the place (or organisation) it was found to mean. `left` to `right`: the chain or list it is part of
    (西藏自治区昌都市, 湖北、湖南), whose neighbours speak for every member."""

    block: Block
    name: Name
    code: str | None
    left: int
    right: int
    organisation: str | None = None
    dead: bool = False  # 广东路, 北京实验中学: named after the place
    taker: bool = False  # a place that receives in this report and does not give
    taken: bool = False  # the words before its chain make it a receiver: 对口支援昌都市洛隆县


Found = tuple[Block, str, Sequence[Name]]
BETWEEN = re.compile(r"[\s、，,|_/·;；]*(?:以及|[和与及])?")
TOWN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:街道|镇|乡)(?=党|政|团|社|妇|工|办|一行|与|和|向|为|对|捐|联|携)")
ROW_MARKS = frozenset(" \t\n\r\v\f\u00a0\u3000、，,|_/·;；以和与及")
FARM = 40  # names in a row with nothing between them: a list of links that spam hides behind, no list of parties


def resolve(blocks: Sequence[Found]) -> list[Standing]:
    """Every name that means something, in order. What stays ambiguous is left out: an unknown party is not guessed."""
    certain, around = spoken_of(blocks)
    chosen = [(block, text, chosen_in(text, found, certain, around)) for block, text, found in blocks]
    codes = [code for _, _, names in chosen for _, code in names if code]
    helping = {code for _, text, names in chosen for code in helpers_in(names, text)}
    taking = takers(codes, helping, "\n".join(text for _, text, _ in blocks))
    return [each for block, text, names in chosen for each in standings_of(block, text, names, taking)]


def helpers_in(chosen: Sequence[Chosen], text: str) -> Iterator[str]:
    """Who is said to help the place named next, with the prefecture it lies in: 攀枝花市西区帮扶木里县."""
    for (name, code), (onward, other) in pairwise(chosen):
        if code and other and onward.start <= name.end + HELP and HELPS.fullmatch(text, name.end, onward.start):
            yield from (code, *(above for above in ancestors(code) if not above.endswith("0000")))


def spoken_of(blocks: Sequence[Found]) -> tuple[set[str], Counter[str]]:
    """The places named by a full form that means nothing else; and how often each is named by such a form or by a
    short one, itself or a place that it contains."""
    entries = [name.entry for _, _, found in blocks for name in found]
    sure = [(entry.codes[0], entry.strength) for entry in entries if len(entry.codes) == 1]
    named = [code for code, strength in sure if strength in ("full", "short")]
    return {code for code, strength in sure if strength == "full"}, Counter(
        [each for code in named for each in (code, *ancestors(code))]
    )


def chosen_in(text: str, found: Sequence[Name], certain: Set[str], around: Counter[str]) -> list[Chosen]:
    """The names that mean a place or an organisation, with the place's code."""
    chosen: list[Chosen] = []
    for name in found:
        before = chosen[-1] if chosen else None
        beside = before[1] if before and adjoin(text, before[0].end, name.start) else None
        code = None if name.entry.organisation else choose(name, text, beside, certain, around)
        if code or name.entry.organisation:
            chosen.append((name, code))
    return without_farms(chosen, text)


def is_in_row(text: str, end: int, start: int) -> bool:
    return end == start or (text[end] in ROW_MARKS and BETWEEN.fullmatch(text, end, start) is not None)


def without_farms(chosen: list[Chosen], text: str) -> list[Chosen]:
    """The names that do not stand in a link farm."""
    rows: list[list[Chosen]] = []
    for each in chosen:
        if rows and is_in_row(text, rows[-1][-1][0].end, each[0].start):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [each for row in rows if len(row) < FARM for each in row]


def standings_of(block: Block, text: str, chosen: Sequence[Chosen], taking: Set[str]) -> Iterator[Standing]:
    """`taking`: the codes of the places that receive in this report."""
    roles = with_companions(chosen, [code in taking for _, code in chosen], text)
    dead = dead_ones(chosen, roles, text)
    taken = False
    for (name, code), (left, right), gone, taker in zip(chosen, reaches(chosen, roles, text), dead, roles, strict=True):
        whole, place, organisation = body_of(name, code, text)
        taken = takes(text, left) if left == name.start else taken
        yield Standing(
            block=block,
            name=whole,
            code=place,
            organisation=organisation,
            dead=gone,
            taker=taker and place is not None,
            taken=taken,
            left=left,
            right=town_end(text, max(right, whole.end)) if place and not taker else max(right, whole.end),
        )


def with_companions(chosen: Sequence[Chosen], roles: Sequence[bool], text: str) -> list[bool]:
    """In a list of counties of one province all receive if one does: 康乐县、卓尼县、康县."""
    together = list(roles)
    if all(roles) or not any(roles):
        return together
    onward, back = range(len(chosen) - 1), reversed(range(len(chosen) - 1))
    for at in (*onward, *back):
        if together[at] != together[at + 1] and are_listed(chosen[at], chosen[at + 1], text):
            together[at] = together[at + 1] = True
    return together


def are_listed(one: Chosen, other: Chosen, text: str) -> bool:
    """Do two counties of one province stand in one list."""
    if text[one[0].end : other[0].start] != "、":
        return False
    codes = [code for _, code in (one, other) if code and code.isdigit() and not code.endswith("00")]
    return len({code[:2] for code in codes}) == 1 and len(codes) == 2


def town_end(text: str, end: int) -> int:
    """A street or town that gives gives for its county: 龙华区民治街道捐赠."""
    match = TOWN.match(text, end, end + 8)
    return match.end() if match else end


def reaches(chosen: Sequence[Chosen], roles: Sequence[bool], text: str) -> list[tuple[int, int]]:
    """For each name, start and end of its chain or list. A giver and a receiver side by side are no list, nor are a
    receiver and the next one that gives: 浙江支援四川、江苏支援陕西."""
    runs: list[list[Name]] = []
    role: bool | None = None
    for (name, _), side in zip(chosen, roles, strict=True):
        together = runs and role == side and adjoin(text, runs[-1][-1].end, name.start)
        if together and not (HELPS.match(text, name.end) and takes(text, runs[-1][0].start)):
            runs[-1].append(name)
        else:
            runs.append([name])
        role = side
    return [(run[0].start, run[-1].end) for run in runs for _ in run]
