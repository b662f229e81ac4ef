"""Seed files written: what is read back is what was meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.load import read_source
from seeds.source import Feed, JsonList, Listing, Sitemap, Source
from seeds.write import seed_name, seed_text

START = "http://www.sample.cn/yz/"
WAYS = [
    {"listing": Listing(urls=(START, START + "b/"), allow=r"/t\d{8}_\d+", next="index_{n}.html", first=1)},
    {"feed": Feed(urls=(START,))},
    {"sitemap": Sitemap(urls=(START,), follow=r"news-\d+", max_pages=7)},
    {"json": JsonList(urls=(START,), items="data.list", url="/c/{id}.html")},
]


def a_source(**more: object) -> Source:
    return Source(**{"name": "sample", "title": "样例 · 援藏", "publisher": "样例网", "kind": "news"} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_is_read_back(tmp_path: Path, way: dict[str, object]) -> None:
    source = a_source(platform="trs", encoding="gb18030", note='says "gb2312"', **way)
    path = tmp_path / "sample.toml"
    path.write_text(seed_text(source), encoding="utf-8")
    assert read_source(path) == source


@given(title=st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_any_title_can_be_written(title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("seeds") / "sample.toml"
    path.write_text(seed_text(a_source(title=title, **WAYS[1])), encoding="utf-8")
    assert read_source(path).title == title


def test_defaults_are_not_written() -> None:
    assert seed_text(a_source(**WAYS[1])) == (
        'title     = "样例 · 援藏"\npublisher = "样例网"\nkind      = "news"\n\n[feed]\nurls = ["http://www.sample.cn/yz/"]\n'
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://www.tibet.cn/cn/aid_tibet/news/", "tibet_cn_cn_aid_tibet_news"),
        ("http://www.tibet.cn/cn/aid_tibet/news/index_1.html", "tibet_cn_cn_aid_tibet_news"),
        ("https://a.gov.cn/col/col6011/index.html?uid=7", "a_gov_cn_col_col6011"),
        ("http://www.city.gov.cn/gkmlpt/index#2345", "city_gov_cn_gkmlpt_index_2345"),
        ("http://12371.cn/sitemap.xml.gz", "site_12371_cn_sitemap"),
        ("http://a.cn/", "a_cn"),
        ("http://[::1]/", "site_1"),
        ("http://a.cn/" + "x" * 99, "a_cn_" + "x" * 55),
    ],
)
def test_names(url: str, name: str) -> None:
    assert seed_name(url) == name
    assert a_source(name=name).name == name
