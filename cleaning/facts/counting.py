"""Counting: may a total take this figure, and if not, why. The rules of `sum_of_singles` in docs/contract.md."""

import re

from cleaning.facts.changes import changed
from cleaning.report import Figure

STAGES = ("committed", "disbursed", "spent", "completed")
NOT_MONEY = "not money"
NOT_AID = "not in a report of paired assistance"
APART = {"donation": "donation: summed apart", "in_kind": "in kind: summed apart"}
_RATE = re.compile(r"(?:每(?!一?年|批|期)[^，。；]{1,10}|[户人县村校生]均[^，。；]{0,8})\Z")
_REACH = 11  # characters that this is long at most


def counted(figure: Figure, *, aid: bool) -> Figure:
    """The figure with `counted` and, where it is not, the first reason why. What is not money is said so already.
    `aid`: whether the report is one of paired assistance."""
    if figure.kind != "money":
        return figure
    reason = why_not(figure) or (None if aid else NOT_AID)
    return changed(figure, counted=reason is None, not_counted_because=reason)


def why_not(figure: Figure) -> str | None:
    """The first rule that keeps it out of the sum, in words for a reader; None if it counts."""
    return unread(figure) or _foreign(figure) or _not_given(figure) or unsettled(figure) or double(figure)


def unread(figure: Figure) -> str | None:
    """Damaged (unless a person found out what it says), or without one value to add."""
    if figure.readability in ("digit_lost", "indeterminate") and figure.review != "corrected":
        return "unreadable"
    return "range without a value" if figure.value is None else None


def _foreign(figure: Figure) -> str | None:
    return None if figure.unit == "CNY" else f"foreign currency {figure.unit}"


def _not_given(figure: Figure) -> str | None:
    if figure.role in APART:
        return APART[figure.role or ""]
    return None if figure.role == "aid_fund" else f"role {figure.role}"


def unsettled(figure: Figure) -> str | None:
    """Wished for, planned or foreseen; or nothing is said of how far it has come."""
    return None if figure.stage in STAGES else f"stage {figure.stage}"


def is_rate(figure: Figure) -> bool:
    """每户3000元, 户均600元: so said of its words anywhere in the sentence."""
    said = figure.sentence
    if "每" not in said and "均" not in said:
        return False
    at = said.find(figure.text)
    while at >= 0 and not _RATE.search(said, max(0, at - _REACH), at):
        at = said.find(figure.text, at + 1)
    return at >= 0


def double(figure: Figure) -> str | None:
    """A rate, or a sum that lies within another or stands here for the second time."""
    if is_rate(figure):
        return "a rate: so much for each"
    if figure.repeats is not None:
        return "repeats another figure of the report"
    if figure.part_of is not None:
        return "part of another figure"
    if figure.aggregation in ("single", "annual"):
        return None
    start = figure.period.start if figure.period else None
    return f"{figure.aggregation} since {start}" if start and figure.aggregation == "cumulative" else figure.aggregation
