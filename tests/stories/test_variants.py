"""One page under several addresses, and whose page it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.address import canonical
from cleaning.stories.variants import copied_from, house_of, is_at_home, is_form, page_of, same_path

# The plain address of each page, and its other forms.
FORMS = [
    (
        "http://www.gov.example/xinwen/2023-07/27/content_6894213.htm",
        [
            "https://www.gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://m.gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://wap.gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://3g.gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://big5.gov.example/gate/big5/www.gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://big5.other.example/gate/big5/www.gov.example/xinwen/2023-07/27/content_6894213.htm",
            "http://www.gov.example/xinwen/2023-07/27/content_6894213_2.htm",
            "http://www.gov.example/xinwen/2023-07/27/content_6894213_all.htm",
            "http://www.gov.example/mobile/xinwen/2023-07/27/content_6894213.htm",
            "http://www.gov.example/xinwen/2023-07/27/content_6894213.htm?from=timeline",
            "http://www.gov.example/xinwen/2023-07/27/content_6894213.htm?utm_source=weixin#top",
        ],
    ),
    ("http://paper.example/n1/2020/1010/c1001-31886789.html", ["http://paper.example/n1/2020/1010/c1001-31886789-3.html"]),
    ("http://county.example/yz/202307/t20230727_7458231.html", ["http://county.example/yz/202307/t20230727_7458231_1.html"]),
    ("http://county.example/show.php?id=77", ["http://county.example/show.php?id=77&page=2", "http://m.county.example/show.php?print=1&id=77"]),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "forms"), FORMS)
def test_every_form_is_the_same_page(plain: str, forms: list[str]) -> None:
    assert {page_of(canonical(form)) for form in forms} == {page_of(canonical(plain))}
    assert not is_form(plain)


APART = [
    ("http://a.example/t20230727_7458231.html", "http://a.example/t20230727_7458232.html"),
    ("http://a.example/2024-08-29/1.html", "http://a.example/2024-08-30/1.html"),
    ("http://a.example/show.php?id=1", "http://a.example/show.php?id=2"),
    ("http://news.a.example/1.html", "http://sports.a.example/1.html"),
    ("http://a.example/html/2024-08.html", "http://a.example/html/2024-09.html"),
    ("http://a.example/news_1.html", "http://a.example/news_2.html"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_pages_stay_other_pages(one: str, other: str) -> None:
    assert page_of(one) != page_of(other)


@given(st.text(alphabet="abm./0123456789_-?=&[]%:big5gatewap", max_size=40))
def test_any_address_has_one_form(path: str) -> None:
    page = page_of(f"http://www.a.example/{path}")
    assert page_of(f"https://m.a.example/{path}") == page


PATH = "/cn/aid_tibet/news/202307/t20230727_7458231.html"


def test_the_path_of_a_mirror_names_its_origin() -> None:
    assert copied_from(f"http://www.casino.example{PATH}") == f"http://www.tibet.cn{PATH}"
    assert copied_from(f"http://www.tibet.cn{PATH}") is None
    assert copied_from(f"http://m.tibet.cn{PATH}") is None
    assert copied_from("http://www.casino.example/news/1.html") is None


def test_one_path_on_two_hosts_is_a_copy_only_where_it_can_be_one_articles() -> None:
    assert same_path(f"http://a.example{PATH}", f"http://b.example{PATH}")
    assert not same_path("http://a.example/news/1.html", "http://b.example/news/1.html")


@pytest.mark.parametrize(
    ("url", "house"),
    [
        ("http://www.news.cn/1.html", "新华社"), ("http://big5.xinhuanet.com/gate/big5/www.news.cn/1.html", "新华社"),
        ("http://m.tibet.cn/1.html", "中国西藏网"), ("http://nyncw.tjbh.gov.cn/1.html", "tjbh.gov.cn"),
    ],
)  # fmt: skip
def test_whose_page_it_is(url: str, house: str) -> None:
    assert house_of(url) == house


def test_a_publisher_at_home_and_elsewhere() -> None:
    assert is_at_home("西藏日报", "http://www.xzxw.com/1.html")
    assert not is_at_home("西藏日报", "http://www.tibet.cn/1.html")
