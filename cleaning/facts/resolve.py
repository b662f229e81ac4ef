"""Which place a name means here: its neighbours and the rest of the report decide between those that share it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from cleaning.facts.clauses import adjoin
from cleaning.facts.names import KINDS, Name
from cleaning.facts.sides import takes
from cleaning.facts.takers import takers
from cleaning.report import Block
from seeds.register.pairings import giving_to, receiving_from
from seeds.register.places import ancestors, places
from seeds.register.words import words

# After a name: it is part of something called after the place, or speaks of people and things from there.
PART_OF_A_NAME = re.compile(
    r"(?:[东西南北中一二三四]?(?:路|大道|大街|街(?!道)|大桥|桥)(?!线)|广场|大厦|饭店|宾馆|酒店|(?:高科技|产业|科技)?工业园|(?:晚|早|商|时|日|青年|都市)报|新闻网|新闻联播|"
    r"电视台|卫视|广播|在线|网讯|籍|商人|企业家|爱心人士|网友|游客|老板|话|菜|人[，。、]|(?:国际)?机场|口岸|火车站|(?:等)?(?:风)?景区|综合保税区|综保区|办事处|\d+号|[镇乡村](?!村|振兴|级|医|民)|街道|[两沿南北东西]岸|[上中下]游|流域|河谷|峡谷|畔|之滨|门(?!户)|\s*[|_])"
)
SCHOOL = re.compile(
    r"(?:市)?(?:第?[一二三四五六七八九十]+|实验|希望|中心)?(?:小学|中学|高中|高级中学|完全中学|幼儿园|完小)"
)
# A body of a place that gives in its own name.
BODY = re.compile(r"总工会|儿基会|儿童少年基金会|慈善总会|慈善会|红十字会|青少年发展基金会|光彩事业促进会")
SCHOOL_BEGINS = tuple("市第一二三四五六七八九十实希中小高完幼")  # looked at first
BODY_BEGINS = tuple("总儿慈红青光")
SUPPORT = re.compile(
    r"(?:[省市县区州]?(?:委|政府|人民政府)|援[藏疆青川]|对口|第[一二三四五六七八九十\d]+批|工作队|前方?指|前指|支援|帮扶|医疗队|支教|指挥部|两地|[市县区州])"
)


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
Chosen = tuple[Name, str | None]
BETWEEN = re.compile(r"[\s、，,|_/·;；]*(?:以及|[和与及])?")
TOWN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:街道|镇|乡)(?=党|政|团|社|妇|工|办|一行|与|和|向|为|对|捐|联|携)")
ROW_MARKS = frozenset(" \t\n\r\v\f\u00a0\u3000、，,|_/·;；以和与及")
FARM = 40  # names in a row with nothing between them: a list of links that spam hides behind, no list of parties


def resolve(blocks: Sequence[Found]) -> list[Standing]:
    """Every name that means something, in order. What stays ambiguous is left out: an unknown party is not guessed."""
    certain = spoken_of(blocks, ("full",))
    around = Counter(spoken_of(blocks, ("full", "short")))
    for code, count in list(around.items()):
        for above in ancestors(code):
            around[above] += count
    chosen = [(block, text, chosen_in(text, found, certain, around)) for block, text, found in blocks]
    codes = [code for _, _, names in chosen for _, code in names if code]
    is_taker = takers(codes, "\n".join(text for _, text, _ in blocks))
    return [each for block, text, names in chosen for each in standings_of(block, text, names, is_taker)]


def spoken_of(blocks: Sequence[Found], strengths: tuple[str, ...]) -> Counter[str]:
    """How often each place is named by a form that means nothing else."""
    entries = (name.entry for _, _, found in blocks for name in found)
    return Counter(entry.codes[0] for entry in entries if len(entry.codes) == 1 and entry.strength in strengths)


def chosen_in(text: str, found: Sequence[Name], certain: Counter[str], around: Counter[str]) -> list[Chosen]:
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


def standings_of(
    block: Block, text: str, chosen: Sequence[Chosen], is_taker: Callable[[str | None], bool]
) -> Iterator[Standing]:
    roles = with_companions(chosen, [is_taker(code) for _, code in chosen], text)
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
    onward, back = range(len(chosen) - 1), reversed(range(len(chosen) - 1))
    for at in (*onward, *back):
        if together[at] != together[at + 1] and are_listed(chosen[at], chosen[at + 1], text):
            together[at] = together[at + 1] = True
    return together


def are_listed(one: Chosen, other: Chosen, text: str) -> bool:
    """Do two counties of one province stand in one list."""
    codes = [code for _, code in (one, other) if code and code.isdigit() and not code.endswith("00")]
    return len({code[:2] for code in codes}) == 1 and len(codes) == 2 and text[one[0].end : other[0].start] == "、"


def town_end(text: str, end: int) -> int:
    """A street or town that gives gives for its county: 龙华区民治街道捐赠."""
    match = TOWN.match(text, end, end + 8)
    return match.end() if match else end


def reaches(chosen: Sequence[Chosen], roles: Sequence[bool], text: str) -> list[tuple[int, int]]:
    """For each name, start and end of its chain or list. A giver and a receiver side by side are no list."""
    runs: list[list[Name]] = []
    role: bool | None = None
    for (name, _), side in zip(chosen, roles, strict=True):
        if runs and role == side and adjoin(text, runs[-1][-1].end, name.start):
            runs[-1].append(name)
        else:
            runs.append([name])
        role = side
    return [(run[0].start, run[-1].end) for run in runs for _ in run]


def choose(name: Name, text: str, beside: str | None, certain: Counter[str], around: Counter[str]) -> str | None:
    below = [code for code in name.entry.codes if beside and is_kin(beside, code)]
    if len(below) == 1:
        return below[0]
    codes = below or list(name.entry.codes)
    if name.entry.strength == "weak":
        sure = [code for code in codes if code in certain]
        codes = sure or [
            code
            for code in codes
            if (SUPPORT.match(text, name.end) and near(code, around))
            or (name.form not in words("everyday") and is_helped(code, around))
        ]
    if len(codes) > 1:
        codes = likeliest(codes, around) or bound(codes, around)
    return codes[0] if len(codes) == 1 else None


def is_helped(code: str, around: Counter[str]) -> bool:
    """Is one spoken of that officially supports this very place: 万州 beside 上海."""
    return any(each.recipient == code and around[each.donor] > 0 for each in giving_to(code))


def near(code: str, around: Counter[str]) -> bool:
    """Is a division above it spoken of in the report."""
    return any(around[above] for above in ancestors(code))


def likeliest(codes: list[str], around: Counter[str]) -> list[str]:
    """The one whose divisions above are spoken of most, nearest division first; none if two are level."""
    weight = {code: tuple(around[above] for above in ancestors(code)) or (0,) for code in codes}
    best = max(weight.values())
    leading = [code for code, each in weight.items() if each == best]
    return leading if any(best) else []


def bound(codes: list[str], around: Counter[str]) -> list[str]:
    """Those whose official receivers are spoken of: 通州区 beside 囊谦县 is the one of 北京."""
    return [code for code in codes if any(is_near(pairing.recipient, around) for pairing in receiving_from(code))]


def is_near(recipient: str, around: Counter[str]) -> bool:
    return not recipient.endswith("0000") and around[recipient] > 0


def is_kin(before: str, code: str) -> bool:
    """Does a place follow the one above it, or one of the same division: 成都市青羊区, 合肥、黄山."""
    return before in ancestors(code) or ancestors(before) == ancestors(code)


def dead_ones(chosen: Sequence[Chosen], roles: Sequence[bool], text: str) -> list[bool]:
    """Which are part of another name: 广东路; and the whole chain of 上海浦东实验中学, but not an address: 保山市昌宁县
    第一中学; 拉萨北京实验中学."""
    found, codes = [name for name, _ in chosen], [code for _, code in chosen]
    dead = [bool(PART_OF_A_NAME.match(text, name.end)) for name in found]
    school = [text[name.end : name.end + 1] in SCHOOL_BEGINS and bool(SCHOOL.match(text, name.end)) for name in found]
    for at in reversed(range(len(found))):
        adjoining = at > 0 and found[at - 1].end == found[at].start and codes[at - 1] not in ancestors(codes[at] or "")
        if adjoining and text.startswith("医院", found[at].end) and not found[at].form.endswith(KINDS):
            dead[at] = True  # 南京鼓楼医院 is not the district's
        if school[at] and (adjoining or text.startswith("实验", found[at].end)):
            dead[at] = True
        if dead[at] and school[at] and adjoining:
            school[at - 1], dead[at - 1] = True, not roles[at - 1] or roles[at]
    return dead


def body_of(name: Name, code: str | None, text: str) -> tuple[Name, str | None, str | None]:
    """重庆市总工会 as an institution of its own, with the place's full name before it."""
    match = BODY.match(text, name.end) if code and text[name.end : name.end + 1] in BODY_BEGINS else None
    if match is None or code is None:
        return name, code, name.entry.organisation
    whole = name._replace(end=match.end(), form=text[name.start : match.end()])
    return whole, None, places()[code].name + match[0]
