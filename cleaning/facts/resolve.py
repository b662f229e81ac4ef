"""Which place a name means here: its neighbours and the rest of the report decide between those that share it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cleaning.facts.names import Name
from cleaning.report import Block
from seeds.register.places import ancestors, places, within

# After a name: it is part of something called after the place, or speaks of people and things from there.
PART_OF_A_NAME = re.compile(
    r"(?:[东西南北中一二三四]?(?:路|大道|大街|街(?!道)|大桥|桥)(?!线)|广场|大厦|饭店|宾馆|酒店|(?:晚|早|商|时|日|青年|都市)报|新闻网|新闻联播|"
    r"电视台|卫视|广播|在线|网讯|籍|话|菜|人[，。、])"
)
SCHOOL = re.compile(r"(?:市)?(?:第?[一二三四五六七八九十]+|实验|希望|中心)?(?:小学|中学|高中|高级中学|幼儿园|完小)")
SUPPORT = re.compile(
    r"(?:[省市县区州]?(?:委|政府|人民政府)|援[藏疆青川]|对口|第[一二三四五六七八九十\d]+批|工作队|前方?指|前指|支援|帮扶|医疗队|支教|指挥部|两地|[市县区州])"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A name with the place (or organisation) it was found to mean."""

    block: Block
    name: Name
    code: str | None
    organisation: str | None = None
    dead: bool = False  # 广东路, 北京实验中学: named after the place


def resolve(blocks: Sequence[tuple[Block, str, Sequence[Name]]]) -> list[Standing]:
    """Every name that means something, in order. What stays ambiguous is left out: an unknown party is not guessed."""
    certain = Counter(
        code for _, _, found in blocks for name in found if len(codes := name.entry.codes) == 1 and name.entry.strength == "full" for code in codes
    )
    context = Counter(certain)
    for _, _, found in blocks:
        for name in found:
            if len(name.entry.codes) == 1 and name.entry.strength == "short":
                context[name.entry.codes[0]] += 1
    around = Counter(context)
    for code, count in context.items():
        for above in ancestors(code):
            around[above] += count
    return [each for block, text, found in blocks for each in resolve_block(block, text, found, certain, around)]


def resolve_block(block: Block, text: str, found: Sequence[Name], certain: Counter[str], around: Counter[str]) -> list[Standing]:
    standings: list[Standing] = []
    before: Standing | None = None
    for name in found:
        parent = before.code if before and before.name.end == name.start and not before.dead else None
        code = None if name.entry.organisation else choose(name, text, parent, certain, around)
        if code is None and not name.entry.organisation:
            continue
        dead = is_dead(name, text, parent)
        before = Standing(block=block, name=name, code=code, organisation=name.entry.organisation, dead=dead)
        standings.append(before)
    return standings


def choose(name: Name, text: str, parent: str | None, certain: Counter[str], around: Counter[str]) -> str | None:
    below = [code for code in name.entry.codes if parent and parent in ancestors(code)]
    if len(below) == 1:
        return below[0]
    codes = below or list(name.entry.codes)
    if name.entry.strength == "weak":
        codes = [code for code in codes if code in certain] or (codes if SUPPORT.match(text, name.end) else [])
    if len(codes) > 1:
        codes = likeliest(codes, around)
    return codes[0] if len(codes) == 1 else None


def likeliest(codes: list[str], around: Counter[str]) -> list[str]:
    """The one whose divisions above are spoken of most, nearest division first; none if two are level."""
    weight = {code: tuple(around[above] for above in ancestors(code)) or (0,) for code in codes}
    best = max(weight.values())
    leading = [code for code, each in weight.items() if each == best]
    return leading if any(best) else []


def is_dead(name: Name, text: str, parent: str | None) -> bool:
    if PART_OF_A_NAME.match(text, name.end):
        return True
    return bool(SCHOOL.match(text, name.end)) and (parent is not None or "实验" in text[name.end : name.end + 3])


def place_name(code: str) -> str:
    return places()[code].name


def is_within(code: str | None, other: str | None) -> bool:
    return bool(code and other and within(code, other))
