"""What may not pass into the store, over all of Unicode; and spans that move with their text."""

import sys
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.article import Stated
from cleaning.border import BODY, CAPTION, CAPTIONS, NAME, PARAGRAPH, TITLE, block_of, bounded, safe
from cleaning.report import Damage, Damaged, Facts, Figure, Relevance, Report

ALL = st.characters(codec=None, exclude_categories=())
TEXT = st.text(ALL, max_size=60)
TURNING = {"ALM", "LRM", "RLM", "LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
BIDI = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def forbidden(char: str) -> bool:
    """Said once more in Unicode's own words, not by ranges."""
    nonchar = ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF
    return (unicodedata.category(char) in {"Cc", "Cs", "Co"} and char not in "\n\t") or nonchar or char in BIDI


def test_every_character_of_unicode_is_kept_or_taken_as_it_should() -> None:
    wrong = [hex(code) for code in range(sys.maxunicode + 1) if (safe(chr(code)) == "") != forbidden(chr(code))]
    assert wrong == []


@given(TEXT)
def test_what_comes_out_is_safe_and_stays_as_it_is(text: str) -> None:
    out = safe(text)
    assert not any(map(forbidden, out))
    assert unicodedata.is_normalized("NFC", out)
    assert safe(out) == out
    out.encode("utf-8")


@given(TEXT, st.integers(0, 20))
def test_a_bound_holds_and_cutting_again_changes_nothing(text: str, limit: int) -> None:
    out = safe(text, limit)
    assert len(out) <= limit
    assert safe(out, limit) == out


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60))
def test_ordinary_text_only_becomes_nfc(text: str) -> None:
    assert safe(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("援\x00藏\x0b\x1b[0m", "援藏[0m"),
        ("一行\n二行\t三\r\n", "一行\n二行\t三\n"),
        ("\ud800援\ue000藏\U000f0000\ufffe\ufdd0", "援藏"),
        ("\u202e倒\u202c\u2066隔\u2069", "倒隔"),
        ("cafe\u0301 \uf900", "café 豈"),
        ("\ufeff\u200b零宽", "\ufeff\u200b零宽"),  # not of the kinds above: for the repair of noise to judge
        ("e\x00\u0301", "é"),
    ],
)
def test_some_texts(text: str, out: str) -> None:
    assert safe(text) == out


def a_report(**changes: object) -> Report:
    values: dict[str, object] = {
        "url": "http://news.example/a/1.html",
        "source": "example",
        "site": None,
        "title": "两地携手",
        "body": "投入30万元。\n再投入5万元。",
        "captions": ("图一", "图二"),
        "published": Stated(moment=datetime(2024, 5, 6, tzinfo=UTC), precision="day", found="meta"),
        "publisher": "示例日报",
        "authors": (),
        "editors": (),
        "script": "hans",
    }
    return Report(**(values | changes))  # type: ignore[arg-type]


def a_figure(text: str, start: int, block: str = "body") -> Figure:
    rest = dict.fromkeys((field.name for field in fields(Figure)), None) | {"donors": (), "recipients": ()}
    words = {"id": "1", "text": text, "sentence": text, "block": block, "start": start, "end": start + len(text)}
    return Figure(**(rest | words))  # type: ignore[arg-type]


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    return (
        [text for field in fields(value) for text in texts(getattr(value, field.name))] if is_dataclass(value) else []
    )


st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@given(
    st.builds(
        a_report,
        title=TEXT,
        body=TEXT,
        captions=st.lists(TEXT, max_size=3).map(tuple),
        publisher=TEXT,
        authors=st.lists(TEXT, max_size=3).map(tuple),
        damaged=st.lists(st.builds(Damaged, start=st.integers(0, 70), end=st.integers(0, 70)), max_size=2).map(tuple),
        facts=st.builds(Facts, relevance=st.builds(Relevance, why=st.lists(TEXT, max_size=2).map(tuple))),
    )
)
def test_a_whole_report_comes_out_safe_and_stays_as_it_is(report: Report) -> None:
    out = bounded(report)
    assert not any(forbidden(char) for text in texts(out) for char in text)
    assert bounded(out) == out


def test_a_safe_report_is_the_same_object() -> None:
    report = a_report(facts=Facts(figures=(a_figure("30万元", 2),)))
    assert bounded(report) is report


@pytest.mark.parametrize(
    ("changes", "cut"),
    [
        ({"title": "长" * (TITLE + 1)}, 1),
        ({"body": "长" * (PARAGRAPH + 1)}, 1),
        ({"body": "\n".join(["长" * (PARAGRAPH - 1)] * 12)}, 1),
        ({"captions": ("长" * (CAPTION + 1),)}, 1),
        ({"captions": ("短",) * (CAPTIONS + 1), "title": "长" * (TITLE + 1)}, 2),
        ({"title": "长" * TITLE, "body": "长" * PARAGRAPH}, 0),
        ({"title": "长" * TITLE + "\x00"}, 0),
    ],
)
def test_what_is_cut_is_said_to_be_cut(changes: dict[str, object], cut: int) -> None:
    out = bounded(a_report(**changes))
    assert len(out.title) <= TITLE
    assert len(out.body) <= BODY
    assert max(map(len, out.body.split("\n"))) <= PARAGRAPH
    assert len(out.captions) <= CAPTIONS
    assert out.damage == ((Damage(kind="truncated", count=cut, repaired=0),) if cut else ())
    assert bounded(out) == out


def test_names_are_bounded() -> None:
    out = bounded(a_report(publisher="名" * 999, authors=("名" * 999,) * 999))
    assert (len(out.publisher), len(out.authors), len(out.authors[0])) == (NAME, 100, NAME)


@pytest.mark.parametrize(
    ("body", "start", "text"),
    [
        ("投\x00入30万元。", 3, "30万元"),
        ("\x00\x01投入\x02 cafe\u0301 30万元。", 12, "30万元"),
        ("投入3\x000万元。", 2, "3\x000万元"),
    ],
)
def test_a_figure_moves_with_its_words(body: str, start: int, text: str) -> None:
    out = bounded(a_report(body=body, facts=Facts(figures=(a_figure(text, start),))))
    (figure,) = out.facts.figures
    assert figure.text == "30万元"
    assert block_of(out, "body")[figure.start : figure.end] == "30万元"


@pytest.mark.parametrize("text", ["30万元", "31万元"])
def test_a_figure_whose_words_are_gone_goes(text: str) -> None:
    beyond = "长" * PARAGRAPH + "\x00" + "30万元"
    out = bounded(a_report(body=beyond, facts=Facts(figures=(a_figure(text, PARAGRAPH + 1),))))
    assert out.facts.figures == ()


def test_a_damaged_span_moves_or_goes() -> None:
    spans = (
        Damaged(block="captions", start=4, end=6, kind="pinyin"),
        Damaged(block="captions", start=3, end=4, kind="pinyin"),
    )
    out = bounded(a_report(captions=("图一", "\x00图二"), damaged=spans))
    assert out.damaged == (Damaged(block="captions", start=3, end=5, kind="pinyin"),)


@pytest.mark.parametrize("year", [1, 1899, 2201, 9999])
def test_a_date_that_no_page_can_have_is_none(year: int) -> None:
    stated = Stated(moment=datetime(year, 1, 1, tzinfo=UTC), precision="day", found="byline")
    assert bounded(a_report(published=stated)).published == Stated()
    kept = replace(stated, moment=datetime(1999, 1, 1, tzinfo=UTC))
    assert bounded(a_report(published=kept)).published == kept
