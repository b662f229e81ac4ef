"""Lists of other articles with the beginnings of their texts, beside a short article and as a page of their own."""

from datetime import UTC, datetime

import pytest

from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TITLE = "县医院迎来六名高原医疗队员"
OWN = "六名医疗队员三日抵达县医院，将在这里工作一年，带来两项新的手术。"
OTHERS = [
    f'<div class="card c{at}"><h3><a href="/{at}.html">第{at}所小学的操场铺好了，孩子们高兴</a></h3>'
    f"<p>{'春天里，操场铺好了，县里的孩子们在上面跑步，老师们说，医疗队员也来看过。' * 4}</p></div>"
    for at in range(8)
]


def body_of(markup: str) -> str:
    page = Page(url="http://a.example/1.html", body=f"<title>{TITLE}_某某网</title>{markup}".encode())
    return clean(read([open_document(page)], now=NOW)).body


@pytest.mark.parametrize("heading", ["", "<div>接着读</div>", "<h2>本周报道</h2>"])
@pytest.mark.parametrize("wrapper", ["<div>{}</div>", "<ul>{}</ul>", "{}"])
def test_teasers_are_no_text_however_much_they_hold(heading: str, wrapper: str) -> None:
    own = f"<div class=left><h1>{TITLE}</h1><p>{OWN}</p>{heading}{wrapper.format(''.join(OTHERS))}</div>"
    assert body_of(own).split("\n")[0] == OWN
    assert "操场" not in body_of(own)


def test_a_page_of_nothing_else_keeps_them() -> None:
    assert "操场" in body_of(f"<div class=left><h1>{TITLE}</h1>{''.join(OTHERS)}</div>")


def test_parts_with_linked_names_are_text() -> None:
    """Names of persons that are links make no headlines."""
    parts = "".join(
        f"<div class=part><a href=/{at}>李医生</a><p>她说，这是第{at}年，病人多了。</p></div>" for at in range(9)
    )
    assert body_of(f"<div><h1>{TITLE}</h1><p>{OWN}</p>{parts}</div>").count("她说") == 9


def test_teasers_below_a_headline_with_a_bar_in_it() -> None:
    title = "高原纪行｜县医院迎来六名医疗队员"
    markup = f"<title>{title} - 某某网</title><div><h2>{title}</h2><p>{OWN}</p>{''.join(OTHERS)}</div>"
    page = Page(url="http://a.example/1.html", body=markup.encode())
    assert clean(read([open_document(page)], now=NOW)).body == OWN
