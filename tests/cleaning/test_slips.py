"""Byte slips: the forward model against the study material's own damage, and the way back."""

import random
from collections import Counter
from pathlib import Path

import opencc
import pytest

from cleaning.repair.slips import without_slips
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally
from tests.bench.halves import texts
from tests.bench.repairing import outcome
from tests.noise.losses import places, slip_at
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
    ("slipped", "restored"),
    [
        ("他动完了手术?!?月7日，医生又来了", "他动完了手术。■□月7日，医生又来了"),
        ("我们走了不少地方?!?月上旬，记者来到县里", "我们走了不少地方。■□月上旬，记者来到县里"),
        ("我们要回一趟湖北?！?4日晚，大家在宿舍", "我们要回一趟湖北。■□4日晚，大家在宿舍"),
    ],
)
def test_a_digit_that_died_behind_a_quotation(slipped: str, restored: str) -> None:
    text, tally = mended(slipped)
    assert text == restored
    assert (tally.found["byte_slip"], tally.found["lost_digit"]) == (1, 1)


@pytest.mark.parametrize(
    ("slipped", "restored"),
    [
        ("湖水清不清?!?0多年来他天天去看", "湖水清不清。■□0多年来他天天去看"),
        ("老师教大家怎么复习?！?”就是梳理知识点", "老师教大家怎么复习。■”就是梳理知识点"),
        ("退休教?jù)?0人到了县里", "退休教■□0人到了县里"),
    ],
)
def test_marks_that_nobody_types(slipped: str, restored: str) -> None:
    text, tally = mended(slipped)
    assert text == restored
    assert tally.found["byte_slip"] == 1


@pytest.mark.parametrize(
    ("whole", "at"), [("游客到达拉萨。回程TV6020航班傍晚起飞", 6), ("据悉。《高原公园VIS手册》一共七章", 2)]
)
def test_a_letter_that_went_with_the_last_byte_ends_a_slip(whole: str, at: int) -> None:
    slipped = slip_mark(whole, at, folded=True)
    assert slipped
    text, tally = mended(slipped)
    assert tally.found["byte_slip"] == 1
    assert text[-8:] == whole[-8:]


def test_a_seldom_syllable_whose_bracket_is_gone() -> None:
    slipped = slip_pinyin("病情十分嚴重，醫生趕到", 3, "miù")
    assert slipped
    assert mended(slipped)[0] == "病情十分嚴重，醫生趕到"


def test_a_wide_question_mark_does_not_end_a_slip() -> None:
    whole = "回到上海。可是當時學校還沒有建成，隊員"
    slipped = slip_mark(whole, 3, folded=False)
    assert slipped == "回到上?！？墒钱敃r學校還沒有建成，隊員"
    assert mended(slipped)[0] == whole


@pytest.mark.parametrize("whole", ["延續。”鍾揚曾在片裏說過", "動物。旱獺短短的手腳", "仔細。”週會明剛來院裏"])
def test_a_letter_behind_one_odd_character_ends_a_slip(whole: str) -> None:
    slipped = slip_mark(f"探索之路{whole}", 6, folded=True)
    assert slipped
    assert mended(slipped)[1].found["byte_slip"] == 1


@pytest.mark.parametrize(
    "whole",
    [
        "这是真的吗?？我不知道。",
        "他问：“能行吗?”，“能!”",
        "为什么?！因为爱。",
        "谁来管?怎么管?",
        "你说什么？，A股",
        "（?），B1",
        "喜欢吗？!NBA球星来了。",
        "现在买什么?？A股还能涨吗。",
        "打卡?，T恤真好看，QQ群里说。",
        "身份不明?？：1983年至2017年的档案。",
        "什么是B超?？B超是一种检查。",
        "真的???大家都不信。",
        "为什么??？我不知道",
        "是吗?!?那好吧。",
        "啊?！?太好了。",
        "到底要多少钱?!?",
        "西藏怎么样?？？好！",
        "?？?",
        "选A还是选B?？B对",
        "多少钱?：?5万元",
        "真的吗?？C位出道",
        "真的?！他P图了，太好了?！C罗进球了",
        "来了?!小S说，大家好",
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
@pytest.mark.parametrize(("private", "least"), [(True, 0.8), (False, 0.55)])
def test_slips_are_located_and_restored_or_marked(shared: Path, private: bool, least: float) -> None:
    """Over the half of the corpus that is only measured; what another reading is likely for is marked, not guessed."""
    counts = Counter(
        outcome(text, slipped)
        for number, row in enumerate(texts(measured=True)[:80])
        for text, slipped in _slipped(TRADITIONAL.convert("".join(row["text"].split()))[:1500], number, private)
    )
    assert counts.total() > 100
    assert counts["missed"] <= 0.03 * counts.total()
    assert counts["exact"] >= least * counts.total()
    assert counts["wrong"] <= 0.08 * counts.total()


def _slipped(text: str, number: int, private: bool) -> list[tuple[str, str]]:
    """One slip at a time, at two places of a text."""
    spots = [spot for spot in places(text) if 5 < spot[0] < len(text) - 60]
    chosen = random.Random(number).sample(spots, min(len(spots), 2))
    made = [slip_at(text, at, kind, private=private) for at, kind in chosen]
    return [(text, slipped) for slipped in made if slipped]


def test_private_use_characters_are_evidence() -> None:
    slipped = slip_pinyin("因對口支援開始", 0, "qū", private=True)
    assert slipped
    assert PRIVATE.search(slipped)
