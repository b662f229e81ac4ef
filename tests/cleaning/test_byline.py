"""Dates, publishers and people in all the forms that pages print."""

from datetime import UTC, datetime

import pytest

from cleaning.article import Article
from cleaning.document import open_document
from cleaning.extract.dates import dates_in, relative_dates_in
from cleaning.page import Listed, Page
from cleaning.read import read

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BODY = "工作队今年在县城新建学校三所，总投资两千万元，惠及学生一千余人，明年秋天投入使用。"
CLOSER = "队员们说，大家都盼着新校舍早日落成，把更好的教育带到雪域高原。"


def article(
    byline: str,
    *,
    head: str = "",
    first: str = BODY,
    last: str = CLOSER,
    after: str = "",
    url: str = "http://a.example/1.html",
) -> Article:
    above = f"<title>工作队新建三所学校_某网</title>{head}</head><body><h1>工作队新建三所学校</h1><div>{byline}</div>"
    markup = f"<html><head>{above}<div class=text><p>{first}</p><p>{last}</p></div>{after}</body></html>"
    return read([open_document(Page(url=url, body=markup.encode()))], now=NOW)


@pytest.mark.parametrize(
    ("byline", "moment", "precision", "publisher"),
    [
        ("2020-04-09 16:13:58  来源：山南网  作者:", "2020-04-09T16:13:58", "second", "山南网"),
        ("发布时间:2021-11-03 10:57:00来源: 新华社", "2021-11-03T10:57:00", "second", "新华社"),
        ("發佈時間:2021-11-03 10:57:00來源: 新華社", "2021-11-03T10:57:00", "second", "新华社"),
        ("发布时间：2018-09-2613:52:00 来源：某报", "2018-09-26T13:52:00", "second", "某报"),
        (
            "\xa0\xa0来源：中国新闻网\xa0\xa0作者：杜燕 2017-10-12 09:36:20",
            "2017-10-12T09:36:20",
            "second",
            "中国新闻网",
        ),
        ("发布日期: 2020-03-13 10:29      来源: 滨海时报", "2020-03-13T10:29:00", "minute", "滨海时报"),
        (
            "2019年08月20日 12:03    来源:《西藏日报》    记者 记者 麦正伟 李国庆",
            "2019-08-20T12:03:00",
            "minute",
            "西藏日报",
        ),
        ("罗博 王沁鸥 发布时间:2019-06-18 13:10:00来源: 新华社", "2019-06-18T13:10:00", "second", "新华社"),
        ("http://a.example【泉州经济网】2024-08-29", "2024-08-29T00:00:00", "day", "泉州经济网"),
        (
            "2024-03-31 09:38 江苏广电总台·融媒体新闻中心",
            "2024-03-31T09:38:00",
            "minute",
            "江苏广电总台·融媒体新闻中心",
        ),
        (
            "来源:青海日报  作者:李庆玲  发布时间:2025-07-22 07:07  编辑:管理员",
            "2025-07-22T07:07:00",
            "minute",
            "青海日报",
        ),
        ("作者: 张国防    来源: 深圳援疆指挥部    日期: 2020-08-26", "2020-08-26T00:00:00", "day", "深圳援疆指挥部"),
        (
            "2022-07-19 09:00:24  来源:泉州晚报  责任编辑:陈小妮   我来说两句",
            "2022-07-19T09:00:24",
            "second",
            "泉州晚报",
        ),
        ("2024-07-02 06:49:40 [来源:华声在线] [作者:郑旋] [编辑:潘华]", "2024-07-02T06:49:40", "second", "华声在线"),
        (
            "发布时间：2019-12-01 08:00 | 来源：《中国藏学》2019年第4期 | 作者：某某 | 责任编辑：",
            "2019-12-01T08:00:00",
            "minute",
            "中国藏学",
        ),
        (
            "中央政府门户网站 www.gov.cn   2012年07月26日 15时52分   来源:新华社",
            "2012-07-26T15:52:00",
            "minute",
            "新华社",
        ),
        ("来源:辽宁日报 2026-01-28 10:30:00", "2026-01-28T10:30:00", "second", "辽宁日报"),
        ("日期:2022/4/18 11:34:13 浏览:", "2022-04-18T11:34:13", "second", ""),
        ("13.04.2017  23:39", "2017-04-13T23:39:00", "minute", ""),
        ("2025-06-17 09:16 来源: 中国江苏网 编辑:玖柒六 浏览量:0", "2025-06-17T09:16:00", "minute", "中国江苏网"),
        ("民国113年8月29日 来源：某报", "2024-08-29T00:00:00", "day", "某报"),
        ("二〇二〇年四月九日 来源：某报", "2020-04-09T00:00:00", "day", "某报"),
        ("3小时前 来源：某报", "2026-11-21T17:00:00", "minute", "某报"),
        ("昨天 09:34 来源：某报", "2026-11-20T09:34:00", "minute", "某报"),
        ("2020-04-09 来源：网络", "2020-04-09T00:00:00", "day", ""),
        ("2020-04-09 来源：本站原创", "2020-04-09T00:00:00", "day", ""),
        ("May 6, 2019 Source: 某报", "2019-05-06T00:00:00", "day", "某报"),
        ("6 May 2019 10:22", "2019-05-06T10:22:00", "minute", ""),
        ("6/18/2020, 10:22:41 PM", "2020-06-18T22:22:41", "second", ""),
        ("2007-08-20-23:59:59", "2007-08-20T23:59:59", "second", ""),
        ("<em>2022</em> <em>03</em>/<em>11</em> 08:32:55 来源：某报", "2022-03-11T08:32:55", "second", "某报"),
        ("<i>某某日报</i><i>余建</i><i>2011-05-20 03:20</i>", "2011-05-20T03:20:00", "minute", "某某日报"),
        ("2012-08-20 09:11 来源：<b>某某日报</b><i>赵磊</i>", "2012-08-20T09:11:00", "minute", "某某日报"),
        ("来源：某某日报 赵磊 2012-08-20 09:11", "2012-08-20T09:11:00", "minute", "某某日报"),
        ("2012-3-4 11:02 发布者: 雪豹 原作者: 尕玛 来自: 某某都市报", "2012-03-04T11:02:00", "minute", "某某都市报"),
        ("发布者：赵敏 发布时间：2019-05-06", "2019-05-06T00:00:00", "day", ""),
        ("发布单位：某市教育局 发布时间：2019-05-06", "2019-05-06T00:00:00", "day", "某市教育局"),
        ("2018-12-26 来源：<img src=a.png alt=某某日报>", "2018-12-26T00:00:00", "day", "某某日报"),
        (
            "<div>某某新闻网</div><div>下载客户端</div><div>2019年02月20日 来自北京</div>",
            "2019-02-20T00:00:00",
            "day",
            "某某新闻网",
        ),
        ("发布时间：21-05-0410:20 某某网官方帐号", "2021-05-04T10:20:00", "minute", "某某网"),
        ("<i>18</i><i>2020-06</i>", "2020-06-18T00:00:00", "day", ""),
        ("<div>2020</div><div>06/18</div>", "2020-06-18T00:00:00", "day", ""),
        ("某某新闻 昨天 18:20", "2026-11-20T18:20:00", "minute", "某某新闻"),
        ("某某发布·08-21 10:05", "2026-08-21T10:05:00", "minute", "某某发布"),
        ("2008年11月05日 09:41某某新闻网【大 中 小】", "2008-11-05T09:41:00", "minute", "某某新闻网"),
        ("图片来源：某图片社 2019-02-20", "2019-02-20T00:00:00", "day", ""),
        ("今天是2024年5月6日 更新时间：2023-08-30 发布时间：2023-08-28", "2023-08-28T00:00:00", "day", ""),
    ],
)
def test_bylines(byline: str, moment: str, precision: str, publisher: str) -> None:
    found = article(byline)
    assert found.published.moment is not None
    assert found.published.moment.replace(tzinfo=None).isoformat() == moment
    assert (found.published.precision, found.published.found) == (precision, "byline")
    assert found.publisher.replace("華", "华") == publisher


