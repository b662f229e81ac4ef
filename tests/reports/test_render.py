"""What is shown is what was said, and nothing that was said is ever markup."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html
import pytest

from cleaning.article import Stated
from reports.digest import Digest, build
from reports.material import Material, SourceState
from reports.plain import escape
from reports.render import LIMIT, html, render
from reports.snippet import tidy
from seeds.settings import Subscription
from tests.reports.rows import DAMAGE, NOW, SHANGHAI, TITLES, facts, figure, kept

CHROMIUM = shutil.which("chromium")
QUIETLY = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
COST = "项目总投资2,687.5万元，建成后可带动320户农牧民增收。"
PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '" style="background:url(http://evil.example/)"',
    "` onmouseover=alert(1)",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content=0;url=http://evil.example/>",
    "<link rel=stylesheet href=http://evil.example/x.css>",
    "<style>@import url(http://evil.example/)</style>",
    "<form action=http://evil.example/><input name=x>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "&quot; onmouseover=&quot;alert(1)",
    "{{ 7*7 }}{% for x in y %}{{ ''.__class__.__mro__ }}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "<div style='position:fixed;inset:0'>",
    "<plaintext>",
    "＜script＞alert(1)＜/script＞",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\u202e<img src=x onerror=alert(1)>\u2028",
    "<a\u00a0href=\u3000'javascript:alert(1)'>",
)
FIELDS: dict[str, Callable[[str], Any]] = {
    "title": lambda text: kept(title=text),
    "body": lambda text: kept(body=text),
    "publisher": lambda text: kept(publisher=text),
    "source": lambda text: kept(source=text),
    "link": lambda text: kept(url="http://a.example/" + text),
    "programme": lambda text: kept(facts=facts(programmes=("援藏", text))),
    "figure": lambda text: kept(body=text, facts=facts(figure(text, text))),
    "sentence": lambda text: kept(facts=facts(figure(text, f"另有{text}到位。", review="needs_review"))),
}


def issue(*rows: Any, language: Any = "zh-Hans", number: int | None = 12, title: str = "日报", **more: Any) -> Digest:
    material = Material(news=rows, titles=TITLES, **more)
    subscription = Subscription(language=language, title=title)
    return build(material, subscription, number=number, moment=NOW, days=(NOW.date(), NOW.date()), zone=SHANGHAI)


def full(language: str = "zh-Hans") -> Digest:
    """Something of everything that a digest can show."""
    states = [SourceState(name=f"s{n}", title=f"来源{n}", state="ok") for n in range(27)]
    states += [SourceState(name=f"t{n}", title=f"病源{n}", state="failed", last_ok=NOW) for n in range(3)]
    doubtful = figure("近5亿元", "签约近5亿元。", review="needs_review")
    lost = figure("?.2亿元", "投入?.2亿元。", readability="digit_lost", value=None)
    return issue(
        kept(1, facts=facts(figure("2,687.5万元", COST), doubtful, programmes=("援藏",)), damage=DAMAGE),
        kept(2, facts=facts(lost, programmes=("援疆",))),
        kept(3, published=Stated(moment=NOW, precision="day", found="address"), url="javascript:alert(1)"),
        language=language,
        corrected=(kept(4, version=2, title="更正了的报道"),),
        gone=(kept(5, gone_at=NOW, title="撤下了的报道"),),
        quarantined={"hijacked_mirror": 2, "list_page": 1},
        backfilled={"alpha_com": 5, "beta_com": 4},
        sources=states,
    )


class Shape(HTMLParser):
    """How often each element comes with which attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[tag, tuple(sorted(name for name, _ in attrs))] += 1


def libxml_shape(page: str) -> Counter[tuple[str, tuple[str, ...]]]:
    nodes = lxml.html.document_fromstring(page).iter(lxml.etree.Element)
    return Counter((str(node.tag), tuple(sorted(map(str, node.attrib)))) for node in nodes)


