"""Dates as Chinese pages write them."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cleaning.article import Precision

SHANGHAI = ZoneInfo("Asia/Shanghai")  # with its history: summer time 1986 to 1991, local mean time before 1901
DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d\d|\d)日?"
    r"(?:\s*(?P<hour>\d{1,2})[:：时時](?P<minute>\d\d)(?:[:：分](?P<second>\d\d))?)?"
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A date in a text: the moment, how exactly, and where it stands."""

    moment: datetime
    precision: Precision
    start: int
    end: int


def dates_in(text: str, *, now: datetime) -> list[Found]:
    """Every date of a text that is not after `now`, in order."""
    found = [_found(match) for match in DATE.finditer(text)]
    return [date for date in found if date and date.moment <= now]


def _found(match: re.Match[str]) -> Found | None:
    precision: Precision = "second" if match["second"] else "minute" if match["minute"] else "day"
    try:
        moment = datetime(*(int(part or 0) for part in match.groups()), tzinfo=SHANGHAI)  # type: ignore[misc, arg-type]
    except ValueError:
        return None
    return Found(moment=moment, precision=precision, start=match.start(), end=match.end())
