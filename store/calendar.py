"""When an address is looked at again: one that was fetched, and one that could not be."""

from datetime import datetime, timedelta

CHECK_AFTER = tuple(timedelta(days=days) for days in (1, 3, 7, 14, 30))  # after first sight
CHECK_EVERY = timedelta(days=90)  # after that
RETRY_AFTER = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 72))  # a failed address; then every week
RETRY_EVERY = timedelta(days=7)


def next_check(first_seen: datetime, now: datetime) -> datetime:
    """The first moment of the address's calendar that is still to come."""
    for pause in CHECK_AFTER:
        if first_seen + pause > now:
            return first_seen + pause
    rounds = (now - first_seen - CHECK_AFTER[-1]) // CHECK_EVERY + 1
    return first_seen + CHECK_AFTER[-1] + rounds * CHECK_EVERY


def next_try(attempts: int, now: datetime) -> datetime:
    """When to try a failed address again, after so many failures in a row."""
    return now + (RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else RETRY_EVERY)
