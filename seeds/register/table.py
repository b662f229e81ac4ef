"""The register's tables: CSV files beside this module, read once."""

import csv
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of a table, column name -> text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines)
        columns = next(table)
        for row in table:
            yield dict(zip(columns, row, strict=True))


def listed(text: str) -> tuple[str, ...]:
    """A cell that holds several values, divided by upright strokes."""
    return tuple(part for part in text.split("|") if part) if text else ()
