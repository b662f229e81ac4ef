"""When an address is looked at again."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.calendar import next_check, next_try
from tests.store.conftest import NOW


def days(count: float) -> timedelta:
    return timedelta(days=count)


@pytest.mark.parametrize(
    ("age", "due"),
    [(0, 1), (0.9, 1), (1, 3), (2.5, 3), (5, 7), (8, 14), (20, 30), (30, 120), (119, 120), (120, 210), (3650, 3720)],
)
def test_the_calendar_of_checks(age: float, due: float) -> None:
    assert next_check(NOW, NOW + days(age)) == NOW + days(due)


@given(st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_the_next_check_is_always_to_come(age: timedelta) -> None:
    assert NOW + age < next_check(NOW, NOW + age) <= NOW + age + days(90)


@pytest.mark.parametrize(("attempts", "hours"), [(1, 1), (2, 6), (3, 24), (4, 72), (5, 168), (50, 168)])
def test_pauses_grow_with_failures(attempts: int, hours: int) -> None:
    assert next_try(attempts, NOW) == NOW + timedelta(hours=hours)
