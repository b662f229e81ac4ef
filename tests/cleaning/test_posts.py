"""The posts of a thread and nothing else; of an article, nothing that its readers wrote below it."""

from datetime import UTC, datetime

import pytest

from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read

OPENING = (
    "请教各位，青禾县的卫生院现在修好了吗？上次路过的时候还在打地基，牧民看病要走一天的路。",
    "如果有人知道医生什么时候到，请留个话，谢谢大家，这边的老人都在等消息。",
)
REPLIES = (
    "上个月已经开诊了，三位医生轮流值班，药也是齐的，路上还装了牌子。",
    "同意楼上。",
    "我家就在旁边，每天都有人来，队伍排得不长，挂号也不要钱。",
)
THREAD = "<title>青禾县卫生院修好了吗 - 县里杂谈 - 某某社区</title>"


def paragraphs(markup: str) -> tuple[str, ...]:
    page = Page(url="http://bbs.example.cn/t/1", body=f"<meta charset=utf-8>{markup}".encode())
    return tuple(read([open_document(page)], now=datetime(2026, 1, 1, tzinfo=UTC)).paragraphs)


def posts(box: str, texts: tuple[str, ...], *, sign: str = "回复于 2024-3-0{n} 10:0{n}") -> str:
    return "".join(
        box.format(n=n, text=text, sign=sign.format(n=n), card=f"网友{n}</p><p>积分 {n}02</p><p>注册时间 2011-5-{n}")
        for n, text in enumerate(texts, 1)
    )


@pytest.mark.parametrize(
    "box",
    [
        pytest.param("<div class=post><p>{card}</p><p>{sign}</p><div class=text>{text}</div></div>", id="boxed"),
        pytest.param("<li class=floor-{n}><p>{n}楼 {sign}</p><p>{text}</p></li>", id="numbered items"),
        pytest.param("<div class=cell><span>{text}</span><p>{sign}</p><p>网友{n}的签名档</p></div>", id="signed below"),
        pytest.param(
            "<table class=t{n}><tr><td>{card}</td><td class=t_f>{text}</td></tr><tr><td>{sign} #{n}</td></tr></table>",
            id="tables",
        ),
    ],
)
def test_all_posts_and_nobody_s_card(box: str) -> None:
    opening = "".join(OPENING)
    found = paragraphs(f"{THREAD}<h1>青禾县卫生院修好了吗</h1>{posts(box, (opening, *REPLIES))}")
    assert found == (opening, *REPLIES)


def test_the_opening_stands_in_a_box_of_another_kind() -> None:
    opening = "".join(f"<p>{text}</p>" for text in OPENING)
    replies = posts("<div class=reply><div class=said>{text}</div><p>{sign}</p></div>", REPLIES)
    page = f"{THREAD}<h1>青禾县卫生院修好了吗</h1><div class=main><div class=first>{opening}</div></div>{replies}"
    assert paragraphs(page) == (*OPENING, *REPLIES)


def test_what_is_quoted_is_kept() -> None:
    replies = (REPLIES[0], f"引用：{REPLIES[0]}", REPLIES[0], "这句话我也要说一次，希望路也早点修好，大家都方便。")
    box = "<div class=post><p>{sign}</p><div class=text>{text}</div></div>"
    assert paragraphs(f"{THREAD}{posts(box, replies)}") == replies


def test_posts_that_stand_between_their_signs() -> None:
    signed = posts("作者：网友{n} 回复日期：{sign}<br>{text}<br>", REPLIES, sign="2010-1-{n}4 0{n}:55:04")
    window = "<title>青禾县卫生院修好了吗_县里杂谈_天涯社区</title>"
    page = f"{window}<div>{'<br>'.join(OPENING)}<br>{signed}{REPLIES[0]}</div>"
    assert paragraphs(page) == (*OPENING, *REPLIES, REPLIES[0])


def test_comments_below_an_article_stay_out() -> None:
    article = "".join(f"<p>{text}</p>" for text in (*OPENING, *OPENING[:1]))
    comments = posts("<div class=said><p>{n}楼 {sign}</p><p>{text}</p></div>", REPLIES)
    window = "<title>青禾县卫生院开诊_某某新闻网</title>"
    page = f"{window}<h1>青禾县卫生院开诊</h1><div class=content>{article}</div><div>{comments}</div>"
    assert paragraphs(page) == OPENING


def test_a_list_of_articles_is_no_thread() -> None:
    box = "<div class=item><h3><a href=/{n}>青禾县第{n}所卫生院正式开诊</a></h3><p>{text}</p><p>{sign}</p></div>"
    article = "".join(f"<p>{text}</p>" for text in OPENING * 3)
    page = f"<title>青禾县卫生院开诊_某某网</title><h1>青禾县卫生院开诊</h1><div>{article}</div>{posts(box, REPLIES)}"
    assert paragraphs(page) == OPENING
