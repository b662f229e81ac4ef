"""Parts: which figure is contained in which other. 其中 says it; so does arithmetic, where parts make up a whole."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from cleaning.facts.changes import changed
from cleaning.facts.numbers import exact
from cleaning.report import Figure

_WHOLE = re.compile(r"累计|共计|合计|总计|总共|共|总|先后|全部|超过|达")
_SHARED = ("aid_fund", "donation", "in_kind")  # given sums, whose parts are given too: 其中：甲县1500万元
REACH = 40  # figures of one unit that a whole may have as parts
SLACK = Decimal("1.1")  # parts may exceed a rounded whole (超过100亿) by a tenth


def with_parts(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with `part_of` where the report lets it be known; a part without a whole is a single sum."""
    whole_of: dict[str, str] = {}
    _said(figures, whole_of)
    for series in _series(figures).values():
        if len(series) > 2:  # a whole and two parts
            _added_up(series, whole_of)
    _beside(figures, whole_of)
    inside = dict(whole_of)
    _within(figures, inside)
    known = {figure.id: figure for figure in figures}
    return [_settled(figure, whole_of, inside, known) for figure in figures]


def _settled(figure: Figure, whole_of: dict[str, str], inside: dict[str, str], known: dict[str, Figure]) -> Figure:
    """A stated part says so in `aggregation`, and where neither role nor stage is said of it, it has those of its
    whole; a sum that only lies inside another keeps its own."""
    if figure.id in whole_of:
        whole = known[whole_of[figure.id]]
        role = whole.role if figure.role == "other" and whole.role in _SHARED else figure.role
        stage = whole.stage if figure.stage == "none" and role not in ("outcome", "other", None) else figure.stage
        return changed(figure, part_of=whole.id, aggregation="part", role=role, stage=stage)
    if figure.id in inside:
        return changed(figure, part_of=inside[figure.id])
    return changed(figure, aggregation="single") if figure.aggregation == "part" else figure


def _series(figures: Sequence[Figure]) -> dict[tuple[str | None, ...], list[Figure]]:
    """Figures of one block, kind and unit in text order, and among them those of one role: the columns of a table."""
    series: dict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.value is not None and figure.kind in ("money", "count"):
            series[(figure.block, figure.kind, figure.unit)].append(figure)
            if figure.role is not None:
                series[(figure.block, figure.kind, figure.unit, figure.role)].append(figure)
    return series


def _said(figures: Sequence[Figure], whole_of: dict[str, str]) -> None:
    """其中: the whole is the nearest larger figure of the same unit before it in the sentence; of a share (80%以上) the
    sum before it."""
    for at, figure in enumerate(figures):
        if figure.aggregation != "part":
            continue
        for before in reversed(figures[max(0, at - 6) : at]):
            near = before.sentence == figure.sentence or figure.sentence.startswith("其中")
            if near and before.block == figure.block and before.id not in whole_of and _holds(before, figure):
                whole_of[figure.id] = before.id
                break


def _holds(whole: Figure, part: Figure) -> bool:
    if part.kind == "percent":
        return whole.kind in ("money", "count")
    if whole.kind != part.kind or whole.unit != part.unit or whole.value is None or part.value is None:
        return False
    return whole.value > part.value


def _added_up(series: list[Figure], whole_of: dict[str, str]) -> None:
    """A stated whole whose neighbours of the same unit add up to it exactly: two of one sentence, or three and more."""
    for at, whole in enumerate(series):
        if whole.id in whole_of or whole.qualifier != "eq" or not _WHOLE.search(_lead(whole)):
            continue
        parts = _summing(series[at + 1 : at + 1 + REACH], whole) or _summing(
            series[max(0, at - REACH) : at][::-1], whole
        )
        for part in parts:
            whole_of.setdefault(part.id, whole.id)


def _lead(figure: Figure) -> str:
    before = figure.sentence.split(figure.text)[0]
    return before[-14:]