@pytest.mark.parametrize("field", FIELDS)
def test_no_payload_adds_an_element_or_attribute(field: str) -> None:
    """Compared with the same digest with a harmless text in that field, by two parsers."""
    harmless = html(issue(FIELDS[field]("无害")))
    for payload in PAYLOADS:
        page = html(issue(FIELDS[field](payload)))
        plain = harmless
        if field == "link" and "<a href=" not in page:  # not linked at all
            plain = html(issue(kept(url="javascript:")))
        assert Shape(page).found == Shape(plain).found, payload
        assert libxml_shape(page) == libxml_shape(plain), payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_around_the_reports_are_texts_too(payload: str) -> None:
    def page(text: str) -> str:
        broken = SourceState(name="a", title=text, state="failed", reason=text)
        return html(replace(issue(kept(), sources=[broken]), title=text))

    assert Shape(page(payload)).found == Shape(page("无害")).found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_feeds_and_json_hold_payloads_as_texts(payload: str) -> None:
    digest = issue(kept(title=payload, publisher=payload, body=payload, source=payload))
    feed = lxml.etree.fromstring(render(digest, "atom").encode())
    plain = lxml.etree.fromstring(render(issue(kept()), "atom").encode())
    assert [node.tag for node in feed.iter()] == [node.tag for node in plain.iter()]
    assert json.loads(render(digest, "json"))["groups"][0]["items"][0]["title"] == tidy(payload)
    assert "\x00" not in render(digest, "text")


