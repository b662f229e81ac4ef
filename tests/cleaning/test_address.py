"""One spelling for each address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.address import canonical, resolve, site


@pytest.mark.parametrize(
    ("written", "one_spelling"),
    [
        ("HTTP://WWW.Tibet.CN:80/cn/A.html#top", "http://www.tibet.cn/cn/A.html"),
        ("https://www.tibet.cn:443", "https://www.tibet.cn/"),
        ("http://www.tibet.cn:8080/", "http://www.tibet.cn:8080/"),
        ("http://www.tibet.cn./cn/", "http://www.tibet.cn/cn/"),
        ("http://reader:secret@www.tibet.cn/cn/", "http://www.tibet.cn/cn/"),
        ("http://a.cn/cn/./news/../aid/t1.html", "http://a.cn/cn/aid/t1.html"),
        ("http://a.cn/../../x.html", "http://a.cn/x.html"),
        ("http://a.cn/cn/news/..", "http://a.cn/cn/"),
        ("http://a.cn/cn/.", "http://a.cn/cn/"),
        ("http://a.cn/..", "http://a.cn/"),
        ("http://a.cn//double//slash.html", "http://a.cn//double//slash.html"),
        ("http://a.cn/x.html?utm_source=weixin&id=7&spm=0.0", "http://a.cn/x.html?id=7"),
        ("http://a.cn/x.html?utm_source=weixin", "http://a.cn/x.html"),
        ("http://a.cn/x.html?ivk_sa=1024320u&id=7&sharer_shareid=9f", "http://a.cn/x.html?id=7"),
        ("http://a.cn/x.html?id=7&clicktime=1700000000&enterid=1700000000", "http://a.cn/x.html?id=7"),
        ("http://a.cn/x.html?", "http://a.cn/x.html"),
        ("http://a.cn/show?b=2&a=1", "http://a.cn/show?b=2&a=1"),
        ("http://a.cn/show;jsessionid=0A1B2C.n1?id=3", "http://a.cn/show?id=3"),
        ("http://a.cn/%7euser/%e6%8f%b4", "http://a.cn/~user/%E6%8F%B4"),
        ("http://a.cn/援藏/？", "http://a.cn/%E6%8F%B4%E8%97%8F/%EF%BC%9F"),
        ("http://a.cn/%D4%AE%b2%d8.htm", "http://a.cn/%D4%AE%B2%D8.htm"),  # GBK escapes stay GBK
        (" http://a.cn/x\n.html\u3000", "http://a.cn/x.html"),
        ("http://a.cn/a b.html", "http://a.cn/a%20b.html"),
        ("http:\\\\a.cn\\cn\\x.html", "http://a.cn/cn/x.html"),
        ("http://西藏.cn/x.html", "http://xn--c41am9e.cn/x.html"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
    ],
)
def test_one_spelling(written: str, one_spelling: str) -> None:
    assert canonical(written) == one_spelling
    assert canonical(one_spelling) == one_spelling


@pytest.mark.parametrize(
    "written",
    ["", "/cn/x.html", "javascript:void(0)", "mailto:a@b.cn", "ftp://a.cn/x", "file:///etc/passwd", "http://",
     "http:///x", "http://a.cn:port/", "http://a.cn:99999999/", "http://[::1/", "http://a b.cn<script>/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(written)


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("./202507/t1.html", "http://a.cn/cn/news/202507/t1.html"),
        ("../rw/t2.html", "http://a.cn/cn/rw/t2.html"),
        ("/x.html", "http://a.cn/x.html"),
        ("//b.cn/x.html", "http://b.cn/x.html"),
        ("?page=2", "http://a.cn/cn/news/index.html?page=2"),
        ("#", None),
        ("", None),
        ("javascript:;", None),
        ("mailto:editor@a.cn", None),
        ("http://[bad/", None),
        ("  \n/x.html ", "http://a.cn/x.html"),
    ],
)
def test_links_are_joined_to_the_final_address(href: str, address: str | None) -> None:
    assert resolve("http://a.cn/cn/news/index.html", href) == address


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://media.tibet.cn/x", "tibet.cn"),
        ("http://tibet.cn/x", "tibet.cn"),
        ("http://nyncw.tjbh.gov.cn/", "tjbh.gov.cn"),
        ("http://www.gov.cn/", "www.gov.cn"),
        ("http://xz.people.com.cn/", "people.com.cn"),
        ("http://mirror-a.example/", "mirror-a.example"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
    ],
)
def test_the_site_of_a_host(url: str, name: str) -> None:
    assert site(url) == name


@given(st.text(max_size=40), st.text(max_size=20))
def test_canonical_is_idempotent_whatever_the_path(path: str, query: str) -> None:
    once = canonical(f"http://a.cn/{path.replace('#', '').replace('?', '')}?{query}")
    assert canonical(once) == once


@given(st.text(max_size=60))
def test_any_href_is_an_address_or_nothing(href: str) -> None:
    found = resolve("http://a.cn/cn/", href)
    assert found is None or canonical(found) == found
