"""Dates as Chinese pages write them."""

import re
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from cleaning.extract.reckoning import Found, reckon, reckon_back, reckon_last

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


def dates_in(text: str, *, now: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """Every full date of a text in its order, unless it lies after `now` or before the web."""
    if not YEAR.search(text):
        return []
    narrow = narrowed(text)
    found = [date for form in forms_of(narrow) for match in form.finditer(narrow) if (date := reckon(match, zone))]
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
    found = [date for match in COMPACT.finditer(text) if (date := reckon(match, zone))]
    return [date for date in found if is_possible(date.moment, now)]


def relative_dates_in(text: str, *, now: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """`3小时前`, `昨天 09:34`: reckoned from `now`, the moment when the page was fetched."""
    found = (reckon_back(match, now.astimezone(zone)) for match in AGO.finditer(narrowed(text)))
    return [date for date in found if date]


def yearless_dates_in(text: str, *, latest: datetime, zone: tzinfo = SHANGHAI) -> list[Found]:
    """`12月12日`, `04-09 16:13`: the last such day that is not after `latest`."""
    narrow = narrowed(text)
    return [date for match in YEARLESS.finditer(narrow) if (date := reckon_last(match, latest, zone))]


def is_possible(moment: datetime, now: datetime) -> bool:
    return FIRST <= moment <= now + SLACK
