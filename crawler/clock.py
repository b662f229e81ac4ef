"""The moment, and moments as HTTP writes them."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def http_moment(text: str) -> datetime | None:
    """The one form of date that servers must send (RFC 9110, section 5.6.7); None for anything else."""
    try:
        return datetime.strptime(text.strip(), "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
    except ValueError:
        return None
