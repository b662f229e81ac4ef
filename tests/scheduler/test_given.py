"""Pages given to `duikou clean`: as files, as JSON lines, good, bad and very long."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.clean import clean
from scheduler import given as room
from scheduler.given import BadPageError, article_in, article_of, given_from, lines_of, source_of
from seeds.load import sources
from tests.scheduler.conftest import Command
from tests.scheduler.test_due import NOW

URL = "http://www.example.cn/news/1.html"
PAGE = (
    "<html><head><title>安徽教师在浪卡子县支教满三年</title></head><body><h1>安徽教师在浪卡子县支教满三年</h1>"
    "<p>2026-11-03 08:15:00 来源：山南报</p><div>"
    "<p>三年来，十二名教师在浪卡子县中学上课两千余节，学校的升学率年年提高。</p>"
    "<p>“孩子们的进步是最好的回报。”队长说，明年还要再来三位数学老师。</p></div></body></html>"
)


def line(**fields: Any) -> bytes:
    return json.dumps({"url": URL, **fields}, ensure_ascii=False).encode()


def title_of(text: bytes) -> str:
    return clean(article_of(given_from(text), sources(), now=NOW)).title


@pytest.mark.parametrize(
    "text",
    [
        line(html=PAGE),
        line(html=PAGE.replace("<head>", "<head><meta charset=gb2312>")),
        line(html_base64=base64.b64encode(PAGE.encode("utf-8")).decode()),
        line(html_base64=base64.b64encode(PAGE.replace("<head>", "<head><meta charset=gbk>").encode("gbk")).decode()),
        line(
            html_base64=base64.b64encode(PAGE.encode("gbk")).decode(),
            headers={"Content-Type": "text/html; charset=gbk"},
        ),
        line(text="安徽教师在浪卡子县支教满三年\n三年来，十二名教师在浪卡子县中学上课两千余节。"),
        line(text="三年来，十二名教师上课两千余节。", title="安徽教师在浪卡子县支教满三年", label="of no account"),
    ],
)
def test_every_way_to_give_a_page_gives_its_title(text: bytes) -> None:
    assert title_of(text) == "安徽教师在浪卡子县支教满三年"


def test_what_the_line_says_stands_in_where_the_page_is_silent() -> None:
    bare = "<h1>支教</h1><p>三年来，十二名教师在浪卡子县中学上课两千余节，学校的升学率年年提高。</p>"
    article = article_of(given_from(line(html=bare, published="2026-11-03", publisher="山南报")), (), now=NOW)
    assert (article.publisher, article.published.moment is None) == ("山南报", False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"nonsense", "no JSON: Expecting value at character 0"),
        (b"[1]", "not a JSON object"),
        (b'"x"', "not a JSON object"),
        (b"[" * 100_000, "no JSON"),
        ("援藏".encode("gbk"), "no JSON"),
        (b'{"html": "x"}', "url: "),
        (line(), "give exactly one of html, html_base64 and text"),
        (line(html="x", text="y"), "give exactly one of html, html_base64 and text"),
        (line(html_base64="!!"), "html_base64: not base64"),
        (line(html=3), "html: "),
        (line(text="x", headers=["a"]), "headers: "),
        (line(text="x", fetched_at="2026-11-03T08:00:00"), "fetched_at: "),  # without an offset it is no moment
    ],
)
def test_a_bad_line_says_what_is_wrong(text: bytes, said: str) -> None:
    with pytest.raises(BadPageError) as error:
        given_from(text)
    assert str(error.value).startswith(said)


@given(st.binary())
def test_no_line_raises_anything_else(text: bytes) -> None:
    with pytest.raises(BadPageError):
        given_from(text)


@given(st.text())
def test_no_text_is_too_strange_for_html_or_text(text: str) -> None:
    for key in ("html", "text"):
        clean(article_of(given_from(json.dumps({"url": URL, key: text}).encode()), (), now=NOW))


def test_lines_are_read_one_at_a_time_and_a_long_one_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LONGEST", 10)
    file = tmp_path / "lines"
    file.write_bytes(b"one\n" + b"x" * 35 + b"\nthree\n" + b"y" * 10)
    with file.open("rb") as stream:
        assert list(lines_of(stream)) == [(1, b"one\n"), (2, b"x" * 10), (3, b"three\n"), (4, b"y" * 10)]
    with pytest.raises(BadPageError, match="longer than 10 bytes"):
        given_from(b"x" * 10)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.tibet.cn/cn/aid_tibet/news/202307/t20230727_1.html", "tibet_cn"),
        ("http://WWW.TIBET.CN:80/cn/news/1.html", "tibet_cn"),
        ("http://www.tibet.cn.evil.example/cn/aid_tibet/news/1.html", None),
        ("http://[broken/1.html", None),
        ("file:///tmp/page.html", None),
        ("", None),
    ],
)
def test_a_page_is_read_with_the_seed_of_its_host(url: str, expected: str | None) -> None:
    found = source_of(url, sources())
    assert (found.name if found else None) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报道.txt"
    path.write_bytes("安徽教师支教满三年\n三年来，十二名教师在浪卡子县中学上课。".encode(encoding))
    article = article_in(path, now=NOW)
    assert (article.title, article.url) == ("安徽教师支教满三年", path.as_uri())


@pytest.mark.parametrize(
    ("name", "said"),
    [("page.pdf", "not one of .htm, .html, .txt"), ("gone.html", "cannot be read"), ("gone", "cannot be read")],
)
def test_a_file_that_is_no_page(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(BadPageError, match=said):
        article_in(tmp_path / name, now=NOW)


def test_bad_lines_are_named_and_the_others_go_on(started: Command) -> None:
    answer = started("clean", "-", given=line(html=PAGE) + b"\n\nnonsense\n" + line(text="援藏干部进牧区\n他们来了。"))
    assert answer.code == 1
    assert answer.line == "line 3: no JSON: Expecting value at character 0"
    assert [json.loads(each)["title"] for each in answer.out.splitlines()] == [
        "安徽教师在浪卡子县支教满三年",
        "援藏干部进牧区",
    ]
