"""The page of a report: its text whole, every figure where it stands, and nothing of it ever markup."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from cleaning.report import Correction, Damage, Damaged, Figure, Pair, Relevance, Was
from reports.issue import make_issue
from reports.material import Material
from reports.page import PARAGRAPHS, drop_pages, page_of, pages_of
from reports.render import page_html
from reports.snippet import tidy
from seeds.settings import Subscription
from store.reports import Kept
from tests.reports.conftest import Home
from tests.reports.rows import NOW, facts, figure, kept
from tests.reports.test_issue import DAY
from tests.reports.test_render import LANGUAGES, PAYLOADS, Shape, issue, libxml_shape

AID = Relevance(is_aid_report=True, score=0.9, why=())
PAIR = Pair(donor="350500", recipient="540329", known="yes")
BODY = "泉州市投入援藏资金近5亿元，培训60名教师。\n另有□.6亿元用途不明，并出现乱码□□两处。"


def at(text: str, body: str = BODY, **changes: Any) -> Figure:
    start = body.index(text)
    sentence = next(line for line in body.split("\n") if text in line)
    return figure(text, sentence, start=start, end=start + len(text), id=f"id{start}", **changes)


GIVEN = at(
    "近5亿元", value=500_000_000, qualifier="lt", qualifier_word="近", donors=("350500",), recipients=("540329",)
)
PEOPLE = at("60名", kind="count", value=60, unit="人", role=None, stage="none")
LOST = at("□.6亿元", value=None, readability="digit_lost", review="needs_review")
SPANS = (
    Damaged(block="body", start=LOST.start, end=LOST.start + 1, kind="lost_digit"),
    Damaged(block="body", start=BODY.index("□□"), end=BODY.index("□□") + 2, kind="byte_slip"),
)


def told(*figures: Figure, **changes: Any) -> Kept:
    values: dict[str, Any] = {"body": BODY, "captions": ("图为学校。", "图为教师。"), "damaged": SPANS}
    values |= {"facts": replace(facts(*figures), relevance=AID, pairs=(PAIR,), sectors=("edu_school",))}
    return kept(1, **(values | changes))


def html(row: Kept, language: Any = "zh-Hans") -> str:
    digest = issue(row, language=language)
    (page,) = pages_of(digest, Material(news=(row,)))
    return page_html(page, digest, "2026-11-21-0012.html")


def tree(row: Kept, language: Any = "zh-Hans") -> Any:
    return lxml.html.document_fromstring(html(row, language))


ALL = told(GIVEN, PEOPLE, LOST)


def test_the_text_is_whole_and_every_figure_is_marked_once() -> None:
    page = tree(ALL)
    for tag in page.xpath("//div[@class='text']//span[@class='tag']"):
        tag.drop_tree()
    assert [p.text_content() for p in page.xpath("//div[@class='text']/p")] == BODY.split("\n")
    marks = {mark.get("id"): (mark.text, mark.get("class").split()[0]) for mark in page.xpath("//mark")}
    assert marks == {
        f"f-{GIVEN.id}": ("近5亿元", "figure"),
        f"f-{PEOPLE.id}": ("60名", "figure"),
        f"f-{LOST.id}": ("□.6亿元", "unreadable"),
    }
    assert page.xpath("//section[@aria-labelledby='captions']//li/text()") == ["图为学校。", "图为教师。"]


def test_the_table_leads_to_each_sentence() -> None:
    page = tree(ALL)
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr")]
    assert rows == [
        ["近500,000,000元近5亿元", "泉州市 → 洛隆县", "投入", "", ""],
        ["□.6亿元", "未写明 → 未写明", "投入", "", "数字受损，无法辨认"],
        ["60人60名", "未写明 → 未写明", "", "", ""],
    ]
    ids = set(page.xpath("//mark/@id"))
    assert {href.removeprefix("#") for href in page.xpath("//tbody//a/@href")} == ids
    assert {row.get("scope") for row in page.xpath("//th")} == {"col", "row"}
    assert page.xpath("//mark/@title")[0] == "泉州市 → 洛隆县 · 近500,000,000元 · 投入"


def test_damage_is_marked_and_told() -> None:
    page = tree(replace(ALL, report=replace(ALL.report, damage=(Damage(kind="pinyin", count=3, repaired=3),))))
    assert page.xpath("//span[@class='lost']/text()") == ["□□"]
    said = page.xpath("string(//section[@aria-labelledby='repairs'])")
    assert "拼音注记 3 处" in said
    assert "文中有 2 处未能复原" in said
    assert "本文未发现损坏。" in html(told(GIVEN, body="投入近5亿元。", damaged=()))


def test_what_a_person_corrected_is_said_with_what_was_read() -> None:
    was = (Was(field="review", value="needs_review"), Was(field="value", value=None))
    note = Correction(by="审核员", at="2026-11-21T00:00:00+00:00", why="表中有数", was=was)
    mended = replace(LOST, value=160_000_000, review="corrected", correction=note)
    page = tree(told(mended))
    assert page.xpath("//mark/@class") == ["amended whole"]
    assert page.xpath("string(//tbody/tr/th/a)") == "160,000,000元"
    assert page.xpath("string(//tbody/tr/td[4])").split() == ["人工更正", "程序原读作", "□.6亿元"]
    assert "审核员" not in html(told(mended))


def test_what_a_person_rejected_is_not_marked() -> None:
    page = tree(told(GIVEN, replace(PEOPLE, review="rejected")))
    assert page.xpath("//mark/text()") == ["近5亿元"]


FIELDS: dict[str, Any] = {
    "title": lambda text: told(GIVEN, title=text),
    "body": lambda text: told(at("近5亿元", f"{text}近5亿元"), body=f"{text}近5亿元", damaged=()),
    "captions": lambda text: told(GIVEN, captions=(text,)),
    "publisher": lambda text: told(GIVEN, publisher=text),
    "figure": lambda text: told(at(f"{text}5亿元", f"投入{text}5亿元。"), body=f"投入{text}5亿元。", damaged=()),
    "purpose": lambda text: told(replace(GIVEN, purpose=text, noun=text)),
    "party": lambda text: told(replace(GIVEN, donors=(text,))),
    "id": lambda text: told(replace(GIVEN, id=text)),
    "source": lambda text: replace(told(GIVEN), source=text),
}


@pytest.mark.parametrize("field", FIELDS)
def test_no_payload_adds_an_element_or_attribute(field: str) -> None:
    plain = html(FIELDS[field]("无害"))
    for payload in PAYLOADS:
        if field in ("body", "figure") and tidy(payload) != payload:
            continue  # such characters end at the border to the store
        page = html(FIELDS[field](payload))
        assert Shape(page).found == Shape(plain).found, payload
        assert libxml_shape(page) == libxml_shape(plain), payload


def test_unseen_characters_show_as_blanks() -> None:
    assert not re.search(
        "[\u202a-\u202e\u2066-\u2069\x00]", html(told(GIVEN, title="前\u202e后", captions=("a\u2066b\x00",)))
    )


def test_a_hijacked_page_is_never_linked() -> None:
    row = told(GIVEN, hijacked=True)
    page = tree(row)
    assert [href for href in page.xpath("//@href") if "alpha.example" in href] == []
    assert "所见网页被劫持，不提供链接" in page.text_content()
    assert tree(told(GIVEN)).xpath("//dd[@class='address']/a/@href") == ["http://www.alpha.example/yz/1.html"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_headings_and_what_is_loaded(language: str) -> None:
    page = tree(ALL, language)
    assert page.get("lang") == language
    foreign = {"zh-Hans"} if language == "en" else {None}
    assert {node.get("lang") for node in page.xpath("//h1|//div[@class='text']")} == foreign
    assert [node.tag for node in page.xpath("//h1|//h2|//h3")] == ["h1", "h2", "h2", "h2", "h2", "h2"]
    assert not page.xpath("//script|//link|//img|//iframe|//object|//form|//svg|//@src|//@style|//@onclick")
    assert not any("url(" in str(style) or "@import" in str(style) for style in page.xpath("//style/text()"))
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))
    assert set(page.xpath("//@aria-labelledby")) <= set(page.xpath("//h2/@id"))


def test_traditional_readers() -> None:
    page = tree(told(GIVEN, title="对口支援发展"), "zh-Hant")
    assert page.xpath("string(//h1)") == "對口支援發展"
    assert page.xpath("//mark/text()") == ["近5億元"]


@pytest.mark.parametrize(("count", "cut"), [(PARAGRAPHS, 0), (PARAGRAPHS + 1_000, 1_000)])
def test_a_giant_is_bounded(count: int, cut: int) -> None:
    body = "\n".join(f"第{number}段，无话。" for number in range(count - 1)) + "\n最后投入近5亿元。"
    row = told(at("近5亿元", body), body=body, damaged=())
    page = tree(row)
    assert len(page.xpath("//div[@class='text']/p")) == PARAGRAPHS
    assert (f"余下 {cut} 段从略" in page.text_content()) == bool(cut)
    assert bool(page.xpath("//tbody//a")) == (not cut)  # a figure that is not shown is not linked


def test_an_endless_word_and_overlapping_spans() -> None:
    body = "长" * 1_000_000
    first = figure("长长长", "", start=0, end=3, id="a")
    second = figure("长长", "", start=2, end=4, id="b")
    beyond = figure("长", "", start=999_990, end=999_991, id="c")
    row = told(first, second, beyond, body=body, damaged=(Damaged(block="body", start=1, end=9, kind="spam"),))
    digest = issue(row)
    page = page_of(row, digest.items[0])
    assert sum(len(piece.text) for paragraph in page.body for piece in paragraph) == len(body)
    assert page.marked == {"a", "c"}


def colours(scheme: str) -> dict[str, str]:
    css = Path("reports/templates/report.css").read_text("utf-8")
    light, dark = re.findall(r":root \{([^}]*--paper[^}]*)\}", css)[:2]
    return dict(re.findall(r"--(\w+): (#\w{6})", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("ink", "paper"), ("soft", "paper"), ("red", "paper"), ("ink", "mark"), ("ink", "lost")],
)
def test_contrast(scheme: str, ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3."""
    found = colours(scheme)
    assert contrast(found[ink], found[ground]) >= 4.5


