"""Cells: the bare numbers of a table kept as lines of text, where its head says what they are and in which unit.

Empty cells leave no trace in the text, so a number is believed only where its column is certain: its row has as many
cells as the head, or ends with as many numbers as the head ends with sums. A 合计 must be what the rows add up to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from cleaning.facts.amounts import Amount
from cleaning.facts.clauses import Place
from cleaning.facts.numbers import plain

SCALES = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "千万元": 10**7, "亿元": 10**8}
_CELL = re.compile(r"[^\s|]+")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,4})?")
_UNIT = r"(?:人民币)?(?P<unit>[百千]?万?元|亿元)"
_SAID = re.compile(rf"单位\s*[：:]?\s*{_UNIT}[）)]?$|[（(]{_UNIT.replace('unit', 'only')}[）)]$")
_SUM = re.compile(
    r"资金|投资|金额|经费|投入|概算|预算|拨款|捐款|援助额|[（(](?:单位[：:])?(?:人民币)?[百千]?[万亿]?元[）)]$"
)
_COUNT = re.compile(r"序|编|数|量|模|积|户|人|批|年")  # heads of what else may be a bare number
_TOTAL = re.compile(r"合计|总计|共计")
_SUBTOTAL = "小计"
_PARTED = re.compile(r"(?<=\D)(?<=[^\d.,])\d{1,3} \d{3}(?!\d)")
_PROSE = re.compile(r"[。！？；]")
_ABOVE = 3  # lines above a head in which its unit may stand
_LONG = 300  # characters that no row exceeds


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A sum in a table. `head`: what its column says it is; `label`: what stands before it in its row; `above`: the
    line over the table."""

    amount: Amount
    head: str
    label: str
    above: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """The cells of a line, and where they stand; a line of prose is one cell. `parted`: 1 950 in it may be two cells or
    one number with a blank in it."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    parted: bool = False

    def has_numbers(self) -> bool:
        return any(map(_NUMBER.fullmatch, self.words))

    def numbers_at_end(self) -> int:
        return len(list(takewhile(_NUMBER.fullmatch, reversed(self.words))))


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The columns of a table, and the scale of those that hold sums."""

    words: tuple[str, ...]
    scales: tuple[int | None, ...]

    def sums_at_end(self) -> int:
        return len(list(takewhile(bool, reversed(self.scales))))

    def columns_of(self, row: Line) -> Sequence[int] | None:
        """For each cell of a row its column; None where that is not certain."""
        count, sums = len(self.words), self.sums_at_end()
        if len(row.words) == count and all(map(self.may_hold, range(count), row.words)):
            return range(count)
        if sums and row.numbers_at_end() == sums and len(row.words) < count:
            return [*([-1] * (len(row.words) - sums)), *range(count - sums, count)]
        return None

    def may_hold(self, column: int, word: str) -> bool:
        is_number = _NUMBER.fullmatch(word) is not None
        return is_number <= (self.scales[column] is not None or _COUNT.search(self.words[column]) is not None)


def cells_of(text: str) -> list[Cell]:
    """In text order."""
    if "元" not in text or ("单位" not in text and "元）" not in text and "元)" not in text):
        return []
    lines = [line_of(start, line) for start, line in lines_in(text)]
    found = [cell for at, head in heads(lines) for cell in in_table(head, lines, at)]
    return sorted(found, key=lambda cell: cell.amount.start)


def under_head(place: Place, cell: Cell) -> Place:
    """The place of a cell, as if its row said what the head and the line above the table say."""
    total = _TOTAL.search(cell.label)
    lead, onward = (f"{cell.head}合计", "") if total else (cell.head, f"用于{cell.label}")
    return place._replace(lead=lead, tail="", back=cell.above, segment=cell.above, onward=onward)


def lines_in(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def line_of(start: int, text: str) -> Line:
    if len(text) > _LONG or _PROSE.search(text):
        return Line(words=(text,), starts=(start,))
    found = list(_CELL.finditer(text))
    return Line(
        words=tuple(one[0] for one in found),
        starts=tuple(start + one.start() for one in found),
        parted=_PARTED.search(text) is not None,
    )


def heads(lines: Sequence[Line]) -> Iterator[tuple[int, Head]]:
    """Lines of two cells and more without a number, one of them a sum whose unit is said in it or above."""
    for at, line in enumerate(lines):
        if len(line.words) > 1 and not line.has_numbers():
            above = next((said for one in reversed(lines[max(0, at - _ABOVE) : at]) if (said := unit_in(one))), None)
            scales = tuple(unit_in_word(word) or (above if _SUM.search(word) else None) for word in line.words)
            if any(scales):
                yield at, Head(words=line.words, scales=scales)


def unit_in(line: Line) -> int | None:
    return unit_in_word("".join(line.words))


def unit_in_word(word: str) -> int | None:
    found = _SAID.search(word)
    return SCALES.get(found["unit"] or found["only"]) if found else None


def in_table(head: Head, lines: Sequence[Line], at: int) -> Iterator[Cell]:
    """The sums below a head, of the columns that are sound."""
    rows = list(takewhile(Line.has_numbers, lines[at + 1 :]))
    placed = [(row, columns) for row in rows if (columns := head.columns_of(row)) is not None]
    above = next(("".join(one.words) for one in reversed(lines[max(0, at - _ABOVE) : at]) if not unit_in(one)), "")
    for column, scale in enumerate(head.scales):
        members = [
            (row, row.words[cell], row.starts[cell])
            for row, columns in placed
            for cell, each in enumerate(columns)
            if each == column
        ]
        if scale and is_sound([(row, word) for row, word, _ in members], every=len(placed) == len(rows)):
            yield from (
                Cell(amount=amount_of(word, start, scale), head=head.words[column], label=label_of(row), above=above)
                for row, word, start in members
                if _NUMBER.fullmatch(word)
            )


def is_sound(column: Sequence[tuple[Line, str]], *, every: bool) -> bool:
    """Has it no 小计, and is its 合计 what all its rows add up to; without 合计 no number in it may be a parted one."""
    if any(_SUBTOTAL in row.words[0] for row, _ in column):
        return False
    totals = [value_of(word) for row, word in column if is_total(row)]
    parts = [value_of(word) for row, word in column if not is_total(row)]
    if not totals:
        return not any(row.parted for row, _ in column)
    return every and totals == [sum(parts, Decimal(0))]


def is_total(row: Line) -> bool:
    return any(map(_TOTAL.search, row.words[:2]))


def label_of(row: Line) -> str:
    return " ".join(takewhile(lambda word: not _NUMBER.fullmatch(word), row.words[row.words[0].isdigit() :]))


def value_of(word: str) -> Decimal:
    return Decimal(word.replace(",", "")) if _NUMBER.fullmatch(word) else Decimal(0)


def amount_of(word: str, start: int, scale: int) -> Amount:
    return Amount(
        kind="money", text=word, start=start, end=start + len(word), value=plain(value_of(word) * scale), low=None,
        high=None, unit="CNY", qualifier="eq", word="", readability="clean", unit_word="",
    )  # fmt: skip
