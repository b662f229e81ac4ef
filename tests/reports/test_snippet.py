"""Short texts: cut where a sentence ends, never inside a character, a word or a number."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.snippet import shorten, snippet, tidy

LONG = "海风市" * 60


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("", ""),
        ("甲。乙。丙。", "甲。乙。"),
        ("“到了吗？”他问。大家都笑了。", "“到了吗？”他问。"),
        ("他说：“好。”众人鼓掌。", "他说：“好。”众人鼓掌。"),
        ("第一段没有句号\n第二段。", "第一段没有句号"),
        ("\n\n  先有空行。再有正文。", "先有空行。再有正文。"),
        ("甲乙。" + LONG + "。", "甲乙。"),
        ("比计划提前；?.2亿元的投入来自两处。完。", "比计划提前；?.2亿元的投入来自两处。"),
        ("第一，建校；第二，修路；第三，通水。", "第一，建校；第二，修路……"),
        ("资金1.5亿元。全部到位！还有。", "资金1.5亿元。全部到位！"),
    ],
)
def test_takes_whole_sentences(body: str, wanted: str) -> None:
    assert snippet(body) == wanted


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        ("一二三四五六", 6, "一二三四五六"),
        ("一二三四五六七", 6, "一二三四……"),
        ("投资2,687.5万元整", 7, "投资……"),
        ("一二三e\u0301\u0302四五六七", 7, "一二三……"),
        ("一二三👨‍👩‍👧四五六七八", 7, "一二三……"),
        ("一二三葛\U000e0100四五六", 6, "一二三……"),
        ("一二三，四五六七", 6, "一二三……"),
        (LONG, 10, LONG[:8] + "……"),
    ],
)
def test_cuts_between_characters(text: str, room: int, wanted: str) -> None:
    assert shorten(text, room) == wanted


@given(st.text(max_size=300), st.integers(min_value=2, max_value=60))
def test_never_longer_never_apart(text: str, room: int) -> None:
    short = shorten(text, room)
    assert len(short) <= max(room, 2)
    if short != text and len(short) > 2:
        rest = text[len(short) - 2 :]
        assert not (short[-3].isascii() and short[-3].isdigit() and rest[:1].isascii() and rest[:1].isdigit())


@given(st.text(alphabet="一二。！？；”“e\u0301👩\u200d\u3000 \n", max_size=400))
def test_a_snippet_is_part_of_its_body(body: str) -> None:
    short = snippet(body)
    assert len(short) <= 110
    flat = "".join(body.split())
    assert "".join(short.removesuffix("……").split()) in flat
    assert not (short and unicodedata.category(short[-1]) == "Cs")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("标题\r\nBcc: x@evil.example", "标题 Bcc: x@evil.example"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("\u202e反\u202c转\u2066x\u2069", "反 转 x"),
        ("\x00\x07坏\ud800字", "坏 字"),
        ("\u3000 两\u00a0端 ", "两 端"),
    ],
)
def test_tidy_leaves_one_harmless_line(text: str, wanted: str) -> None:
    assert tidy(text) == wanted


@given(st.text())
def test_tidy_is_done_at_once(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert len(once.splitlines()) <= 1
    once.encode()
