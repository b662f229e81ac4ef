"""Publishers as bylines name them."""

import pytest

from cleaning.extract.publisher import publisher_in


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2019-09-07 09:59:22 来源: 新京报 举报", "新京报"),
        ("2015-07-02 03:36:48 来源: 每日经济新闻(北京)", "每日经济新闻"),
        ("2009年11月09日11:30 腾讯音乐 我要评论(0)", "腾讯音乐"),
        ("2009年11月09日 11:30 李四海", ""),
        ("2009-11-09 腾讯音乐", ""),
    ],
)
def test_publisher_in(line: str, name: str) -> None:
    assert publisher_in([line]) == name
