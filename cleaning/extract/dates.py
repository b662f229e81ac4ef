"""Dates as Chinese pages write them, and the moment that they mean in China."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from cleaning.article import Precision

SHANGHAI = ZoneInfo("Asia/Shanghai")  # with its history: summer time from 1986 to 1991
FIRST = datetime(1990, 1, 1, tzinfo=SHANGHAI)  # before it there were no web pages; later dates in a text are history
SLACK = timedelta(hours=26)  # clocks and time zones of servers are wrong by up to a day
NARROW = {chr(ord("０") + digit): str(digit) for digit in range(10)}
NARROW |= {"：": ":", "－": "-", "／": "/", "\xa0": " ", "\u3000": " "}
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
MONTH = r"(?P<month>1[0-2]|0?[1-9])"
CLOCK = (
    r"(?:\s*[日T,，-]?\s*(?:星期.|周[一二三四五六日天])?\s*(?P<half>上午|下午|晚上?|凌晨|中午|早上?|傍晚)?\s*"
    r"(?P<hour>[01]?\d|2[0-4])\s*[:时時点點]\s*(?P<minute>[0-5]\d|\d(?=分))(?:\s*[:分]\s*(?P<second>[0-5]\d)(?!\d))?分?秒?"
    r"(?:\.\d+)?\s*(?P<noon>[AaPp][Mm](?![a-z]))?(?P<offset>Z|[+-]\d\d:?\d\d)?)?"
)
NAMED_MONTH = r"(?P<named_month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AMERICAN = r"\d\d?/(?:1[3-9]|2\d|3[01])/|[\d/]{8,10},? [\d:]{4,8} [AaPp][Mm]"  # 1/2/2019 may be either day
YEAR_NUMBER = r"(?P<year>19[89]\d|20[0-4]\d)"
FORMS = tuple(  # each with a sign without which no text has it
    (sign, re.compile(form))
    for sign, form in (
        (
            "",
            rf"(?<![\d.]){YEAR_NUMBER}\s?(?P<sep>[-/.])\s?{MONTH}\s?(?P=sep)\s?{DAY}(?=\D|$|\d\d:\d\d){CLOCK}",
        ),
        ("年", rf"(?<!\d){YEAR_NUMBER}\s*年\s*{MONTH}\s*月\s*{DAY}\s*[日号號]{CLOCK}"),
        ("时间", rf"发[布表]时间\s?[:：]\s?(?P<short>[0-4]\d)-{MONTH}-{DAY}(?=\D|$|\d\d:\d\d){CLOCK}"),
        (".", rf"(?<![\d.]){DAY}\.{MONTH}\.{YEAR_NUMBER}(?![\d.]){CLOCK}"),
        (" ", rf"(?<![\d./-]){YEAR_NUMBER} {MONTH}[-/]{DAY}(?=\s\d?\d:\d\d){CLOCK}"),  # the year in a box of its own
        ("/", rf"(?<![\d/])(?={AMERICAN}){MONTH}/{DAY}/{YEAR_NUMBER}(?!\d){CLOCK}"),
        ("/", rf"(?<![\d/])(?P<day>1[3-9]|2\d|3[01])/{MONTH}/{YEAR_NUMBER}(?!\d){CLOCK}"),
        (" 20", rf"\b{NAMED_MONTH}\s{DAY}(?:st|nd|rd|th)?,?\s{YEAR_NUMBER}(?!\d){CLOCK}"),
        (" 20", rf"(?<![\d/.-]){DAY}(?:st|nd|rd|th)?\s{NAMED_MONTH},?\s{YEAR_NUMBER}(?!\d){CLOCK}"),
        ("民", rf"(?:民[国國])\s*(?P<roc>\d{{2,3}})\s*[年./-]\s*{MONTH}\s*[月./-]\s*{DAY}\s*日?{CLOCK}"),
        (
            "年",
            rf"(?P<han>[一二三四五六七八九〇○零Ｏ０]{{4}})年(?P<hanmonth>[一二三四五六七八九十]{{1,2}})月(?P<handay>[一二三四五六七八九十廿]{{1,3}})[日号]{CLOCK}",
        ),
    )
)
YEAR = re.compile("19|20|１９|２０|民[国國]|年|时间")  # no full date is without one of these
WIDE = re.compile(f"[{''.join(NARROW)}]")
COMPACT = re.compile(
    r"(?<!\d)(?P<year>19[89]\d|20[0-4]\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?)?(?!\d)"
)
AGO = re.compile(
    r"(?P<number>\d{1,3}|几|半)\s*个?(?P<unit>分钟|小时|天|分鐘|小時|周|星期|日)(?:之)?前|(?P<named>刚刚|剛剛|今天|昨天|前天|今日|昨日)"
    + CLOCK
)
YEARLESS = re.compile(rf"(?<![\d年.:-]){MONTH}\s?(?P<sep>[月/-])\s?{DAY}\s*[日号]?(?![\d/.-])" + CLOCK)
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


def dates_in(text: str, *, now: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """Every full date of a text in its order, unless it lies after `now` or before the web."""
    if not YEAR.search(text):
        return []
    narrow = narrowed(text)
    found = [date for form in forms_of(narrow) for match in form.finditer(narrow) if (date := _found(match, zone))]
    return sorted((date for date in found if is_possible(date.moment, now)), key=lambda date: date.start)


def has_date(text: str) -> bool:
    """Whether something like a full date stands in a text."""
    if not YEAR.search(text):
        return False
    narrow = narrowed(text)
    return any(form.search(narrow) for form in forms_of(narrow))


def date_match(text: str) -> re.Match[str] | None:
    """The first date of a short text in narrow characters; `昨天 18:20` or `08-21 10:05` where there is no other."""
    full = next((match for form in forms_of(text) if (match := form.search(text))), None)
    timed = (match for match in YEARLESS.finditer(text) if match["minute"])
    return full or AGO.search(text) or next(timed, None)


def forms_of(text: str) -> list[re.Pattern[str]]:
    """The forms of dates that a text in narrow characters may hold."""
    return [form for sign, form in FORMS if sign in text]


def narrowed(text: str) -> str:
    return WIDE.sub(lambda match: NARROW[match[0]], text)


def compact_dates_in(text: str, *, now: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """Dates of eight or more digits, as in meta tags and addresses: 20230727093400."""
    found = [date for match in COMPACT.finditer(text) if (date := _found(match, zone))]
    return [date for date in found if is_possible(date.moment, now)]


def relative_dates_in(text: str, *, now: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """`3小时前`, `昨天 09:34`: reckoned from `now`, the moment when the page was fetched."""
    found = (_ago(match, now.astimezone(zone)) for match in AGO.finditer(narrowed(text)))
    return [date for date in found if date]


def yearless_dates_in(text: str, *, latest: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """`12月12日`, `04-09 16:13`: the last such day that is not after `latest`."""
    narrow = narrowed(text)
    return [date for match in YEARLESS.finditer(narrow) if (date := _last(match, latest, zone))]


def is_possible(moment: datetime, now: datetime) -> bool:
    return FIRST <= moment <= now + SLACK


def _found(match: re.Match[str], zone: tzinfo, year: int | None = None) -> Found | None:
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


def _ago(match: re.Match[str], now: datetime) -> Found | None:
    parts = match.groupdict()
    if named := parts["named"]:
        day = (now - timedelta(days=NAMED[named])).replace(hour=0, minute=0, second=0, microsecond=0)
        return _with_clock(day, parts, match)
    if not (parts["number"] or "").isdigit():
        return None
    unit = UNITS[str(parts["unit"])]
    moment = now - timedelta(**{unit: int(parts["number"])})
    if unit in {"days", "weeks"}:
        return Found(
            moment=moment.replace(hour=0, minute=0, second=0, microsecond=0),
            precision="day",
            start=match.start(),
            end=match.end(),
        )
    return Found(
        moment=moment.replace(second=0, microsecond=0), precision="minute", start=match.start(), end=match.end()
    )


def _last(match: re.Match[str], latest: datetime, zone: tzinfo) -> Found | None:
    years = (latest.year, latest.year - 1, latest.year - 4)  # the last for the 29th of February
    dates: Iterator[Found | None] = (_found(match, zone, year) for year in years)
    return next((date for date in dates if date and date.moment <= latest), None)
