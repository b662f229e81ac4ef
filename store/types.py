"""Column types of our own: moments that are always aware and UTC, and documents kept as JSON text."""

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, Text, types
from sqlalchemy.dialects import postgresql

# Byte order on both databases: PostgreSQL would else sort by the locale of whoever made the cluster.
Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
NAIVE = len("2026-11-21 12:00:00.000000")


class SqliteMoment(types.UserDefinedType[str]):
    """The text that SQLite keeps of a moment, taken as it is."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "DATETIME"


class Utc(types.TypeDecorator[datetime]):
    """A moment. Goes in aware (a naive one is refused) and comes out aware in UTC, on both databases."""

    impl = DateTime(timezone=True).with_variant(SqliteMoment(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone cannot be stored: {value.isoformat()}")
        moment = value.astimezone(UTC)
        return _written(moment) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return datetime.fromisoformat(value + "+00:00") if dialect.name == "sqlite" else value.astimezone(UTC)


class Document(types.TypeDecorator[dict[str, Any]]):
    """A JSON object as text: same bytes, same order of keys on both databases (JSONB would sort them).

    Goes in as an object or as the text of one, comes out as an object."""

    impl = Words
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None or isinstance(value, str):
            return value
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002
        return None if value is None else json.loads(value)


@lru_cache(maxsize=100)  # a report has one moment in six columns, the links of a page have one in each of their rows
def _written(moment: datetime) -> str:
    """A moment in UTC as SQLAlchemy writes naive ones, in a third of its time: as all are UTC, they sort by time."""
    return moment.isoformat(" ", "microseconds")[:NAIVE]
