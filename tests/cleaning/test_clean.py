"""Cleaning as a whole: the mirrors of the study material, the contract's rule, and what holds for every text."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.article import Article
from cleaning.clean import clean, repaired
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read
from cleaning.repair.tally import Tally
from cleaning.report import Report

NOW = datetime(2026, 11, 21, tzinfo=UTC)
QUANZHOU = "jjqz/2024-08-29/48213.html"
HEBEI = "cn/aid_tibet/news/202307/t20230727_7458231.html"
HUBEI = "cn/aid_tibet/news/202507/t20250702_7812345.html"


def report_of(sites: Path, address: str) -> Report:
    page = Page(url=f"http://{address}", body=(sites / address).read_bytes())
    return clean(read([open_document(page)], now=NOW))


def tidy(text: str) -> str:
    return repaired(text, "body", "hans", Tally({}, {}))


def report(text: str, title: str = "某地援藏工作队动态") -> Report:
    return clean(Article(url="http://a.example/", title=title, paragraphs=tuple(text.split("\n"))))


def kinds(cleaned: Report) -> dict[str, tuple[int, int]]:
    return {damage.kind: (damage.count, damage.repaired) for damage in cleaned.damage}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("mirror", "original"),
    [
        (f"www.merchenaries.com/{QUANZHOU}", f"www.qzwhcy.com/{QUANZHOU}"),
        (f"mirror-a.example/{HEBEI}", f"www.tibet.cn/{HEBEI}"),
        (f"mirror-b.example/{HUBEI}", f"www.tibet.cn/{HUBEI}"),
    ],
)
def test_a_mirror_cleans_to_its_original(shared: Path, mirror: str, original: str) -> None:
    copy, first = report_of(shared / "sites", mirror), report_of(shared / "sites", original)
    assert copy.title == first.title
    assert copy.captions == first.captions
    assert (copy.published, copy.publisher, copy.editors) == (first.published, first.publisher, first.editors)
    assert copy.body == first.body.replace("总投入1.2亿元", "总投入□.2亿元" if HUBEI in mirror else "总投入1.2亿元")
    assert copy.hijacked
    assert not first.hijacked
    assert first.damaged == ()


@pytest.mark.shared
def test_the_digit_that_died_is_marked(shared: Path) -> None:
    cleaned = report_of(shared / "sites", f"mirror-b.example/{HUBEI}")
    (span,) = cleaned.damaged
    assert (span.block, span.kind) == ("body", "lost_digit")
    assert cleaned.body[span.start - 3 : span.end + 4] == "总投入□.2亿元"


@pytest.mark.parametrize(
    "whole",
    [
        "到位资金2,687.5万元", "当日09:34开工", "A/B两组", "“1+7”医院", "比分3∶2", "COVID-19疫情", "人民币（下同）",
        "做CT检查", "受援的（2区2县）", "增长80%以上", "“两个80%”", "网址http://a.example/b?c=1,2",
        "他说：“好！”真的？！", "第（三）项", "《阿里宣传品——〈话说阿里〉》", "1.2亿元、3.5万人次", "2021-2023年",
        "1000—3000万元", "1∶3.5", "藏·北", "‘乙’类",
    ],
)  # fmt: skip
def test_what_is_clean_stays_whole(whole: str) -> None:
    cleaned = report(f"今年，工作队说：{whole}，一切顺利。")
    assert cleaned.body == f"今年，工作队说：{whole}，一切顺利。"
    assert cleaned.damage == ()


@pytest.mark.parametrize(
    ("published", "tidied"),
    [
        ("２０２４年,完成投资1,200万元", "2024年，完成投资1,200万元"),
        ("总投资2，687.5万元", "总投资2,687.5万元"),
        ("时间：09：34开始", "时间：09:34开始"),
        ("三项(含续建)工程;其他:无", "三项（含续建）工程；其他：无"),
        ("队员,，他们,。都好,、吗", "队员，他们。都好、吗"),
        ("活动 26 场次，手术 197例", "活动26场次，手术197例"),
        ("發展產業", "发展产业"),
        ("乾县与乾部", "乾县与干部"),
        ("對口支援", "对口支援"),
        ("扶\u200b贫\ufeff开\u202e发", "扶贫开发"),
        ("毉療和辳牧", "医疗和农牧"),
        ("１+７模式达到５０％", "1+7模式达到50%"),
        ("全文</p><p>结束", "全文 结束"),
    ],
)
def test_repairs(published: str, tidied: str) -> None:
    assert repaired(published, "body", "hant", Tally({}, {})) == tidied


@pytest.mark.parametrize(
    ("published", "tidied", "count"),
    [
        ("產(chǎn)業(yè)發(fā)展", "产业发展", 3),
        ("社會(huì )事業(yè) ", "社会事业", 2),
        ("鄉(xiang) 中心", "乡中心", 1),
        ("园区（chǎnyèyuán）区", "园区区", 1),
        ("三十(sānshí)载", "三十载", 1),
        ("做了(CT)检查(人民币,下同)，(2区2县)", "做了（CT）检查（人民币，下同），（2区2县）", 0),
        ("队员(team)来了", "队员（team）来了", 0),
    ],
)
def test_pinyin(published: str, tidied: str, count: int) -> None:
    tally = Tally({}, {})
    assert repaired(published, "body", "hant", tally) == tidied
    assert tally.found["pinyin"] == count


@pytest.mark.parametrize(
    ("published", "marked"),
    [
        ("捐赠?.5亿元", "捐赠□.5亿元"),
        ("投入 000多万元", "投入□000多万元"),
        ("惠及 .5万名群众", "惠及□.5万名群众"),
        ("海拔超过米的", "海拔超过□米的"),
    ],
)
def test_lost_digits_are_marked(published: str, marked: str) -> None:
    cleaned = report(f"去年，企业{published}，效果好。")
    assert marked in cleaned.body
    assert [(cleaned.body[span.start : span.end], span.kind) for span in cleaned.damaged] == [("□", "lost_digit")]
    assert kinds(cleaned)["lost_digit"] == (1, 0)


@pytest.mark.parametrize("bar", ["|", "｜ ", "| ", "_"])
def test_spam_goes_and_is_counted(bar: str) -> None:
    spam = "亚洲国产精品久久无码,天天操天天干,午夜福利视频免费观看"
    farm = bar.join(f"{place}县" for place in "甲乙丙丁戊己庚辛壬癸")
    cleaned = report(f"{spam}\n工作队今年新建了三所学校，总投资两千万元。\n{farm}")
    assert cleaned.body == "工作队今年新建了三所学校，总投资两千万元。"
    assert kinds(cleaned)["spam"] == (2, 2)
    assert cleaned.hijacked


def test_japanese_is_not_converted() -> None:
    cleaned = report("西蔵自治区のラサ市で、学校が新しく建てられました。児童たちは喜んでいます。", title="西蔵の学校")
    assert cleaned.quarantine == "wrong_language"
    assert "児童たち" in cleaned.body


ODDITIES = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "援藏工作队的，。,.;:：?？!（）()“”‘’ \u3000\xa0０１２3456ＡＢab万亿元产產业業chǎn€Q?<>/&|_□\ufffd\u200b"
        ),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@given(ODDITIES)
def test_twice_is_once(text: str) -> None:
    once = clean(Article(url="http://a.example/", title=text, paragraphs=tuple(text.split("\n"))))
    again = clean(Article(url="http://a.example/", title=once.title, paragraphs=tuple(once.body.split("\n"))))
    assert (again.title, again.body) == (once.title, once.body)


@given(ODDITIES)
def test_no_character_outside_the_rule(text: str) -> None:
    body = report(text).body
    assert not re.search(
        "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufeff\ufdd0-\ufdef\ue000-\uf8ff０-９Ａ-Ｚａ-ｚ]",
        body,
    )
    assert not re.search("[\u3400-\u9fff][,;?!][\u3400-\u9fff]", body)


@given(st.binary(max_size=400))
def test_no_page_raises(body: bytes) -> None:
    clean(read([open_document(Page(url="http://a.example/", body=body))], now=NOW))


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</p>",
                "<table><tr><td>",
                "图为学校。",
                "来源：",
                "2024-13-45",
                "<br>",
                "<a href=x>链接",
                "\0",
                "<!--",
                "<script>",
            ]
        ),
        max_size=30,
    )
)
def test_no_markup_raises(pieces: list[str]) -> None:
    clean(read([open_document(Page(url="http://a.example/", body="".join(pieces).encode()))], now=NOW))
