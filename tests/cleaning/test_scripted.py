"""Pages whose script knows what their markup does not show."""

import json
from datetime import UTC, datetime

import pytest

from cleaning.article import Article
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TITLE = "县中学的新宿舍楼封顶"
TEXT = (
    "县中学的新宿舍楼昨天封顶，六层楼里有一百二十间宿舍，秋天开学时，四百名牧区的学生将住进来。",
    "校长说，过去学生要租房子住，冬天取暖是件难事；现在楼里通了暖气，家长放心多了。",
)
SHOWN = "".join(f"<p>{text}</p>" for text in TEXT)
RECORD = {"id": 7, "title": TITLE, "content": SHOWN, "publishTime": "2022-03-04 09:00:00", "sourceName": "某某日报"}


def article(markup: str, url: str = "http://a.example/1.html") -> Article:
    return read([open_document(Page(url=url, body=markup.encode()))], now=NOW)


@pytest.mark.parametrize(
    ("script", "moment", "publisher"),
    [
        (f"var msg_title='{TITLE}';var ct = \"1591776000\";", "2020-06-10T16:00:00+08:00", ""),
        (f"d={{title:'{TITLE}',publish_time:'2020-06-10 16:00'}}", "2020-06-10T16:00:00+08:00", ""),
        (f"var t='{TITLE}';var nick_name = htmlDecode(\"某县发布\");", "", "某县发布"),
        ("x=" + json.dumps(RECORD), "2022-03-04T09:00:00+08:00", "某某日报"),
        ("x=" + json.dumps(RECORD | {"title": "别处的一篇文章"}), "", ""),
        (f"var t='{TITLE}';var sourceName = '172ae18b', pubTime = '12:30';", "", ""),
    ],
)
def test_date_and_publisher_beside_the_title(script: str, moment: str, publisher: str) -> None:
    found = article(f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{SHOWN}</div><script>{script}</script>")
    stated = found.published.moment
    assert (stated.isoformat() if stated else "", found.publisher) == (moment, publisher)


def test_the_page_and_its_address_win_over_the_script() -> None:
    script = f"<script>var t='{TITLE}'; var ct='1591776000'; var source='某某周刊';</script>"
    shown = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>2019-05-06 来源：某某日报</div><div>{SHOWN}</div>{script}"
    assert article(shown).publisher == "某某日报"
    assert str(article(shown).published.moment)[:10] == "2019-05-06"
    bare = f"<title>{TITLE}</title><h1>{TITLE}</h1><div>{SHOWN}</div>{script}"
    assert str(article(bare, "http://a.example/20180304/1.html").published.moment)[:10] == "2018-03-04"


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    "script",
    [
        "<script>window.__INITIAL_STATE__ = STATE;(function(){var s}());</script>",
        '<script type="application/json">STATE</script>',
        "<script>a={b:1};window.x=STATE</script>",
    ],
)
@pytest.mark.parametrize("content", [SHOWN, "\n".join(TEXT)])
def test_an_article_that_only_the_script_holds(script: str, content: str, ascii_only: bool) -> None:
    state = {"detail": RECORD | {"content": content}, "more": [{"title": "别处", "summary": "短的，短的。"}]}
    markup = script.replace("STATE", json.dumps(state, ensure_ascii=ascii_only))
    found = article(f"<title>某某客户端</title><div id=app></div>{markup}")
    assert (found.title, found.paragraphs, found.publisher) == (TITLE, TEXT, "某某日报")
    assert found.published.precision == "second"
    assert found.quarantine is None


@pytest.mark.parametrize(
    "state",
    ['{"a":' * 50_000, "[" * 100_000, '{"a": ' + "9" * 5_000 + "}", "{" + json.dumps(RECORD), "{};" * 30],
)
def test_scripts_that_say_nothing(state: str) -> None:
    assert article(f"<title>某某客户端</title><script>x={state}</script>{'<p></p>' * 9}").quarantine == "empty"


def test_a_list_of_articles_is_none() -> None:
    state = json.dumps({"rows": [RECORD | {"id": at} for at in range(9)]})
    assert article(f"<title>某某客户端</title><script>x={state}</script>").quarantine == "empty"


@pytest.mark.parametrize(("window", "title"), [(f"{TITLE}_某某客户端", TITLE), ("某某客户端", "某某客户端")])
def test_a_footer_is_not_the_article_that_the_script_holds(window: str, title: str) -> None:
    """But where the window does not name the script's article, what is shown is read."""
    foot = "<p>违法和不良信息举报电话见页尾，网站备案号见页尾，感谢您的理解。</p>"
    script = f"<script>window.x={json.dumps(RECORD)}</script>"
    found = article(f"<title>{window}</title><div id=app></div><div>{foot}</div>{script}")
    assert (found.title, found.paragraphs == TEXT) == (title, title == TITLE)


def test_what_stands_around_the_text_in_the_script() -> None:
    """Date and source may be fields of the object in which the text's own object lies, far from the title."""
    state = {"news": {"subject": TITLE, "detail": {"text": SHOWN}, "pubdate": "2021/09/01 08:30", "source": "某某日报"}}
    found = article(f"<title>New Page 1</title><script>x={json.dumps(state)}</script>")
    assert (found.title, found.paragraphs, found.publisher) == (TITLE, TEXT, "某某日报")
    assert str(found.published.moment)[:16] == "2021-09-01 08:30"
