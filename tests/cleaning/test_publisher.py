"""Publishers as bylines name them."""

import pytest

from cleaning.extract.publisher import publisher_by_date, publisher_in


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("2019-09-07 09:59:22 来源: 新京报 举报", "新京报"),
        ("2015-07-02 03:36:48 来源: 每日经济新闻(北京)", "每日经济新闻"),
        ("2012-05-21 02:41:29　来源: 某某日报(拉萨)　有12人参与", "某某日报"),
        ("2009年11月09日11:30 腾讯音乐 我要评论(0)", "腾讯音乐"),
        ("2009年11月09日 11:30 李四海", ""),
        ("2009-11-09 腾讯音乐", ""),
        ("2021-02-18 07:02:10 来源: 山里娱乐 举报", "山里娱乐"),
        ("2021-02-18 07:02:10 来源: 澳门金沙娱乐 举报", ""),
        ("http://www.a.example 2009年11月09日13:48 某网娱乐", "某网娱乐"),
        ("发表于2014-08-24 21:30| 116次阅读| 来源ABCD| 0 条评论| 作者李林", "ABCD"),
        ("某某中文站2016年10月14日07:17", "某某中文站"),
    ],
)
def test_publisher_in(line: str, name: str) -> None:
    assert (publisher_in([line]) or publisher_by_date([line])) == name
