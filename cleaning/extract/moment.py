"""When an article was published, by what stands beside its text: its list, a script, an attribute."""

from datetime import datetime, tzinfo

from cleaning.article import Stated
from cleaning.extract.dates import compact_dates_in, dates_in, relative_dates_in, yearless_dates_in


def listed_as(text: str, *, now: datetime, zone: tzinfo) -> Stated:
    """What a list says of an article, in the short forms that lists have."""
    readers = (dates_in, compact_dates_in, relative_dates_in)
    dates = next((dates for reader in readers if (dates := reader(text, now=now, zone=zone))), None)
    dates = dates or yearless_dates_in(text, latest=now, zone=zone)
    return Stated(moment=dates[0].moment, precision=dates[0].precision, found="listing") if dates else Stated()


def with_scripted(published: Stated, text: str, *, now: datetime, zone: tzinfo) -> Stated:
    """What the page does not show may stand in its script; it never overrules the day in the address."""
    return _told(published, text, now, zone) if published.found in {"none", "address"} else published


def with_hour(published: Stated, text: str, *, now: datetime, zone: tzinfo) -> Stated:
    """The hour of a day that the page shows without it."""
    return _told(published, text, now, zone) if published.moment else published


def _told(published: Stated, text: str, now: datetime, zone: tzinfo) -> Stated:
    """The first date of a text that the page does not show, unless the page is known to be of another day."""
    dates, known = dates_in(text, now=now, zone=zone), published.moment
    if not dates or (known and known.date() != dates[0].moment.date()):
        return published
    return Stated(moment=dates[0].moment, precision=dates[0].precision, found="meta")
