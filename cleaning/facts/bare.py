"""万 and 亿 that stand without a unit: 投资1500万, 近百万经费, 4.5万贫困户. Anything unclear is no figure."""

import re
from typing import Literal

from cleaning.facts.units import PEOPLE

_CUE = (
    "投资|投入|追加|追投|众筹|资金|援助|美元|美金|港币|港元|欧元|捐款|捐赠|捐资|筹集|筹措|筹资|募集|补助|补贴|拨款|拨付|年均|外加|产值|收入|销售额|增收|总额|经费|贷款"
    "|奖励|分红|利润|盈利|成本|价值|造价|融资|概算|预算|营收|营业额|财政|引资|签约|资助|出资|集资|争取|安排|到位|支出|工资|租金|金额|花费"
)
_BEFORE = re.compile(rf"(?:{_CUE})[^\d，,。；;、：:%]{{0,5}}$")
_FUND = r"(?:资金|经费|奖学金|助学金|专款|补助|投资|贷款|善款|奖金|基金|援助款|扶持款|款项|补贴)"
_FUND_AFTER = re.compile(rf"的?[\u4e00-\u9fff]{{0,4}}{_FUND}")
_GIVEN_AFTER = re.compile(r"(?:援[建助]|捐[建赠]|资助|帮扶)(?!人|户|对象)")  # 厦门3000万援建左贡县城供水
_END = re.compile(
    rf"$|[\s，,。；;、！？!?：:（(）)”》…—]|以上|以内|左右|的?{_FUND}|用于|用来|建|新建|援建|修建|打造|实施|改造|购[买置]|设立|支持|帮助|扶持|成立|开展|为|给|在|由|实[现施]|[和与及的]|完成|参与"
)
_WINDOW = 16
_YEARS = re.compile(
    r"(?<![\d一二三四五六七八九〇零])(?:\d{1,2}|[一二三四五六七八九十两]{1,2})年(?:来|间|共|总|近|超|逾|约|投){0,2}$"
)  # 五年96亿
_SPOKEN = re.compile(r"挣|赚|工资|收入|卖|一天|一个月|每天|每月|块钱|涨|花了|才")
_CLOSED = re.compile(r"$|[\s，,。；;！？!?：:）)”》]")


def kind_of(text: str, start: int, end: int) -> tuple[Literal["money", "count"], str] | None:
    """What the bare number at `start` to `end` counts, with its unit, or None if the words around do not say."""
    if text.startswith("人民币", end):
        return "money", "元人民币"
    people = PEOPLE.match(text, end, end + 12)
    if people is not None and not _FUND_AFTER.match(text, end, end + 8):
        return "count", "户" if people["household"] else "人"
    if "亿" in text[start:end] and _YEARS.search(text[max(0, start - 8) : start]) and _CLOSED.match(text, end):
        return "money", "元"
    if is_money(text, start) and _END.match(text, end) and (text[start].isdigit() or text[end : end + 1] != "的"):
        return "money", "元"
    if _FUND_AFTER.match(text, end, end + 8) or _GIVEN_AFTER.match(text, end):
        return "money", "元"
    return None


def is_spoken_money(text: str, start: int, end: int) -> bool:
    """一天能挣120块: a price or an income, not pieces."""
    return _CLOSED.match(text, end) is not None and _SPOKEN.search(text, max(0, start - _WINDOW), start) is not None


def is_money(text: str, start: int) -> bool:
    """Whether a cue of money stands right before `start`."""
    return _BEFORE.search(text[max(0, start - _WINDOW) : start]) is not None
