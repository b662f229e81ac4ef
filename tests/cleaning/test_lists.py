# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""JSON lists: the fields of Chinese publishing systems, wrappers, pagers."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.lists import at, open_json, read_json
from cleaning.page import Listed, ListPage, Page
from seeds.source import JsonList, Source

URL = "http://www.sample.cn/api/list?page=1"
ONE = Listed(url="http://www.sample.cn/yz/1001.html", title="医疗队进藏巡诊", date="2024-07-05 10:00")


def a_source(**paths: object) -> Source:
    return Source(
        name="sample", title="样例", publisher="样例网", kind="news", json=JsonList(**{"urls": (URL,)} | paths)
    )  # type: ignore[arg-type]


def read(value: Any, *, here: str = URL, **paths: object) -> ListPage:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return read_json(Page(url=here, body=text.encode()), a_source(**paths), start=URL)


@pytest.mark.parametrize(
    "value",
    [
        [{"url": "/yz/1001.html", "title": "医疗队进藏巡诊", "date": "2024-07-05 10:00"}],
        {"data": {"list": [{"LinkUrl": ONE.url, "Title": "<b>医疗队</b>进藏巡诊", "PubTime": ONE.date, "DocID": 7}]}},
        {"code": 0, "menu": [{"name": "首页"}], "rows": [{"docpuburl": ONE.url, "doctitle": ONE.title, "docreltime": ONE.date}]},
        {"articles": [{"id": 9, "url": ONE.url, "title": ONE.title, "display_publish_time": ONE.date, "created_at": "2024-07-04"}]},
        'callback({"list": [{"href": "/yz/1001.html", "title": "医疗队进藏巡诊", "time": "2024-07-05 10:00"}]});',
        '/**/jQuery1102_17([{"href": "/yz/1001.html", "title": "医疗队进藏巡诊", "time": "2024-07-05 10:00"}])',
        '({"list": [{"href": "/yz/1001.html", "title": "医疗队进藏巡诊", "time": "2024-07-05 10:00"}]})',
        'var list = [{"href": "/yz/1001.html", "title": "医疗队进藏巡诊", "time": "2024-07-05 10:00"}]; draw(list);',
    ],
)  # fmt: skip
def test_lists_are_found_by_the_names_of_their_fields(value: Any) -> None:
    assert read(value).links == (ONE,)


def test_paths_of_a_seed_decide() -> None:
    value = {"a": [{"b": {"id": 7, "t": "标题一二三四", "d": 1720144800}}], "list": [{"url": "/x", "title": "别的"}]}
    found = read(value, items="a", url="/content/{b.id}.html", title="b.t", date="b.d").links
    assert found == (
        Listed(url="http://www.sample.cn/content/7.html", title="标题一二三四", date="2024-07-05T02:00:00+00:00"),
    )


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        (1720144800, "2024-07-05T02:00:00+00:00"),
        (1720144800000, "2024-07-05T02:00:00+00:00"),
        ("1720144800", "2024-07-05T02:00:00+00:00"),
        ("2024-07-05", "2024-07-05"),
        (None, ""),
        (0, "0"),
        (True, ""),
    ],
)
def test_moments(stated: Any, date: str) -> None:
    (found,) = read([{"url": "/yz/1001.html", "title": "医疗队进藏", "pubtime": stated}]).links
    assert found.date == ("" if not stated else date)


def test_html_inside_json() -> None:
    rows = (
        "<ul><li><a href='/yz/art/2024/7/5/art_1_1001.html'>医疗队进藏巡诊归来记</a><span>2024-07-05</span></li></ul>"
    )
    for value in ({"success": True, "data": {"html": rows}}, {"html": rows * 1}):
        (found,) = read(value).links
        assert (found.title, found.date) == ("医疗队进藏巡诊归来记", "2024-07-05")
    assert len(read({"data": {"html": rows}}, items="data.html").links) == 1


ROW = {"url": "/yz/1001.html", "title": "医疗队进藏巡诊"}


@pytest.mark.parametrize(
    ("value", "here", "following"),
    [
        ({"list": [ROW]}, "?page=1", "?page=2"),
        ({"list": [ROW], "totalPage": 1}, "?page=1", None),
        ({"list": [ROW], "data": {"pages": "3"}}, "?page=2", "?page=3"),
        ({"list": [ROW], "pages": 3}, "?page=3", None),
        ({"list": [ROW], "total": 20}, "?page=2&pageSize=10", None),
        ({"list": [ROW], "total": 21}, "?page=2&pageSize=10", "?page=3&pageSize=10"),
        ({"list": [ROW], "hasMore": False}, "?page=1", None),
        ({"list": [ROW], "has_next": True}, "?page=1", "?page=2"),
        ({"list": [], "total": 20}, "?page=3", None),
        ({"list": [ROW], "next": "/api/list?page=9"}, "", "?page=9"),
        ({"list": [ROW]}, "?nid=11", None),
        ({"list": [ROW | {"pages": 1, "total": 1, "hasMore": False}]}, "?page=1&size=20", "?page=2&size=20"),
        ({"list": [ROW], "count": 20}, "?page=1&size=20", "?page=2&size=20"),  # of this page, or of all? Ask.
        ({"list": [ROW]}, "?nid=11&pageNo=4&sort=1", "?nid=11&pageNo=5&sort=1"),
    ],
)
def test_pages(value: Any, here: str, following: str | None) -> None:
    base = "http://www.sample.cn/api/list"
    assert read(value, here=base + here).next_url == (following and base + following)


@pytest.mark.parametrize(
    ("here", "following"),
    [("list?page=1", "list_2.json"), ("list_2.json", "list_3.json"), ("list_9.json", "list_10.json")],
)
def test_pages_as_the_seed_calls_them(here: str, following: str) -> None:
    base = "http://www.sample.cn/api/"
    assert read([ROW], here=base + here, next="list_{n}.json").next_url == base + following


@pytest.mark.parametrize(
    ("path", "found"),
    [("a.b", 1), ("c.0.d", 2), ("c.d", [2, 3]), ("c.7.d", None), ("a.b.c", None), ("", {"a": {"b": 1}, "c": [{"d": 2}, {"d": 3}]})],
)  # fmt: skip
def test_paths(path: str, found: Any) -> None:
    assert at({"a": {"b": 1}, "c": [{"d": 2}, {"d": 3}]}, path) == found


@pytest.mark.parametrize("text", ["", "<html></html>", "[" * 100_000, '{"a":', "alert(1)", "\x00"])
def test_what_is_no_json_is_an_empty_list(text: str) -> None:
    assert read(text) == ListPage()


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda each: st.lists(each) | st.dictionaries(st.sampled_from(["url", "title", "date", "list", "page", "total", "next"]) | st.text(), each)))  # fmt: skip
def test_any_value_is_read_without_an_error(value: Any) -> None:
    assert open_json(json.dumps(value)) in {None, value} if not isinstance(value, dict | list) else True
    read(value)