@pytest.mark.parametrize(
    ("given", "moment", "place"),
    [
        (
            {"byline": "2020-05-02 来源：某报", "head": '<meta name="PubDate" content="2020-05-01 10:00">'},
            "2020-05-01T10:00:00",
            "meta",
        ),
        (
            {
                "byline": "2016-05-04",
                "head": '<meta name="PubDate" content="2023-12-01 10:00">',
                "url": "http://a.example/2016/05/04/1.html",
            },
            "2016-05-04T00:00:00",
            "byline",
        ),
        (
            {"byline": "2020-05-01 16:45", "head": '<meta name="PubDate" content="2020-05-01 00:00:00">'},
            "2020-05-01T16:45:00",
            "byline",
        ),
        (
            {"byline": "来源：某报", "first": "新华社拉萨2019年12月12日电（记者李键）" + BODY},
            "2019-12-12T00:00:00",
            "dateline",
        ),
        ({"byline": "", "url": "http://a.example/cn/202307/t20230727_7458231.html"}, "2023-07-27T00:00:00", "address"),
        ({"byline": "", "url": "http://a.example/n2/2016/0803/c1-28606733.html"}, "2016-08-03T00:00:00", "address"),
        (
            {
                "byline": "发布时间:2024-11-09 20:32:29 来源: sp20241109",
                "first": "中新网乌鲁木齐2019年7月20日电(袁晶)" + BODY,
            },
            "2019-07-20T00:00:00",
            "dateline",
        ),
    ],
)
def test_where_they_disagree(given: dict[str, str], moment: str, place: str) -> None:
    found = article(**given)
    assert found.published.moment is not None
    assert found.published.moment.replace(tzinfo=None).isoformat() == moment
    assert found.published.found == place


