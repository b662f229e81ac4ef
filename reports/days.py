"""Days, weeks and months as readers mean them, in their time zone."""

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Period = Literal["day", "week", "month"]


def days_of(on: date, period: Period) -> tuple[date, date]:
    """The first and last day of the day, ISO week or month with that day in it."""
    if period == "day":
        return on, on
    if period == "week":
        monday = on - timedelta(days=on.weekday())
        return monday, monday + timedelta(days=6)
    first = on.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def span_of(days: tuple[date, date], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From the midnight before the first day to the one after the last: 23 or 25 hours where clocks change."""
    return _midnight(days[0], zone), _midnight(days[1] + timedelta(days=1), zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