def keep(home: Home) -> None:
    home.keep("修渠", page="one", body=BODY, damaged=SPANS, facts=replace(facts(GIVEN, LOST), relevance=AID))


def test_every_link_of_an_issue_leads_to_its_sentence(home: Home) -> None:
    keep(home)
    made = make_issue(home.database, Subscription(), home.settings, now=NOW)
    issue_page = next(path for path in made.paths if path.suffix == ".html")
    links = [str(href) for href in lxml.html.parse(str(issue_page)).xpath("//@href") if "://" not in str(href)]
    assert len(links) == 3  # the report, and its two figures
    for link in links:
        name, _, place = link.partition("#")
        page = lxml.html.parse(str(issue_page.parent / name))
        assert not place or page.xpath("//mark[@id=$place]", place=place)
        assert (issue_page.parent / "reports" / page.xpath("string(//nav/a/@href)")).resolve() == issue_page
    assert "reports/" not in next(path for path in made.paths if path.suffix == ".eml").read_text("utf-8")


def letter_links(home: Home, web: str | None) -> list[str]:
    from email import message_from_bytes
    from email.policy import default

    from reports.shelf import letter_of

    keep(home)
    made = make_issue(home.database, Subscription(), home.settings, now=NOW, dry_run=True)
    wire = letter_of(made.digest, replace(home.settings, web=web), recipient="a@b.example")
    body = message_from_bytes(wire, policy=default).get_body(("html",))
    assert body is not None
    return [str(href) for href in lxml.html.document_fromstring(body.get_content()).xpath("//@href")]


