"""XLSX, a row at a time. Texts are typed as texts, so none of them is ever a formula."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from reports.table import Cell

LONGEST = 32767  # characters in a cell; openpyxl would cut there and say nothing
CUT = "……（单元格装不下，其余见 jsonl 或 csv）"
# What XML 1.0 cannot hold, lone surrogates among it; a cell with one of them makes openpyxl raise.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_sheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], file: BinaryIO) -> None:
    """Writes the workbook with its one sheet. Memory does not grow with its rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_typed(sheet, column, bold=True) for column in columns])
    for row in rows:
        sheet.append([_typed(sheet, value) if isinstance(value, str) else value for value in row])
    book.save(file)


def _typed(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=_fit(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _fit(text: str) -> str:
    clean = UNFIT.sub("", text)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - len(CUT)] + CUT
