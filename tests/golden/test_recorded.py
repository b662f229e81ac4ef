"""The recorded publishers' pages, where they are at hand: every field to the letter."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import lxml.html
import pytest

from cleaning.clean import clean
from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read
from cleaning.report import Report
from seeds.load import source

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
BODY = {
    "xzsnw_com": "div.xituw > div + div > p",
    "tibet_cn": "div.text > p:not([align])",
    "qzwhcy_com": "#text > p",
    "tjbh_gov_cn": "#zoom > p",
}
NOT_BODY = ("图为", "（责编")  # captions and the editor's line stand among the paragraphs

PAGES = [
    (
        "xzsnw_com",
        "www.xzsnw.com/yz/yzxw/153388.html",
        "安徽省援藏工作队离藏不离岗 援藏不断档",
        "2020-04-11T09:02:10+08:00",
        "山南报",
    ),
    (
        "xzsnw_com",
        "www.xzsnw.com/yz/yzxw/153201.html",
        "安徽省援藏工作队：离藏不离岗 援藏不断档",
        "2020-04-09T16:13:58+08:00",
        "山南网",
    ),
    (
        "xzsnw_com",
        "www.xzsnw.com/yz/yzxw/153167.html",
        "山南市召开援藏干部人才座谈会",
        "2020-04-08T10:20:31+08:00",
        "山南网",
    ),
    (
        "tibet_cn",
        "www.tibet.cn/cn/aid_tibet/news/202507/t20250702_7812345.html",
        "湖北、湖南、安徽三省援藏干部人才：同心凝聚合力 共谱雅砻新曲",
        "2025-07-02T16:05:00+08:00",
        "西藏日报",
    ),
    (
        "tibet_cn",
        "www.tibet.cn/cn/aid_tibet/news/202307/t20230727_7458231.html",
        "冀阿情深显担当——河北省第十批援藏工作队工作纪实",
        "2023-07-27T09:34:00+08:00",
        "西藏日报",
    ),
    (
        "qzwhcy_com",
        "www.qzwhcy.com/jjqz/2024-08-29/48213.html",
        "福建省泉州市第十批援藏工作队进藏两周年纪实",
        "2024-08-29T00:00:00+08:00",
        "泉州经济网",
    ),
    (
        "tjbh_gov_cn",
        "nyncw.tjbh.gov.cn/contents/7894/193245.html",
        "疫情防控期间对口援青各项重点工作稳步推进 抢时间加速度 决胜脱贫攻坚",
        "2020-03-13T10:29:00+08:00",
        "滨海时报",
    ),
]


def report(sites: Path, name: str, path: str) -> Report:
    page = Page(url=f"http://{path}", body=(sites / path).read_bytes())
    return clean(read([open_document(page)], source=source(name), now=NOW))


def paragraphs(sites: Path, name: str, path: str) -> Iterator[str]:
    """What the page's own markup holds, without blanks: spaces are the cleaning's to judge."""
    raw = (sites / path).read_bytes()
    text = raw.decode("gb18030" if b"charset=gb" in raw[:600] else "utf-8")
    for element in lxml.html.fromstring(text).cssselect(BODY[name]):
        said = "".join(element.text_content().split())
        if said and not said.startswith(NOT_BODY):
            yield said


@pytest.mark.shared
@pytest.mark.parametrize(("name", "path", "title", "published", "publisher"), PAGES)
def test_a_recorded_page(shared: Path, name: str, path: str, title: str, published: str, publisher: str) -> None:
    found = report(shared / "sites", name, path)
    moment = found.published.moment
    assert (found.title, moment and moment.isoformat(), found.publisher) == (title, published, publisher)
    body = [line.replace(" ", "") for line in found.body.split("\n")]
    assert len(body) == len(list(paragraphs(shared / "sites", name, path)))
    for line, printed in zip(body, paragraphs(shared / "sites", name, path), strict=True):
        assert _bare(line) == _bare(printed)


def _bare(text: str) -> str:
    """Letters and digits: width of marks is brought to a rule of its own."""
    return "".join(character for character in text if character.isalnum())
