"""Aggregation: one sum, a sum since a start, a sum a year, a part of another, or a growth."""

import re
from typing import Literal

from cleaning.facts.clauses import Place

Aggregation = Literal["single", "cumulative", "annual", "part", "growth"]

_PART = re.compile(r"(?:其中|当中)(?!的)[^；。]*$")
# 其中，香洲区帮扶泸水市8500万元，斗门区…6200万元，金湾区…: one share behind the other.
_SHARES = re.compile(r"其中(?!的)[：，]?(?:[^，。；：\d]{1,20}\d[\d.]*[万亿]?元[，、])+[^，。；：\d]{1,20}$")
_EACH = re.compile(r"每|均|剩余|其余")
_EACH_ONE = re.compile(r"每[户人生亩家村名位个]")
_ANNUAL = re.compile(
    r"每一?年|年均|逐年|(?<!\d)年(?:平均|人均|户均|总?收入|旅游收入|经营收入|收益|收|产值|增收|销售|利润|分红|上缴|产|纳税|可|租金|薪|盈利)"
    r"|年[终底](?:每|分)|一年(?:就)?(?:能|可|收入|下来|赚)|一年的?[总纯毛]?(?:收入|收益|产值)|年度(?:投资|安排)"
)
_EACH_YEAR = re.compile(r"每年|年均|平均每年")  # 年均增加税收1亿元
_GROWTH = re.compile(
    r"(?:增长|提高|提升|上升|下降|减少|降低|增加|同比|高出|缩短|增幅|翻|多出|多卖)(?:了|至|约|近|超过|达)?[^，。；\d]{0,4}$"
)
_RISES = re.compile(r"(?:增长|增加|提高|提升|扩大|上升|下降|减少|降低|[降增升涨])[到至为]")  # 由40亿元增长到117亿元
_RISEN = re.compile(r"(?:增长|增加|提高|提升|扩大|上升|下降|减少|降低|[降增升涨])[到至为][^，。；]{0,8}$")
_MOVING = re.compile("[增提扩上下减降升涨比高缩翻多]")  # one of these is in each of those
_OVER = re.compile(r"较|比(?:上年|去年|同期|上一批|前|第|20\d\d|过去|援)|同比|环比|相比")
_SUM = re.compile(r"累计|先后|历年")
_JOINT = re.compile(r"共计|合计|总计|总共|共(?!同|享|建|青|有|和|产|谋|赢|创)|总额|总[计达]")
_YEARS_TOGETHER = re.compile(r"(?:每年|连续[^，。；]{1,3}年)[^。；]{0,40}(?:共计|合计|总计)$")
_SINCE = re.compile(
    r"以来|不完全统计|[年月]多?(?:来|间)(?!自)|截至|截止|迄今|至今|[两二三四五六七八九十\d]年(?![度前])(?:里|内|多|实践|之间|共|总)?|\d{4}[-—–~～至到年]+\d{4}"
)
_YEAR = re.compile(
    r"(?<![-—~至到自从])(?:19|20)\d\d年(?!来|至|到|[-—~]|[^，。；]{0,16}(?:以来|起))|今年|去年|当年|前年|本年度"
)
_DOING = re.compile(r"投入|投资|落实|到位|拨付|争取|筹|安排|捐|募|提供|援助|资金|完成|引进|引资|销售|发放")
_ONE_THING = re.compile(r"[^，。；]{0,6}(?:建成|建设|新建|修建|打造|购买|设立|实施)")
_YET = re.compile(r"将|拟|计划(?!外|内)|规划(?!外|内)|预计|未来|[一二三四五]五”?期间")


def aggregation_of(place: Place, kind: str, role: str | None) -> Aggregation:
    """What the words state. Whether a part has its whole in the report is for cleaning.facts.parts to find."""
    moving = _MOVING.search(place.lead)
    if _RISES.match(place.tail) or (moving and role != "outcome" and _RISEN.search(place.lead)):
        return "growth"
    if (
        moving
        and _GROWTH.search(place.lead)
        and not _EACH_YEAR.search(place.lead)
        and (kind == "percent" or role == "outcome" or _OVER.search(place.back[-20:] + place.lead))
    ):
        return "growth"
    near = place.back[-200:] + place.lead
    if "其中" in near or "当中" in near:
        said = _PART.search(near[-30 - len(place.lead) :]) or (kind == "money" and _SHARES.search(near))
        if said and not _EACH.search(place.lead):
            return "part"
    if _is_annual(place.lead) or (role == "outcome" and ("全年" in place.lead or _is_annual(place.back[-16:]))):
        return "annual"
    return "cumulative" if _is_cumulative(place, role) else "single"


def _is_annual(words: str) -> bool:
    return "年" in words and _ANNUAL.search(words) is not None


def _is_cumulative(place: Place, role: str | None) -> bool:
    """累计 and 先后 say it. 共 says it with a start (三年来, 截至), not within one year or one ceremony; a start
    alone says it of money given, unless it was for one thing (投入50万元建成) or is yet to come."""
    segment = place.segment
    near = segment[-80:] + place.lead
    if _SUM.search(place.lead) or (segment and _SUM.search(segment) and _DOING.search(place.lead)):
        return True
    if role is None and not _JOINT.search(place.lead) and not _DOING.search(place.lead):
        return False
    if (
        _YET.search(near)
        or _EACH_ONE.search(place.lead)
        or (role in ("other", "investment_attracted") and not _SINCE.search(near))
    ):
        return False
    since = _SINCE.search(near) and "年度" not in place.lead and not (_YEAR.search(near) and "截" not in near)
    if _JOINT.search(place.lead):
        return bool(since) or role is None
    given = since and role not in ("other", "project_cost") and _DOING.search(place.lead)
    return bool(given and not _ONE_THING.match(place.tail))