def test_the_day_of_the_visit_is_not_the_date() -> None:
    above = "<title>工作队新建三所学校</title><div>2024年5月6日 星期一</div><h1>工作队新建三所学校</h1>"
    page = f"{above}<p>{BODY}</p><p>{CLOSER}</p>"
    found = read([open_document(Page(url="http://a.example/201605/t20160504_1.html", body=page.encode()))], now=NOW)
    assert found.published.found == "address"


@pytest.mark.parametrize(
    ("after", "day"),
    [
        ("<ul><li>相关一 2019-01-01</li><li>相关二 2019-02-02</li></ul>", None),
        ("<p>发布日期：2019-03-06</p>", "2019-03-06"),
        ("<p>最后更新：2012年1月1日</p>", None),
        ("<p>发布日期：2019-03-06</p><ul><li>相关一 2019-01-01</li><li>相关二 2019-02-02</li></ul>", "2019-03-06"),
    ],
)
def test_dates_below_the_text(after: str, day: str | None) -> None:
    moment = article("", after=after).published.moment
    assert (moment and moment.date().isoformat()) == day


def test_the_listing_tells_the_date_that_the_page_keeps_silent_about() -> None:
    page = Page(url="http://a.example/1.html", body=f"<title>甲</title><p>{BODY}</p>".encode())
    found = read([open_document(page)], listed=Listed(url=page.url, title="甲", date="[2021-03-04]"), now=NOW)
    assert found.published.found == "listing"
    assert found.published.moment is not None
    assert found.published.moment.date().isoformat() == "2021-03-04"


def test_a_spoofed_source_names_nobody() -> None:
    assert article("发布时间:2024-11-09 20:32:29 来源: sp20241109").publisher == ""


