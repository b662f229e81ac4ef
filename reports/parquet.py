"""Parquet, typed, a batch of rows at a time. Needs pyarrow, which is an extra: it is larger than all else together."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from reports.columns import Type
from seeds.errors import WrongUsageError

AT_A_TIME = 2_000  # rows in memory, and in one row group


def write_parquet(columns: Mapping[str, Type], rows: Iterable[Mapping[str, Any]], file: BinaryIO) -> None:
    """Moments as UTC, lists as lists, objects as JSON. Raises WrongUsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise WrongUsageError("parquet needs pyarrow: pip install 'duikou[parquet]', or take jsonl or csv") from error
    types = {
        "words": pa.string(), "json": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_(),
        "moment": pa.timestamp("us", tz="UTC"), "list": pa.list_(pa.string()),
    }  # fmt: skip
    rows = iter(rows)
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(rows, AT_A_TIME)):
            table = {name: [_typed(row.get(name), kind) for row in some] for name, kind in columns.items()}
            writer.write_table(pa.Table.from_pydict(table, schema=schema))


def _typed(value: Any, kind: Type) -> Any:
    if value is None:
        return None
    if kind == "json":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if kind == "moment":
        return datetime.fromisoformat(value)
    if kind == "number":
        return float(value)
    if kind == "list":
        return [_utf8(member) for member in value]
    return _utf8(value) if kind == "words" else value


def _utf8(text: str) -> str:
    """A page's lone surrogate has no UTF-8: written as \\udc80."""
    return text.encode("utf-8", "backslashreplace").decode()
