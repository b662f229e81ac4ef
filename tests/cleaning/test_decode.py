"""Every encoding under every declaration, long and short."""

import encodings.aliases
import random
import time

import opencc
import pytest

from cleaning.decode import decode

SHORT = ("联通", "山南", "对口支援", "援藏", "拉萨新闻", "中国", "林芝市", "通知", "图片新闻", "关于印发通知")
LONG = "援疆工作队为和田县修建了三所学校，总投资２６０万元。" * 8
TRADITIONAL = opencc.OpenCC("s2t")
DECLARED = (None, "utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "x-unknown")


def page(text: str, meta: str | None) -> str:
    declared = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{declared}<title>{text}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("header", DECLARED)
@pytest.mark.parametrize("meta", DECLARED)
@pytest.mark.parametrize("real", ["utf-8", "gb18030", "gbk", "big5", "utf-8-sig", "utf-16"])
def test_bytes_win_over_declarations(real: str, meta: str | None, header: str | None) -> None:
    for text in (*SHORT, LONG):
        script = TRADITIONAL.convert(text).replace("爲", "為") if real == "big5" else text
        whole = page(script, meta)
        content_type = f"text/html; charset={header}" if header else None
        assert decode(whole.encode(real), header=content_type).text == whole


@pytest.mark.parametrize(
    ("wrong", "right"), [("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"), ("latin-1", "utf-8")]
)
def test_pages_that_were_decoded_twice(wrong: str, right: str) -> None:
    whole = page(LONG, "utf-8")
    try:
        twice = whole.encode(right).decode(wrong)
    except UnicodeDecodeError:
        twice = whole.encode(right).decode(wrong, "replace")
        pytest.skip("this text does not survive that way")
    decoded = decode(twice.encode("utf-8"), header=None)
    assert decoded.text == whole
    assert decoded.noticed == decoded.repaired == {"mojibake": 1}


def test_japanese_stays_japanese() -> None:
    text = page("西蔵自治区のラサ市で、学校が新しく建てられました。", "shift_jis")
    for real in ("cp932", "euc_jp", "utf-8"):
        assert decode(text.replace("shift_jis", real).encode(real), header=None).text == text.replace("shift_jis", real)


@pytest.mark.parametrize(
    "text",
    [
        "Die Stürmung über Bodeneinsätze – „Es wird bald beginnen“, sagte er für die Küste Venezuelas.",
        "Le président a été élu à l’unanimité ; l’école où il étudia s’appelle « Saint-Exupéry ».",
        "Последние новости: школа построена.",
        "Norvēģijā pēc zemes nogruvuma pieci bojāgājušie. Šodien, ārzemju ziņas.",
        "A quest called “The Dragon” – by John’s friend, in São Paulo.",
        "대구 지역의 학교가 새로 지어졌습니다.",
        "བོད་ལྗོངས་ཀྱི་གསར་འགྱུར།",
        "شىنجاڭ خەۋەرلىرى",
    ],
)
def test_other_languages_in_utf_8_are_left_as_they_are(text: str) -> None:
    for whole in (page(text, None), page(text * 20, "gb2312")):
        decoded = decode(whole.encode(), header=None)
        assert (decoded.encoding, decoded.text, decoded.noticed) == ("utf-8", whole, {})


def test_other_languages_in_utf_8_may_be_cut() -> None:
    whole = page("Sprzeciw wobec ataków na Fundację, którą założył zarząd spółki.", None)
    decoded = decode(whole.encode().replace("ł".encode(), "ł".encode()[:1], 1), header=None)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("ó") == whole.count("ó")


def test_a_cut_page_keeps_its_encoding() -> None:
    whole = page(LONG, None).encode("utf-8")
    cut = whole[: whole.rindex("元".encode()) + 1]
    decoded = decode(cut, header=None)
    assert decoded.encoding == "utf-8"
    assert decoded.noticed == {"mojibake": 1}


def test_names_without_end_are_not_all_heard() -> None:
    """What a hundred names say of a page is nothing, and each would cost a look at all of it."""
    names = ["latin-2", "latin-5", "latin-6", "cp1250", "cp1254", *sorted(set(encodings.aliases.aliases.values()))]
    naming = "".join(f'<meta charset="{name}">' for name in dict.fromkeys(names))
    begin = time.process_time()
    decode(naming.encode() + random.Random(1).randbytes(900_000), header=None)
    assert time.process_time() - begin < 1.5  # a fifth of it on a free machine; all names took 2.3
