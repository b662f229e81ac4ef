"""Catalogues say the same things in each language; dates as exact as they are known."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

import pytest

from cleaning.article import Stated
from cleaning.report import DamageKind, Quarantine
from reports.material import State
from reports.wording import wording
from tests.reports.rows import NOW, SHANGHAI

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
MOMENT = datetime(2026, 1, 5, 8, 3, 9, tzinfo=SHANGHAI)


def phrases(words: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(words, dict):
        for key, value in words.items():
            yield from phrases(value, f"{path}.{key}")
    else:
        yield path, str(words)


def blanks(phrase: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", phrase)) - {"month", "m", "d"}


def test_languages_have_the_same_phrases_with_the_same_blanks() -> None:
    ours, theirs = (dict(phrases(wording(language).words)) for language in ("zh-Hans", "en"))
    assert ours.keys() == theirs.keys()
    assert {key: blanks(ours[key]) for key in ours} == {key: blanks(theirs[key]) for key in ours}


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_lists_have_their_words(language: str) -> None:
    words = wording(language)
    for key, closed in (("damage", DamageKind), ("quarantine", Quarantine)):
        assert all(words.say(f"{key}.{member}") for member in get_args(closed))
    assert all(words.say(f"state.{state}") for state in get_args(State) if state != "ok")


@pytest.mark.parametrize(
    ("language", "precision", "wanted"),
    [
        ("zh-Hans", "minute", "2026年1月5日 08:03"),
        ("zh-Hans", "second", "2026年1月5日 08:03"),
        ("zh-Hans", "day", "2026年1月5日"),
        ("zh-Hant", "day", "2026年1月5日"),
        ("en", "minute", "5 January 2026, 08:03"),
        ("en", "day", "5 January 2026"),
    ],
)
def test_dates(language: str, precision: Any, wanted: str) -> None:
    assert wording(language).stated(Stated(moment=MOMENT, precision=precision, found="meta")) == wanted


def test_no_date_is_said() -> None:
    assert wording("zh-Hans").stated(Stated()) == "日期不详"


@pytest.mark.parametrize(
    ("language", "shown"), [("zh-Hans", "对口支援发展"), ("zh-Hant", "對口支援發展"), ("en", "对口支援发展")]
)
def test_texts_are_converted_for_traditional_readers_only(language: str, shown: str) -> None:
    assert wording(language).show("对口支援发展") == shown


def test_weekday() -> None:
    assert [wording(language).weekday(NOW) for language in LANGUAGES] == [
        "2026年11月21日 星期六",
        "2026年11月21日 星期六",
        "Saturday, 21 November 2026",
    ]
