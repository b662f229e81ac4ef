"""The table of new figures in words: who, how much, for what, how far."""

from collections.abc import Iterable
from dataclasses import dataclass

from cleaning.sums import Sum
from reports.figures import Figures, Line
from reports.item import Mark
from reports.wording import Wording

BEHIND = ("余", "多", "有余", "出头", "来", "以上", "及以上", "以下", "以内", "之内", "左右", "上下", "开外", "起步")


@dataclass(frozen=True, kw_only=True)
class Row:
    """`amount`: in the base unit; `words`: as stated; `about`: purpose; `state`: role, stage and what kind of sum."""

    parties: str
    amount: str
    words: str
    about: str
    state: str
    mark: Mark
    url: str | None
    title: str


def rows(figures: Figures, wording: Wording) -> tuple[Row, ...]:
    return tuple(_row(line, wording) for line in figures.lines)


def _row(line: Line, wording: Wording) -> Row:
    nobody = wording.say("figure.nobody")
    giver, receiver = wording.show(line.giver) or nobody, wording.show(line.receiver) or nobody
    return Row(
        parties=f"{giver} → {receiver}",
        amount=_amount(line, wording),
        words=wording.show(line.words),
        about=wording.show(line.purpose),
        state=_state(line, wording),
        mark=line.mark,
        url=line.url,
        title=wording.show(line.title),
    )


def _amount(line: Line, wording: Wording) -> str:
    """近500,000,000元, 250,000余元, 20,000,000至30,000,000元; empty where no number can be had."""
    word, unit = wording.show(line.qualifier_word), unit_of(line.unit, wording)
    if line.value is not None:
        before, behind = ("", word) if line.qualifier_word in BEHIND else (word, "")
        return f"{before}{line.value:,}{behind}{unit}"
    low, high = line.value_low, line.value_high
    if line.mark == "unreadable" or (low is None and high is None):
        return ""
    if low is not None and high is not None:
        return wording.say("figure.range", low=f"{low:,}", high=f"{high:,}", unit=unit)
    return wording.say("figure.least" if high is None else "figure.most", n=f"{low or high:,}", unit=unit)


def _state(line: Line, wording: Wording) -> str:
    role = wording.say(f"role.{line.role}") if line.role != "aid_fund" else ""
    stage = wording.say(f"stage.{line.stage}") if line.stage != "none" else ""
    sort = wording.say("figure.since", start=wording.partial(line.since)) if line.since else ""
    if not sort and line.aggregation in ("cumulative", "annual", "part", "growth"):
        sort = wording.say(f"aggregation.{line.aggregation}")
    return " · ".join(part for part in (role, stage, sort) if part)


def sum_lines(figures: Figures, wording: Wording) -> tuple[str, ...]:
    """What may be added without counting twice; what nobody can read any more; what the table does not show."""
    comma = wording.say("semicolon")
    parts = comma.join(_sum(one, wording) for one in figures.sums)
    added = wording.say("figure.sums", sums=parts) if parts else wording.say("figure.no_sum") if figures.lines else ""
    others = wording.say("figure.others", n=figures.others) if figures.others else ""
    lost = sum(line.mark == "unreadable" for line in figures.lines)
    damaged = wording.say("figure.damaged", n=lost) if lost else ""
    return tuple(line for line in (added, damaged, others) if line)


def _sum(one: Sum, wording: Wording) -> str:
    amount = f"{wording.say(f'figure.{one.qualifier}')}{one.value:,}{unit_of(one.unit, wording)}"
    role = wording.say(f"role.{one.role}")
    return wording.say("figure.sum", role=role, amount=amount, n=one.figures, reports=len(one.urls))


def unit_of(unit: str, wording: Wording) -> str:
    return str(wording.words["unit"].get(unit, f" {unit}"))


def plain(figures: Figures, wording: Wording) -> Iterable[str]:
    """One line a figure, for text and Markdown."""
    for row in rows(figures, wording):
        damaged = wording.say(f"item.{row.mark}") if row.mark in ("doubtful", "unreadable") else ""
        stated = wording.say("figure.stated", words=row.words)
        yield " · ".join(part for part in (row.parties, row.amount + stated, row.about, row.state, damaged) if part)
