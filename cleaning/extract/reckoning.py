"""The moment that a date on a page means, and how exactly it is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from cleaning.article import Precision

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HAN = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "Ｏ": 0, "０": 0}
UNITS = {
    "分钟": "minutes",
    "分鐘": "minutes",
    "小时": "hours",
    "小時": "hours",
    "天": "days",
    "日": "days",
    "周": "weeks",
    "星期": "weeks",
}
NAMED = {"刚刚": 0, "剛剛": 0, "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}


@dataclass(frozen=True, kw_only=True)
class Found:
    """A date in a text: the moment, how exactly, and where it stands."""

    moment: datetime
    precision: Precision
    start: int
    end: int


def reckon(match: re.Match[str], zone: tzinfo, year: int | None = None) -> Found | None:
    """A date written in full; `year`: of one without its own. None if there is no such day."""
    parts = match.groupdict()
    try:
        day = datetime(year or _year(parts), _month(parts), _day(parts), tzinfo=zone)
    except ValueError:
        return None
    return _with_clock(day, parts, match)


def _with_clock(day: datetime, parts: dict[str, str | None], match: re.Match[str]) -> Found:
    precision: Precision = "second" if parts["second"] else "minute" if parts["minute"] else "day"
    moment = day.replace(hour=_hour(parts) % 24, minute=int(parts["minute"] or 0), second=int(parts["second"] or 0))
    if parts.get("offset"):
        moment = _at_offset(moment, str(parts["offset"]))
    return Found(moment=moment, precision=precision, start=match.start(), end=match.end())


def _at_offset(moment: datetime, offset: str) -> datetime:
    zone = datetime.fromisoformat("2000-01-01T00:00:00" + offset.replace("Z", "+00:00")).tzinfo
    return moment.replace(tzinfo=zone).astimezone(moment.tzinfo)


def _hour(parts: dict[str, str | None]) -> int:
    hour = int(parts["hour"] or 0)
    half = parts.get("half") or (parts.get("noon") or "").lower()
    if half == "am" and hour == 12:
        return 0
    afternoon = half in {"下午", "晚", "晚上", "傍晚", "pm"} or (half == "中午" and hour < 3)
    return hour + 12 if afternoon and hour < 12 else hour


def _year(parts: dict[str, str | None]) -> int:
    if roc := parts.get("roc"):
        return int(roc) + 1911
    if han := parts.get("han"):
        return int("".join(str(HAN[digit]) for digit in han))
    if short := parts.get("short"):
        return int(short) + 2000
    return int(parts["year"] or 0)


def _month(parts: dict[str, str | None]) -> int:
    if name := parts.get("named_month"):
        return MONTHS.index(name) + 1
    return _small(parts["hanmonth"]) if parts.get("hanmonth") else int(parts["month"] or 0)


def _day(parts: dict[str, str | None]) -> int:
    return _small(parts["handay"]) if parts.get("handay") else int(parts["day"] or 0)


def _small(han: str | None) -> int:
    """一 to 三十一."""
    tens, ten, ones = (han or "").replace("廿", "二十").rpartition("十")
    return (HAN[tens] if tens else 1) * 10 * bool(ten) + (HAN[ones] if ones else 0)


def reckon_back(match: re.Match[str], now: datetime) -> Found | None:
    """A time before `now`, in the zone of it; None if it does not say how long before."""
    parts = match.groupdict()
    if named := parts["named"]:
        day = (now - timedelta(days=NAMED[named])).replace(hour=0, minute=0, second=0, microsecond=0)
        return _with_clock(day, parts, match)
    if not (parts["number"] or "").isdigit():
        return None
    unit = UNITS[str(parts["unit"])]
    moment = (now - timedelta(**{unit: int(parts["number"])})).replace(second=0, microsecond=0)
    precision: Precision = "minute"
    if unit in {"days", "weeks"}:
        moment, precision = moment.replace(hour=0, minute=0), "day"
    return Found(moment=moment, precision=precision, start=match.start(), end=match.end())


def reckon_last(match: re.Match[str], latest: datetime, zone: tzinfo) -> Found | None:
    """A date without its year: the last such day that is not after `latest`."""
    years = (latest.year, latest.year - 1, latest.year - 4)  # the last for the 29th of February
    dates: Iterator[Found | None] = (reckon(match, zone, year) for year in years)
    return next((date for date in dates if date and date.moment <= latest), None)
