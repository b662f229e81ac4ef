"""Which boxes of a page hold the article: markup as real pages have it."""

from datetime import UTC, datetime

import pytest

from cleaning.article import Article
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TEXT = (
    "本报讯 青禾县对口支援工作组昨天在卫生院开诊，来自三地的医生为牧民看病，一天接诊八十人。",
    "卫生院院长说，设备已经装好，下个月起，病人不用再去州里，住院费用也会低一些。",
)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
OTHER = "".join(
    f"<p>城里的影院这个周末放映三部新片，观众排起长队，票价比去年高出两成，第{n}场。</p>" for n in range(20)
)
HEAD = "<title>青禾县卫生院开诊 三地医生为牧民看病_某网</title>"
TITLE = "<h1>青禾县卫生院开诊 三地医生为牧民看病</h1>"
LINKS = "".join(f"<li><a href='/{n}'>别处的新闻标题第{n}条在这里</a></li>" for n in range(9))


def article(body: str, head: str = HEAD) -> Article:
    page = Page(url="http://www.example.com/a.html", body=f"<html><head>{head}</head><body>{body}".encode())
    return read([open_document(page)], now=NOW)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"{TITLE}<div style='visibility:hidden'>{BODY}</div>", id="shown later by a script"),
        pytest.param(f"{TITLE}<div class='BSHARE_POP artibody'>{BODY}</div><ul>{LINKS}</ul>", id="named for sharing"),
        pytest.param(f"<div class='header'>{TITLE}{BODY}</div><ul>{LINKS}</ul>", id="all in a box named header"),
        pytest.param(f"<p>横幅</p></body></html>{TITLE}<div>{BODY}</div></body></html>", id="closed in the middle"),
        pytest.param(f"{TITLE}<div>{BODY}</div><div><h2>还有人看</h2>{OTHER}</div>", id="feed of others"),
        pytest.param(
            f"{TITLE}<div>{BODY}<p>正文已结束，您可以按alt+4进行评论</p>"
            "<div class=author-card><p>李林是本报的特约作者，住在牧区，写过书。</p></div><h4>继续阅读</h4></div>",
            id="author's card",
        ),
        pytest.param(f"{TITLE}<div>{BODY}<p>本文来源：某报 责任编辑：李林_N12</p></div>", id="source said again"),
    ],
)
def test_the_article_and_nothing_else(body: str) -> None:
    assert article(body).paragraphs == TEXT


def test_what_a_regulation_forbids_to_copy_is_text() -> None:
    rules = ("任何人不得制作、复制、发布、传播虚假的捐助信息。", *TEXT, "用户不得制作、复制他人的证件。")
    found = article(f"{TITLE}<div>{''.join(f'<p>{rule}</p>' for rule in rules)}</div>")
    assert found.paragraphs == rules


def test_parts_in_boxes_of_their_own_stay_together() -> None:
    parts = "".join(f"<div class='part{n}'><p>{text}</p></div>" for n, text in enumerate(TEXT))
    assert article(f"{TITLE}<div>{parts}</div>").paragraphs == TEXT


def test_all_posts_of_a_forum_page() -> None:
    posts = "".join(
        f"<table><tr><td>网友{n}</td><td>发表于 2012-3-{n} 10:0{n}</td></tr>"
        f"<tr><td class='t_f' id='postmessage_{n}'>{text}</td></tr></table>"
        for n, text in enumerate((*TEXT, "支持，希望路也早点修好！"), 1)
    )
    page = f"{posts}<div class='foot'>{'本站言论不代表本站立场，请遵守法律。' * 6}</div>"
    found = article(page, "<title>青禾县卫生院开诊 - 某某论坛 - Powered by Discuz!</title>")
    assert found.paragraphs == (*TEXT, "支持，希望路也早点修好！")


def test_centred_text_under_pictures_is_text() -> None:
    body = "".join(f"<center><img src='{n}.jpg'><br>{text}</center>" for n, text in enumerate(TEXT))
    found = article(f"{TITLE}<div>{body}</div>")
    assert (found.paragraphs, found.captions) == (TEXT, ())


@pytest.mark.parametrize(
    ("heading", "window", "title"),
    [
        (
            "青禾县卫生院开诊<br>三地医生为牧民看病",
            "青禾县卫生院开诊 三地医生为牧民看病_某网",
            "青禾县卫生院开诊 三地医生为牧民看病",
        ),
        (
            "青禾县卫生院开诊<br>三地医生为牧民看病",
            "青禾县卫生院开诊三地医生为牧民看病_某网",
            "青禾县卫生院开诊三地医生为牧民看病",
        ),
        ("青禾县卫生院开诊<br/>——三地医生为牧民看病", "青禾县卫生院开诊_某网", "青禾县卫生院开诊 ——三地医生为牧民看病"),
        ("青禾县卫生院正式开诊<br>2024-03-01 来源：某报", "青禾县卫生院正式开诊_某网", "青禾县卫生院正式开诊"),
    ],
)
def test_a_headline_that_a_line_break_cuts(heading: str, window: str, title: str) -> None:
    found = article(f"<h1>{heading}</h1><div>{BODY}</div>", f"<title>{window}</title>")
    assert (found.title, found.paragraphs) == (title, TEXT)


def test_the_second_line_of_a_headline_in_a_table() -> None:
    cell = "<table><tr><td align=center>青禾县卫生院开诊<br>三地医生为牧民看病</td></tr></table>"
    assert article(f"{cell}<div>{BODY}</div>").title == "青禾县卫生院开诊 三地医生为牧民看病"


@pytest.mark.parametrize("signed", ["□ 本报记者 李林", "作者：李林 来源：本报", "记者 李林"])
def test_a_headline_above_its_author_where_the_window_names_the_paper(signed: str) -> None:
    page = f"<table><tr><td>第03版：要闻</td></tr><tr><td>青禾县卫生院开诊</td></tr><tr><td>{signed}</td></tr></table>"
    found = article(f"{page}<div id=ozoom>{BODY}</div>", "<title>青禾日报 电子版</title>")
    assert (found.title, found.paragraphs) == ("青禾县卫生院开诊", TEXT)


def test_the_name_of_a_forum_is_no_headline() -> None:
    head = "<title>雪域社区 • 查看主题 - 青禾县卫生院开诊 三地医生为牧民看病</title>"
    found = article(
        f"<h1>雪域社区</h1><h2><a href=/1>青禾县卫生院开诊 三地医生为牧民看病</a></h2><div>{BODY}</div>", head
    )
    assert found.title == "青禾县卫生院开诊 三地医生为牧民看病"
