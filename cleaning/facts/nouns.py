"""Nouns and purposes: what a figure counts, and what it is for, in the words of its clause."""

import re

from cleaning.facts.clauses import Place

_HAN = r"\u4e00-\u9fff"
_FUND = re.compile(
    r"(?:(?:智力|教育|产业|医疗|对口|计划外|计划内|规划外|规划内|社会|财政|专项|项目|建设|扶贫|防控|捐赠|签约|到位|意向|招商|援建"
    r"|帮扶|支援|援助|协作|消费|劳务|旅游|销售|年(?!年)|总|纯|人均|援[藏青疆]){0,4}"
    r"(?:资金|经费|投资额?|基金(?!会)|物资|善款|捐款|助学金|奖学金|报酬|产值|生产总值|收入|销售额|分红|工资|租金|补助|设备|药品))"
)
_ROLE_NOUNS = {
    "aid_fund": "援助资金", "project_cost": "项目投资", "investment_attracted": "引进投资", "donation": "捐赠",
    "in_kind": "物资", "third_party": "其他资金", "outcome": "收益", "other": "金额",
}  # fmt: skip
_AFTER = re.compile(
    rf"的?(?![和与及并在被为用已等均也都前赴到进的])([{_HAN}A-Za-z]{{1,12}}?)(?=的|[和与及并在被为用已等均也都前赴到进]|[^{_HAN}A-Za-z]|$)"
)
_BEFORE = re.compile(
    r"(项目|干部人才|干部|人才|教师|医生|学生|群众|企业|活动|岗位|手术|学校|医院|协议|工程|村|户|人次|技术人员|专家|医疗队|床位|设备)[^，。]{0,6}$"
)
_FOR = re.compile(
    r"(?:用于|用来|专项用于|支持|支援|帮助|资助)([^，。；：,;:（(\d\n]{2,30}?)(?=[均已]|[，。；：,;:（(\d\n]|$)"
)
_MODIFIED = re.compile(rf"的([{_HAN}“”]{{2,20}}?)(?=[在均已将正于]|[^{_HAN}“”]|$)")
_MADE = re.compile(
    r"(?:建设|建成|新建|援建|修建|改造|打造|实施|购买|购置|设立|改善|完善|开展)了?([^，。；：,;:（(\d\n]{2,24}?)(?=[均已]|[，。；：,;:（(\d\n]|$)"
)


def noun_of(place: Place, kind: str, role: str | None) -> str:
    """援藏资金 for a sum, 项目 for a count."""
    if kind == "money":
        found = [*_FUND.finditer(place.lead)]
        first = _FUND.match(place.tail.removeprefix("的"))
        return found[-1].group() if found else first.group() if first else _ROLE_NOUNS[role or "other"]
    after = _AFTER.match(place.tail)
    if after is not None:
        return after[1]
    before = _BEFORE.search(place.lead)
    return before[1] if before else ""


def purpose_of(place: Place, noun: str, kind: str) -> str:
    """用于X, 建设X right after a sum; else its noun."""
    if kind != "money":
        return noun
    words = place.tail + place.onward[:40]
    stated = _FOR.search(words) or _MADE.match(place.tail)
    if stated is not None:
        return stated[1].strip("“”《》的了、")
    modified = _MODIFIED.match(place.tail)
    return modified[1] if modified else noun
