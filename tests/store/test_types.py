"""Columns of our own: the same value back from both databases."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from store.types import Document, Utc, Words
from tests.store.conftest import NOW

SAMPLE = Table(
    "sample",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("moment", Utc),
    Column("document", Document),
    Column("words", Words),
    prefixes=["TEMPORARY"],
)


@pytest.fixture
def sample(conn: Connection) -> Connection:
    SAMPLE.create(conn)
    return conn


MOMENTS = [
    NOW,
    datetime(2026, 11, 21, 20, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8))),
    datetime(1990, 7, 1, tzinfo=ZoneInfo("Asia/Shanghai")),  # summer time: nine hours
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    None,
]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_comes_back_in_utc(sample: Connection, moment: datetime | None) -> None:
    sample.execute(insert(SAMPLE).values(moment=moment))
    found = sample.scalar(select(SAMPLE.c.moment))
    assert found == moment
    assert found is None or found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(sample: Connection) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        sample.execute(insert(SAMPLE).values(moment=datetime(2026, 11, 21)))  # noqa: DTZ001


def test_moments_sort_and_compare_by_time(sample: Connection) -> None:
    times = [NOW + timedelta(microseconds=step) for step in (5, 0, 1_000_000, 500_000)]
    sample.execute(insert(SAMPLE), [{"moment": moment} for moment in times])
    assert list(sample.scalars(select(SAMPLE.c.moment).order_by(SAMPLE.c.moment))) == sorted(times)
    east = (NOW + timedelta(microseconds=5)).astimezone(timezone(timedelta(hours=8)))
    assert len(list(sample.scalars(select(SAMPLE.c.moment).where(SAMPLE.c.moment <= east)))) == 2


@pytest.mark.parametrize(
    "document",
    [{"b": 1, "a": [1.5, None, True, "援藏"]}, {}, {"text": "\n\t\U0002a6d6 \u2028 " * 200_000}, None],
    ids=["order", "empty", "long", "null"],
)
def test_a_document_comes_back_key_by_key(sample: Connection, document: dict[str, object] | None) -> None:
    sample.execute(insert(SAMPLE).values(document=document))
    found = sample.scalar(select(SAMPLE.c.document))
    assert found == document
    assert found is None or list(found) == list(document or {})


def test_words_sort_by_code_point_on_both_databases(sample: Connection) -> None:
    words = ["b", "A", "a", "援", "B", "阿", "_", "é", "\U0002a6d6", "1"]
    sample.execute(insert(SAMPLE), [{"words": word} for word in words])
    assert list(sample.scalars(select(SAMPLE.c.words).order_by(SAMPLE.c.words))) == sorted(words)


def test_case_counts_on_both_databases(sample: Connection) -> None:
    sample.execute(insert(SAMPLE), [{"words": "Abc"}, {"words": "abc"}])
    assert list(sample.scalars(select(SAMPLE.c.words).where(SAMPLE.c.words == "abc"))) == ["abc"]
