"""Values of a row as cells of a table that a spreadsheet opens: lists joined by |, and nothing that it would run."""

import json
from collections.abc import Mapping, Sequence

# https://owasp.org/www-community/attacks/CSV_Injection; the full-width ones are folded by East Asian editions
RUNNABLE = tuple("=+-@＝＋－＠\t\r")
BLANK = " \u00a0\u3000\u200b\ufeff\n"

Cell = str | int | float | bool | None


def cell(value: object) -> Cell:
    """Plain values as they are; a list as its members joined by |, a | within one of them written \\|."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Sequence):
        return "|".join(_member(member).replace("|", "\\|") for member in value)
    return _member(value)


def _member(value: object) -> str:
    """A party by its name, a pair by its codes, a figure by its words; JSON for what has none."""
    if not isinstance(value, Mapping):
        return str(value)
    if "donor" in value and "recipient" in value:
        return f"{value['donor']}→{value['recipient']}"
    name = value.get("name") or value.get("text")
    return str(name) if name else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def guarded(value: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula gets a ' before it."""
    if isinstance(value, str) and (value.startswith(RUNNABLE) or value.lstrip(BLANK).startswith(RUNNABLE)):
        return f"'{value}"
    return value