@pytest.mark.parametrize(("web", "linked"), [(None, 0), ("https://our.example/issues/", 3)])
def test_mails_link_to_the_web_or_nowhere(home: Home, web: str | None, linked: int) -> None:
    links = letter_links(home, web)
    assert all(link.startswith(("http://", "https://")) for link in links)
    ours = [link for link in links if link.startswith("https://our.example/issues/daily/reports/1-1.html")]
    assert len(ours) == linked


def test_one_file_that_was_asked_for_stays_one_file(home: Home, tmp_path: Path) -> None:
    keep(home)
    out = tmp_path / "one.html"
    make_issue(home.database, Subscription(), home.settings, now=NOW, formats=("html",), out=out)
    assert [path.name for path in tmp_path.iterdir() if path.name != "var"] == ["one.html"]
    assert "reports/" not in out.read_text("utf-8")


def test_a_correction_by_the_publisher_has_a_page_of_its_own(home: Home) -> None:
    keep(home)
    make_issue(home.database, Subscription(), home.settings, now=NOW)
    home.keep("修渠又记", page="one", at=NOW + DAY, body=BODY, facts=replace(facts(GIVEN), relevance=AID))
    make_issue(home.database, Subscription(), home.settings, now=NOW + DAY)
    folder = home.settings.home / "digests/daily/reports"
    assert sorted(path.name for path in folder.iterdir()) == ["1-1.html", "1-2.html"]
    assert drop_pages(home.settings.home, 2) == 0
    assert drop_pages(home.settings.home, 1) == 2
