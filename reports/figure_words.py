"""The table of new figures in words: who, how much, for what, how far."""

from collections.abc import Iterable
from dataclasses import dataclass

from cleaning.sums import Sum
from reports.figures import Figures, Line
from reports.item import TOLD, Mark
from reports.names import place
from reports.wording import Wording

BEHIND = ("余", "多", "有余", "出头", "来", "以上", "及以上", "以下", "以内", "之内", "左右", "上下", "开外", "起步")


@dataclass(frozen=True, kw_only=True)
class Row:
    """`amount`: in the base unit; `words`: as stated; `about`: purpose; `state`: role, stage and what kind of sum;
    `place`: the address of its sentence from the folder of the pages."""

    parties: str
    amount: str
    words: str
    about: str
    state: str
    mark: Mark
    url: str | None
    title: str
    id: str
    place: str


def rows(figures: Figures, wording: Wording) -> tuple[Row, ...]:
    return tuple(row(line, wording) for line in figures.lines)


def row(line: Line, wording: Wording) -> Row:
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
        id=line.id,
        place=place(line.report, line.version, line.id),
    )


def hint(row: Row) -> str:
    """All of it on one line, for who rests on a figure in the text."""
    return " · ".join(part for part in (row.parties, row.amount, row.state, row.about) if part)


def before(now: Row, was: Row) -> str:
    """What a correction changed, as it was."""
    old = {"amount": was.amount or was.words, "parties": was.parties, "state": was.state, "about": was.about}
    changed = [said for name, said in old.items() if said and said != getattr(now, name)]
    return " · ".join(changed or [old["amount"]])


def _amount(line: Line, wording: Wording) -> str:
    """近500,000,000元, 250,000余元, 20,000,000至30,000,000元; empty where no number can be had."""
    unit = unit_of(line.unit, wording)
    word = wording.show(line.qualifier_word) if wording.language != "en" else ""
    word = word or wording.say(f"figure.{line.qualifier}")
    if line.value is not None:
        left, right = ("", word) if wording.language != "en" and line.qualifier_word in BEHIND else (word, "")
        return f"{left}{line.value:,}{right}{unit}"
    low, high = line.value_low, line.value_high
    if line.mark == "unreadable" or (low is None and high is None):
        return ""
    if low is not None and high is not None:
        return wording.say("figure.range", low=f"{low:,}", high=f"{high:,}", unit=unit)
    return wording.say("figure.least" if high is None else "figure.most", n=f"{low or high:,}", unit=unit)


def _state(line: Line, wording: Wording) -> str:
    role = wording.say(f"role.{line.role}") if line.role not in ("", "aid_fund") else ""
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
    """Behind a number: our own word for a currency; Chinese measure words follow without a blank in Chinese."""
    joined = unit == "%" or (wording.language != "en" and not unit.isascii())
    return str(wording.words["unit"].get(unit, unit if joined else f" {unit}"))


def plain(figures: Figures, wording: Wording) -> Iterable[str]:
    """One line a figure, for text and Markdown."""
    for one in rows(figures, wording):
        told = wording.say(f"item.{one.mark}") if one.mark in TOLD else ""
        stated = wording.say("figure.stated", words=one.words)
        yield " · ".join(part for part in (one.parties, one.amount + stated, one.about, one.state, told) if part)
