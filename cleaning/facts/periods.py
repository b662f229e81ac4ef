"""Periods: the time a figure covers, as its sentence states it, resolved against the day of publication."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from cleaning.facts.attribution import Attributed
from cleaning.facts.clauses import Place
from cleaning.facts.numbers import DIGIT, read_number
from cleaning.report import Period
from seeds.register.calendars import term

PLANS = {
    "九五": (1996, 2000), "十五": (2001, 2005), "十一五": (2006, 2010), "十二五": (2011, 2015),
    "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030),
}  # fmt: skip
_COUNT = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:多|余)?"
_DASH = r"(?:至|到|-|—|–|~|～)+"
_DATE = r"(?P<{0}year>(?:19|20)\d\d)年?(?:(?P<{0}month>\d{{1,2}})月(?:\d{{1,2}}日)?)?(?:底|初|末)?"
_PERIOD = re.compile(
    rf"(?=[“十自从{DIGIT}一二两三四五六七八九过最近连进未今去前明以接])(?:"  # looked at first: few begin one
    rf"(?P<plan>“十?[一二三四五九]?五”|十[一二三四五]五)"
    rf"|(?P<span>{_DATE.format('a')}{_DASH}(?:{_DATE.format('b')}(?:年|月)?|(?P<now>今(?!年)|目前|现在)))"
    rf"|(?P<since>(?:自|从)?{_DATE.format('c')}[^，。；]{{0,10}}?(?:以来|起(?!来|到)|开始|至今))"
    rf"|(?P<back>(?:过去|最近|近|连续|进[藏疆青])?(?P<n>{_COUNT})年(?:以来|来|间|多来|里|(?=共|累计|先后|投|总|援助|的实践)))"
    rf"|(?P<ahead>(?:未来|今后|以后|接下来)的?(?P<m>{_COUNT})年)"
    rf"|(?P<year>{_DATE.format('d')}(?=年|月|[^\d%个元人]))"
    r"|(?P<near>今明两年|今年以来|今年|去年|前年|明年))"
)
_AS_OF = re.compile(r"截[至止](?:到)?(?:(?P<year>(?:19|20)\d\d)年)?(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?")
_YET = re.compile(r"将|拟|计划(?!外|内)")
_SO_FAR = re.compile(r"以来|目前|截[至止]|已")
_NEAR = {"今年以来": 0, "今年": 0, "去年": -1, "前年": -2, "明年": 1}


def period_of(place: Place, published: datetime | None) -> Period | None:
    """The last period stated before the amount in its sentence, else None."""
    words = place.back[-120:] + place.lead
    found = list(_PERIOD.finditer(words)) if "年" in words or "五" in words or "至" in words else []
    for match in reversed(found):
        kind = match.lastgroup or ""
        if kind == "back" and _YET.search(words, match.end()):
            kind = "ahead"
        period = _READERS[kind](match, published)
        if period is not None:
            return period
    return None


def term_of(place: Place, published: datetime | None, giver: Attributed, programme: str | None) -> Period | None:
    """The years of the batch that gives, where the calendar knows who counts it; 进藏以来 ends with the report."""
    if not programme or not giver.batch or not giver.parties:
        return None
    found = term(programme, giver.parties[0], giver.batch)
    if found is None or not found.start:
        return None
    still = published is not None and (not found.end or found.end > published.isoformat()[:7])
    end = _month(published) if still and _SO_FAR.search(place.back + place.lead) else found.end or None
    return Period(start=found.start, end=end, basis="inferred")


def as_of(place: Place, published: datetime | None) -> str | None:
    """截至2023年6月, else the day of publication; ISO, cut to what is known."""
    words = place.back + place.lead
    stated = _AS_OF.search(words) if "截" in words else None
    if stated is not None and stated["month"] and (stated["year"] or published):
        year = int(stated["year"]) if stated["year"] else published.year if published else 0
        day = f"-{int(stated['day']):02d}" if stated["day"] else ""
        return f"{year}-{int(stated['month']):02d}{day}"
    if stated is not None and stated["year"]:
        return str(stated["year"])
    return published.date().isoformat() if published else None


@lru_cache(maxsize=1024)
def _stated(start: str | None, end: str | None) -> Period:
    return Period(start=start, end=end, basis="stated")


def _month(published: datetime | None) -> str | None:
    return f"{published.year}-{published.month:02d}" if published else None


def _date(match: re.Match[str], prefix: str) -> str:
    month = match[f"{prefix}month"]
    return f"{match[f'{prefix}year']}-{int(month):02d}" if month else str(match[f"{prefix}year"])


def _plan(match: re.Match[str], _: datetime | None) -> Period | None:
    years = PLANS.get(match["plan"].strip("“”"))
    return _stated(str(years[0]), str(years[1])) if years else None


def _span(match: re.Match[str], published: datetime | None) -> Period:
    return _stated(_date(match, "a"), _month(published) if match["now"] else _date(match, "b"))


def _since(match: re.Match[str], published: datetime | None) -> Period:
    return _stated(_date(match, "c"), _month(published))


def _back(match: re.Match[str], published: datetime | None) -> Period | None:
    years = _years(match["n"])
    return _stated(str(published.year - years), _month(published)) if published and years else None


def _ahead(match: re.Match[str], published: datetime | None) -> Period | None:
    years = _years(match["m"] or match["n"])
    return _stated(_month(published), str(published.year + years)) if published and years else None


def _year(match: re.Match[str], _: datetime | None) -> Period:
    return _stated(_date(match, "d"), _date(match, "d"))


def _relative(match: re.Match[str], published: datetime | None) -> Period | None:
    if published is None:
        return None
    if match["near"] == "今明两年":
        return _stated(str(published.year), str(published.year + 1))
    year = str(published.year + _NEAR[match["near"]])
    return _stated(year, _month(published) if match["near"] == "今年以来" else year)


_READERS: dict[str, Callable[[re.Match[str], datetime | None], Period | None]] = {
    "plan": _plan, "span": _span, "since": _since, "back": _back, "ahead": _ahead, "year": _year, "near": _relative,
}  # fmt: skip


def _years(text: str) -> int | None:
    number = read_number(text)
    return int(number.value) if number is not None and number.value else None