def test_the_payloads_are_still_readable() -> None:
    page = lxml.html.document_fromstring(html(issue(kept(title="5<6 & \"7\" 'x' {{ 7*7 }}"))))
    assert page.xpath("string(//h3)") == "5<6 & \"7\" 'x' {{ 7*7 }}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_loaded_and_only_the_web_is_linked(language: str) -> None:
    page = lxml.html.document_fromstring(html(full(language)))
    assert not page.xpath("//script|//link|//img|//iframe|//object|//form|//svg|//@src|//@background|//@srcset")
    assert all(str(href).startswith(("http://", "https://")) for href in page.xpath("//@href"))
    styles = page.xpath("//style/text()|//@style")
    assert styles
    assert not any("url(" in str(style) or "@import" in str(style) for style in styles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_are_marked(language: str) -> None:
    page = lxml.html.document_fromstring(html(full(language)))
    assert page.get("lang") == language
    titles = {node.get("lang") for node in page.xpath("//h3")}
    assert titles == ({"zh-Hans"} if language == "en" else {None})


def test_traditional_readers_get_traditional_titles_and_are_told() -> None:
    page = html(issue(kept(title="对口支援发展"), language="zh-Hant"))
    assert "對口支援發展" in page
    assert "程序自動轉換" in page


@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_the_face_says_it_all(form: Any) -> None:
    shown = render(full(), form).replace("\\", "")
    for said in (
        "2026年11月21日 星期六",
        "第 12 期",
        "本期 3 篇报道",
        "30 个来源中 27 个正常",
        "未能正常更新：病源0、病源1、病源2。",
        "首次建档：2 个来源 9 篇旧文，未列为新闻。",
        "更正 1 篇，撤下 1 篇。",
        "另有 3 个页面暂不列出（被劫持的镜像 2、列表页 1）。",
        "本期修复来源网页的损坏 14 处（拼音注记 12 处、错位字节 2 处）。其中 1 处未能复原",
        "本文修复：拼音注记 12 处、错位字节 2 处；1 处未能复原",
        "原文地址不可用",
        "存疑",
        "数字受损，无法辨认",
        "原文已改动，现为第 2 版",
        "起原页已不可访问",
        "抓取失败；上次正常：2026年11月21日 08:00",
    ):
        assert said in shown, said


@pytest.mark.parametrize(("number", "said"), [(3, "本期没有新报道。"), (None, "这段时间没有已收录的报道。")])
@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_an_empty_issue_says_so(form: Any, number: int | None, said: str) -> None:
    assert said in render(issue(number=number), form)


def test_dates_are_machine_readable_and_no_more_exact_than_stated() -> None:
    def at(precision: Any) -> Any:
        return kept(published=Stated(moment=NOW, precision=precision, found="meta"))

    for precision, stamp in (("minute", "2026-11-21T08:00:00+08:00"), ("day", "2026-11-21")):
        page = lxml.html.document_fromstring(html(issue(at(precision))))
        assert page.xpath("//p/time/@datetime") == [stamp]


def test_a_long_issue_keeps_its_newest_and_counts_the_rest() -> None:
    def dated(id: int) -> Any:
        moment = NOW - timedelta(minutes=id)
        return kept(id, title=f"第{id}篇", published=Stated(moment=moment, precision="minute", found="meta"))

    page = html(issue(*map(dated, range(1, 401))))
    shown = lxml.html.document_fromstring(page).xpath("//h3/a/text()")
    assert LIMIT * 0.85 < len(page.encode()) <= LIMIT
    assert shown == [f"第{id}篇" for id in range(1, len(shown) + 1)]
    assert f"另有 {400 - len(shown)} 篇，见本期的文本版。" in page
    assert render(issue(*map(dated, range(1, 401))), "text").count("http://") == 400


def test_an_issue_of_giants_stays_small() -> None:
    giants = [kept(id, title="长" * 1_000_000, body="文" * 100_000, publisher="报" * 9999) for id in (1, 2)]
    assert len(html(issue(*giants)).encode()) < 20_000


@pytest.mark.parametrize("form", ["html", "text", "markdown", "json", "atom"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_digest_gives_the_same_bytes(form: Any, language: str) -> None:
    assert render(full(language), form) == render(full(language), form)


def test_also_at_is_said() -> None:
    digest = issue(kept())
    group = digest.groups[0]
    known = replace(group, items=tuple(replace(item, also=4) for item in group.items))
    assert "另见 4 个来源" in html(replace(digest, groups=(known,)))


def test_a_feed_has_what_rfc_4287_asks_for() -> None:
    feed = lxml.etree.fromstring(render(full(), "atom").encode())
    atom = {"a": "http://www.w3.org/2005/Atom"}

    def texts(path: str) -> list[str]:
        return [str(found) for found in feed.xpath(path, namespaces=atom)]

    assert texts("/a:feed/a:id/text()") == ["urn:duikou:digest:daily"]
    assert texts("/a:feed/a:updated/text()") == ["2026-11-21T08:00:00+08:00"]
    entries = feed.xpath("/a:feed/a:entry", namespaces=atom)
    for entry in entries:
        for name in ("id", "title", "updated", "author", "summary"):
            assert len(entry.findall(f"a:{name}", atom)) == 1, name
    ids = texts("/a:feed/a:entry/a:id/text()")
    assert len(set(ids)) == len(entries) == 3
    assert texts("//a:link/@href") == ["http://www.alpha.example/yz/2.html"]  # 1 bears the signs of a hijacked page


def test_entries_keep_their_ids() -> None:
    def ids(digest: Digest) -> set[str]:
        found = lxml.etree.fromstring(render(digest, "atom").encode()).iter("{http://www.w3.org/2005/Atom}id")
        return {str(node.text) for node in found}

    assert ids(issue(kept(1), kept(2))) < ids(issue(kept(1), kept(2, title="改了标题"), kept(3), number=13))


def test_json_round_trips() -> None:
    found = json.loads(render(full(), "json"))
    assert found["number"] == 12
    assert found["moment"] == "2026-11-21T08:00:00+08:00"
    assert [item["id"] for group in found["groups"] for item in group["items"]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
        ("![x](http://a.example/x.png)", "!\\[x\\](http://a.example/x.png)"),
        ("# 标题", "\\# 标题"),
        ("*粗* _斜_ `码` ~~删~~", "\\*粗\\* \\_斜\\_ \\`码\\` \\~\\~删\\~\\~"),
        ("<b>x</b> &lt;", "\\<b\\>x\\</b\\> \\&lt;"),
        ("1. 一", "1\\. 一"),
        ("2) 二", "2\\) 二"),
        ("- 三", "\\- 三"),
        ("=== a|b \\", "\\=== a\\|b \\\\"),
        ("投资2,687.5万元（6月-8月）", "投资2,687.5万元（6月-8月）"),
        ("2.5万人", "2.5万人"),
    ],
)
def test_markdown_titles_are_texts(text: str, wanted: str) -> None:
    assert escape(text) == wanted


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_a_browser_sees_no_payload_either(tmp_path: Path) -> None:
    """With scripts allowed: our own rule against them is taken out of the page, so that escaping alone must hold."""

    def dumped(page: str) -> Shape:
        path = tmp_path / "issue.html"
        path.write_text(page.replace("Content-Security-Policy", "X-No-Policy"))
        command = [str(CHROMIUM), *QUIETLY, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()]
        return Shape(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)

    def rows(texts: Iterable[str]) -> list[Any]:
        return [
            kept(id, title=text, body=text, publisher=text, facts=facts(figure("5万元", f"{text}5万元。")))
            for id, text in enumerate(texts)
        ]

    assert dumped(html(issue(*rows(PAYLOADS)))).found == dumped(html(issue(*rows(["无害"] * len(PAYLOADS))))).found