@pytest.mark.parametrize(
    ("given", "authors", "editors"),
    [
        ({"byline": "2020-04-09 作者：杜燕"}, ("杜燕",), ()),
        ({"byline": "2020-04-09 记者 记者 麦正伟 李国庆"}, ("麦正伟", "李国庆"), ()),
        ({"byline": "2020-04-09", "first": "本报讯（记者 王翔）" + BODY}, ("王翔",), ()),
        ({"byline": "2020-04-09", "first": "新华社拉萨12月12日电（记者李键）" + BODY}, ("李键",), ()),
        ({"byline": "2020-04-09", "last": CLOSER + "（通讯员 陈旭）"}, ("陈旭",), ()),
        ({"byline": "2020-04-09", "after": "<p>(责编: 于超 )</p>"}, (), ("于超",)),
        ({"byline": "2020-04-09", "after": "<p>[责任编辑:施冰冰]</p>"}, (), ("施冰冰",)),
        (
            {"byline": "2020-04-09", "after": "<p>責任編輯：蘇慧敏</p><p>產業會議國際</p>"},
            (),
            ("苏慧敏",),
        ),
        ({"byline": "2020-04-09 编辑:管理员"}, (), ()),
        ({"byline": "来源：某报作者：普布时间：2022-03-04点击数：12"}, ("普布",), ()),
        ({"byline": "2020-04-09 作者：李润文"}, ("李润文",), ()),
        ({"byline": "2020-04-09 通讯员 李霞 文/图"}, ("李霞",), ()),
        ({"byline": "2020-04-09 记者 林平 实习生 周蓉"}, ("林平", "周蓉"), ()),
        ({"byline": "2020-04-09", "after": "<p>(本文来源：某报 作者：徐某某)</p>"}, ("徐某某",), ()),
    ],
)
def test_people(given: dict[str, str], authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    found = article(**given)
    assert (found.authors, found.editors) == (authors, editors)


def test_summer_time_is_reckoned_as_it_was() -> None:
    (found,) = dates_in("1990-07-01 12:00:00", now=NOW)
    assert found.moment.astimezone(UTC).hour == 3


def test_relative_dates_refer_to_the_given_moment() -> None:
    (found,) = relative_dates_in("2天前", now=NOW)
    assert found.moment.date().isoformat() == "2026-11-19"


@pytest.mark.parametrize(
    "text",
    [
        "2024-13-45",
        "1/2/2019",
        "投资2010 10/11",
        "二〇二〇年",
        "版本2.0.1.3",
        "电话0893-7892933",
        "2099-01-01",
        "1949年10月1日",
    ],
)
def test_no_date_is_invented(text: str) -> None:
    assert dates_in(text, now=NOW) == []


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("来源：某某日报", "某某日报"),
        ("（稿源：某县融媒体中心）", "某县融媒体中心"),
        ("来源：《某某日报》 (2005-08-26 第04版)", "某某日报"),
    ],
)
def test_a_source_named_below_the_text_is_none_of_it(line: str, publisher: str) -> None:
    found = article("", first=f"{BODY}</p><p>{CLOSER}", last=line)
    assert (found.publisher, found.paragraphs) == (publisher, (BODY, CLOSER))


def test_a_label_in_the_cell_before() -> None:
    cells = "<table><tr><td>来源：</td><td>某某新闻社</td><td>日期：</td><td>2019-05-06</td></tr></table>"
    assert article(cells).publisher == "某某新闻社"


def test_a_comment_names_no_publisher() -> None:
    assert article("", after="<div>小李 2019-03-02 10:11 说得真好</div>").publisher == ""


@pytest.mark.parametrize(
    ("byline", "moment"),
    [
        ('<time datetime="2022-06-01T08:30:00+08:00">4 years ago</time>', "2022-06-01T08:30:00"),
        ('2022年6月1日 <time datetime="2022-06-01T08:30:00+08:00"></time>', "2022-06-01T08:30:00"),
        ('<input type="hidden" id="pubDate" value="2015-07-08 10:11:00">', "2015-07-08T10:11:00"),
        ('<i data-publishtime="1591839281000"></i>', "2020-06-11T09:34:41"),
        ('<i data-publishtime="1591839281000"></i><i data-publishtime="1491839281000"></i>', None),
    ],
)
def test_dates_in_attributes(byline: str, moment: str | None) -> None:
    found = article(byline).published.moment
    assert (found and found.replace(tzinfo=None).isoformat()) == moment
