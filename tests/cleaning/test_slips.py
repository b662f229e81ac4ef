"""Byte slips: the forward model against the study material's own damage, and the way back."""

from itertools import pairwise
from pathlib import Path

import opencc
import pytest

from cleaning.repair.pinyin import toned_readings_of
from cleaning.repair.slips import without_slips
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally
from tests.bench.halves import texts
from tests.noise.slips import PRIVATE, slip_mark, slip_pinyin

TRADITIONAL = opencc.OpenCC("s2t")
MIRRORS = (
    "mirror-a.example/cn/aid_tibet/news/202307/t20230727_7458231.html",
    "mirror-b.example/cn/aid_tibet/news/202507/t20250702_7812345.html",
)


def mended(text: str) -> tuple[str, Tally]:
    tally = Tally({}, {})
    return without_slips(text, tally).replace(LOST_DIGIT, "□").replace(LOST_TEXT, "■"), tally


@pytest.mark.parametrize(
    ("whole", "at", "slipped"),
    [
        ("保障品質。”接受記者采訪時，阿里地委", 4, "保障品質?！苯邮苡浾卟稍L時，阿里地委"),
        ("全校專科及以上上線率為", 2, "全校?？萍耙陨仙暇€率為"),
        ("工作完成。現將有關情況", 4, "工作完成?，F將有關情況"),
    ],
)
def test_the_forward_model(whole: str, at: int, slipped: str) -> None:
    assert slip_mark(whole, at, folded=False) == slipped
    assert mended(slipped)[0] == whole.replace("現將", "現將")


def test_pinyin_that_was_set_between_two_bytes() -> None:
    assert slip_pinyin("當地群眾稱為", 0, "shù") == "當?shù)厝罕姺Q為"
    assert mended("而當(dāng)?shù)厝罕姺Q為圣地")[0] == "而當(dāng)地群眾稱為圣地"


def test_a_digit_that_died_with_a_slip() -> None:
    text, tally = mended("援助山南??偼度?.2億元的綜合樓")
    assert text == "援助山南。總投入□.2億元的綜合樓"
    assert (tally.found["byte_slip"], tally.found["lost_digit"], tally.repaired["lost_digit"]) == (1, 1, 0)


@pytest.mark.parametrize(
    "whole",
    [
        "这是真的吗?？我不知道。",
        "他问：“能行吗?”，“能!”",
        "为什么?！因为爱。",
        "谁来管?怎么管?",
        "你说什么？，A股",
        "（?），B1",
    ],
)
def test_questions_are_no_slips(whole: str) -> None:
    text, tally = mended(whole)
    assert text == whole
    assert not tally.found


@pytest.mark.shared
@pytest.mark.parametrize("mirror", MIRRORS)
def test_the_forward_model_makes_the_mirrors_own_damage(shared: Path, mirror: str) -> None:
    """Every slip of the mirrors comes out of the original's words by the model, mark by mark."""
    page = (shared / "sites" / mirror).read_text("utf-8")
    for whole, at, folded in (
        ("質。”接受記者采訪時", 1, "質?!苯邮苡浾卟稍L時"),
        ("校專科及以上上線率", 1, "校??萍耙陨仙暇€率"),
        ("南。總投入1.2億元", 1, "南??偼度?.2億元"),
    ):
        if folded in page:
            assert slip_mark(whole, at, folded=True) == folded
    assert any(mark in page for mark in ("?!苯", "??偼"))


@pytest.mark.shared
def test_slips_are_located_and_nine_of_ten_restored(shared: Path) -> None:
    """Over the half of the corpus that is only measured; restored is asked only where all bytes survive."""
    located = whole = exact = slips = 0
    for row in texts(measured=True)[:120]:
        text = TRADITIONAL.convert("".join(row["text"].split()))[:1500]
        for original, slipped in _slipped(text):
            mended_text, tally = mended(slipped)
            slips += 1
            located += tally.found["byte_slip"] > 0
            if slipped.count("?") == original.count("?") + 1:
                whole += 1
                exact += mended_text == original
    assert slips > 100
    assert located >= 0.97 * slips
    assert exact >= 0.9 * whole


def _slipped(text: str) -> list[tuple[str, str]]:
    """The first slip of either type that the text offers, with private-use characters surviving."""
    found: list[tuple[str, str]] = []
    for at, (one, two) in enumerate(pairwise(text)):
        if at < 5 or at > len(text) - 60 or found[1:]:
            continue
        if not found and (slipped := slip_mark(text, at, folded=at % 2 == 0, private=True)):
            found.append((text, slipped))
        between = (one.encode("gbk", "ignore")[1:] + two.encode("gbk", "ignore")[:1]).decode("gbk", "ignore")
        if found and between in set("數區設學業醫發對網當進動務國實種員經點際"):
            found.append((text, slip_pinyin(text, at, toned_readings_of(between)[0], private=True)))
    return found


def test_private_use_characters_are_evidence() -> None:
    assert PRIVATE.search(slip_pinyin("因對口支援工作", 0, "qū", private=True))