def _summing(run: Sequence[Figure], whole: Figure) -> list[Figure]:
    """The shortest beginning of the run that adds up to the whole, if it is long enough to be no accident."""
    target, total = exact(whole.value or 0), Decimal(0)
    for number, part in enumerate(run, 1):
        total += exact(part.value or 0)
        if total > target or part.qualifier != "eq":
            return []
        if total == target:
            near = number == 2 and all(one.sentence == whole.sentence for one in run[:2])
            return list(run[:number]) if number >= 3 or near else []
    return []


def _beside(figures: Sequence[Figure], whole_of: dict[str, str]) -> None:
    """Where counts make up their whole, the sums that stand beside them make up theirs, be it rounded:
    上海1582个项目、45.18亿元, 山东 … of 3842个项目, 超过100亿元."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    known = {figure.id: at for at, figure in enumerate(figures)}
    for part, whole in whole_of.items():
        groups[whole].append(figures[known[part]])
    for whole_id, parts in groups.items():
        if len(parts) < 3 or parts[0].kind != "count":
            continue
        sums = [_beside_one(figures, known[part.id]) for part in parts]
        if all(sums):
            _take(figures, known[whole_id], [one for one in sums if one], whole_of)


def _beside_one(figures: Sequence[Figure], at: int) -> Figure | None:
    """The sum next to a count, before the next count of that unit."""
    for step in (1, -1):
        near = at + step
        if 0 <= near < len(figures) and figures[near].kind == "money" and figures[near].value is not None:
            return figures[near]
    return None


def _take(figures: Sequence[Figure], at: int, parts: list[Figure], whole_of: dict[str, str]) -> None:
    inside = {part.id for part in parts}
    near = [one for one in figures[max(0, at - 3) : at + 4] if one.kind == "money" and one.id not in inside]
    total = sum((exact(part.value or 0) for part in parts), Decimal(0))
    for whole in near:
        if whole.unit == parts[0].unit and _satisfies(total, whole):
            for part in parts:
                whole_of.setdefault(part.id, whole.id)
            return


def _satisfies(total: Decimal | int, whole: Figure) -> bool:
    """Whether a sum agrees with a stated whole, its qualifier considered."""
    if whole.value is None:
        return False
    value = Decimal(str(whole.value))
    if whole.qualifier in ("gt", "ge"):
        return value <= total <= value * SLACK
    if whole.qualifier in ("lt", "le"):
        return value / SLACK <= total <= value
    return total == value if whole.qualifier == "eq" else value / SLACK <= total <= value * SLACK


def _within(figures: Sequence[Figure], whole_of: dict[str, str]) -> None:
    """A cumulative sum since a later start is inside that of the same giver since an earlier one; 到位 inside 签约."""
    widest: dict[tuple[tuple[str, ...], str | None], Figure] = {}
    sums = [one for one in figures if one.aggregation == "cumulative" and one.role == "aid_fund" and one.period]
    for one in sorted(sums, key=lambda one: (_start(one), -(one.value or 0))):
        whole = widest.setdefault((one.donors, one.programme), one)
        if one.id not in whole_of and _covers(whole, one):
            whole_of[one.id] = whole.id
    for before, after in pairwise(figures):
        if before.sentence == after.sentence and _arrived(before, after):
            whole_of.setdefault(after.id, before.id)


def _start(figure: Figure) -> str:
    return (figure.period.start if figure.period else None) or "9999"


def _covers(whole: Figure, part: Figure) -> bool:
    if not whole.donors or not _holds(whole, part) or whole.period is None or part.period is None:
        return False
    inside = (part.period.end or "") <= (whole.period.end or "")[:7] + "~"  # 2024-08-29 is still within 2024-08
    return _start(whole) < _start(part) and inside


def _arrived(signed: Figure, arrived: Figure) -> bool:
    roles = signed.role == arrived.role == "investment_attracted"
    stages = signed.stage in ("committed", "pledged") and arrived.stage == "disbursed"
    return roles and stages and _holds(signed, arrived)
