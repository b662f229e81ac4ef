"""Namesakes: roads, schools and firms that are called after a place, and bodies that give in its name."""

import re
from collections.abc import Sequence

from cleaning.facts.names import KINDS, Name
from seeds.register.places import ancestors, places

Chosen = tuple[Name, str | None]
# After a name: it is part of something called after the place, or speaks of people and things from there.
PART_OF_A_NAME = re.compile(
    r"(?=[东西南北中一二三四路大街桥广饭宾酒高科产工晚早商时日青都新电卫在网籍企爱游老话菜人国机港口火等"
    r"风景综办\d镇乡村两沿上下流河峡畔之门\s|_])"  # looked at first
    r"(?:[东西南北中一二三四]?(?:路|大道|大街|街(?!道)|大桥|桥)(?!线)|广场|大厦|饭店|宾馆|酒店|(?:高科技|产业|科技)?工业园|(?:晚|早|商|时|日|青年|都市)报|新闻网|新闻联播|"
    r"电视台|卫视|广播|在线|网讯|籍|商人|企业家|爱心人士|网友|游客|老板|话|菜|人[，。、]|(?:国际)?(?:机场|港)|口岸|火车站|(?:等)?(?:风)?景区|综合保税区|综保区|办事处|\d+号|[镇乡村](?!村|振兴|级|医|民)|街道|[两沿南北东西]岸|[上中下]游|流域|河[谷畔边岸水]|峡谷|畔|之滨|门(?!户)|\s*[|_])"
)
SCHOOL = re.compile(
    r"(?:市)?(?:第?[一二三四五六七八九十]+|实验|希望|中心)?(?:小学|中学|高中|高级中学|完全中学|幼儿园|完小)"
)
PARK = re.compile(r"(?:高科技|产业|科技)?(?:工业|产业|合作)园")  # 常州盐城工业园区 has both names
# A body of a place that gives in its own name.
BODY = re.compile(r"总工会|儿基会|儿童少年基金会|慈善总会|慈善会|红十字会|青少年发展基金会|光彩事业促进会")
SCHOOL_BEGINS = frozenset("市第一二三四五六七八九十实希中小高完幼")  # looked at first
BODY_BEGINS = frozenset("总儿慈红青光")


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
        if adjoining and not roles[at - 1] and PARK.match(text, found[at].end):
            dead[at - 1] = True
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
