"""One statement for many rows. SQLAlchemy makes its text and what the types do to values, once; the rows pass it by.

On its own way it takes every value of every row in its hands three times, which for figures is more than what the
database does with them: docs/decisions/0008-not-compiled.md."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Update

Processor = Callable[[Any], Any] | None


def write_rows(conn: Connection, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]) -> None:
    """As `conn.execute` does it: every row must name the same columns and parameters, as the first does.

    `statement`: one that was made once, for what is made of it is remembered by it."""
    if rows:
        write_columns(conn, statement, {name: [row[name] for row in rows] for name in rows[0]})


def write_columns(conn: Connection, statement: Insert | Update | Delete, columns: Mapping[str, Sequence[Any]]) -> None:
    """The same for rows, at least one, that are given as columns, each a value a row."""
    text, names, processors = _made(conn.dialect, statement, tuple(columns))
    values = [
        [process(value) for value in columns[name]] if process else columns[name]
        for name, process in zip(names, processors, strict=True)
    ]
    conn.exec_driver_sql(text, list(zip(*values, strict=True)))


@lru_cache(maxsize=100)
def _made(
    dialect: Dialect, statement: Insert | Update | Delete, given: tuple[str, ...]
) -> tuple[str, tuple[str, ...], tuple[Processor, ...]]:
    """The text for the driver, the names of its parameters in their order, and what each one's type does to values."""
    compiled = statement.compile(dialect=dialect, column_keys=list(given), for_executemany=True)
    assert compiled.positiontup is not None  # both drivers are given parameters by place: store/engines.py
    names = tuple(compiled.positiontup)
    types = (compiled.binds[name].type.dialect_impl(dialect) for name in names)
    return str(compiled), names, tuple(kind.bind_processor(dialect) for kind in types)
