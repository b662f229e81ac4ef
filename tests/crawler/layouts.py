# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""Sample sites in layouts of Chinese publishing systems: written by hand from how such sites are built, not from how
we read them. Each has its menu, its footer and its lists of other things. People and numbers are invented."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from crawler.replay import Answer
from tests.crawler.world import World

TITLES = (
    "江川县援藏医疗队深入牧区开展包虫病筛查",
    "我市第九批援藏干部人才抵达高原县",
    "对口支援项目“暖心学校”主体完工",
    "两地签订年度农牧业协作协议",
    "援藏教师三年坚守：把课堂搬上雪山",
    "高原县举办东西部劳务协作招聘会",
)
DAYS = ("2024-07-05", "2024-07-03", "2024-06-28", "2024-06-21", "2024-06-14", "2024-06-07")
TEXTS = tuple(f"{title}。活动由援藏工作组牵头，县里各部门配合，持续了整整一周。" for title in TITLES)
MORE = "群众说，变化看得见、摸得着。下一步，双方还将在产业、就业和人才培养上继续合作，把每一项工作落到实处。"


@dataclass(frozen=True, kw_only=True)
class Layout:
    """`start`: the address given to a preview; then what it must find out."""

    start: str
    way: str = "listing"
    platform: str = "generic"
    encoding: str = "utf-8"
    following: str | None = None  # how the address of page 2 ends
    feeds: int = 0
    timed: bool = False  # the articles print a time, not only a day


LAYOUTS: dict[str, tuple[Callable[[World], None], Layout]] = {}
Builder = Callable[[World], None]


def layout(**wanted: object) -> Callable[[Builder], Builder]:
    def keep(build: Builder) -> Builder:
        LAYOUTS[build.__name__] = (build, Layout(**wanted))  # type: ignore[arg-type]
        return build

    return keep


def put(world: World, url: str, html: str, *, encoding: str = "utf-8", kind: str = "text/html") -> None:
    answer = Answer(status=HTTPStatus.OK, body=html.encode(encoding), headers={"Content-Type": kind})
    world.when[url] = lambda _: answer


def whole(body: str, *, title: str, charset: str = "utf-8", head: str = "") -> str:
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title>{head}'
        f"</head><body>{body}</body></html>"
    )


@layout(start="http://www.gaoyuan-trs.test/yz/news/", platform="trs", following="/yz/news/index_1.html", timed=True)
def trs(world: World) -> None:
    """TRS WCM: relative folders by month, a pager by script, h4 in li, a ranking beside the list."""
    base = "http://www.gaoyuan-trs.test/yz/news/"
    menu = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/yz/'>援藏</a></li><li><a href='/wh/'>文化</a></li></ul></div>"
    rank = "<div class='rightbar'><h3>点击排行</h3><ul><li><a href='/wh/202301/t20230101_7000001.html'>高原摄影展开幕</a></li></ul></div>"
    for page, some in (("", range(3)), ("index_1.html", range(3, 6))):
        rows = "".join(
            f'<li><h4><a href="./{DAYS[n][:7].replace("-", "")}/t{DAYS[n].replace("-", "")}_701200{n}.html" target="_blank">{TITLES[n]}</a></h4>'
            f"<p>摘要：{TEXTS[n][:20]}…</p><span>{DAYS[n]} 10:0{n}:00</span></li>"
            for n in some
        )
        here = 1 if page else 0
        body = f'{menu}<div class="listnews"><ul>{rows}</ul></div>{rank}<div><script>createPageHTML(2, {here}, "index", "html");</script></div>'
        put(world, base + page, whole(body, title="援藏资讯_高原网"))
    for n in range(6):
        address = f"{base}{DAYS[n][:7].replace('-', '')}/t{DAYS[n].replace('-', '')}_701200{n}.html"
        body = (
            f"{menu}<div class='title_box'><h2>{TITLES[n]}</h2><div class='info'><span>张三</span><span>发布时间：{DAYS[n]} 10:0{n}:00</span>"
            f"<span>来源： 高原日报</span></div></div><div class='text botborder'><div class='TRS_Editor'><p>　　{TEXTS[n]}</p><p>　　{MORE}</p></div></div>"
            "<p>（责编： 李四）</p><div class='foot'>版权所有 高原网</div>"
        )
        put(world, address, whole(body, title=f"{TITLES[n]}_高原网"))


@layout(start="http://www.old-paper.test/xzxw/", encoding="gb18030", following="/xzxw/index_1.html", timed=True)
def newspaper(world: World) -> None:
    """A paper of the 2000s in GBK that says GB2312: ./ and ../ in addresses, no dates in the list, countPage."""
    base = "http://www.old-paper.test/xzxw/"
    for page, some in (("", range(3)), ("index_1.html", range(3, 6))):
        rows = "".join(
            f"<li>·<a href='../yz/{DAYS[n][:7]}/{DAYS[n][8:]}/content_10{n}7.html'>{TITLES[n]}</a></li>" for n in some
        )
        script = f"<script>var currentPage = {1 if page else 0};//当前页\nvar countPage = 2//共多少页\n</script>"
        menu = "<table><tr><td><a href='/'>首页</a></td><td><a href='/zt/'>专题</a></td><td><a href='/about/'>关于镕镕</a></td></tr></table>"
        put(
            world,
            base + page,
            whole(
                f"{menu}<div class='wt695 left visit'><ul>{rows}</ul>{script}</div>",
                title="西部要闻-老报网",
                charset="gb2312",
            ),
            encoding="gbk",
        )
    for n in range(6):
        body = (
            f"<div class='xw_content_title'><h3>{TITLES[n]}</h3><p><span>{DAYS[n].replace('-', '年', 1).replace('-', '月')}日 09:1{n}</span>"
            f"    <span>来源：老报</span> 记者 王五</p></div><div class='xw_daodu_detail'><p>{TEXTS[n]}</p><p>{MORE}</p></div>"
        )
        put(
            world,
            f"http://www.old-paper.test/yz/{DAYS[n][:7]}/{DAYS[n][8:]}/content_10{n}7.html",
            whole(body, title=TITLES[n], charset="gb2312"),
            encoding="gbk",
        )


@layout(start="http://www.county.gov.test/module12/", encoding="gb18030", following="/module12/page2.htm")
def tables(world: World) -> None:
    """A county's .NET site: nested tables, dates in brackets with slashes, page2.htm, comments as markers."""
    base = "http://www.county.gov.test/module12/"
    for page, some in (("", range(3)), ("page2.htm", range(3, 6))):
        rows = "".join(
            f"<tr><td width=10><img src=/dot.gif></td><td><a href='/module12/info{80310 + n}.htm' title='{TITLES[n]}'>{TITLES[n][:9]}...</a></td>"
            f"<td>[{DAYS[n].replace('-0', '/').replace('-', '/')}]</td></tr>"
            for n in some
        )
        pager = (
            "首页 上一页 <a href='page2.htm'>下一页</a> <a href='page2.htm'>尾页</a> 页次：1/2页"
            if not page
            else "<a href='./'>首页</a> 页次：2/2页"
        )
        body = f"<table><tr><td><a href='/'>网站首页</a></td><td><a href='/module3/'>政务公开</a></td></tr></table><table>{rows}</table><div>{pager}</div>"
        put(world, base + page, whole(body, title="对口支援 - 江川县人民政府", charset="gb2312"), encoding="gb18030")
    for n in range(6):
        body = (
            f"<table><tr><td align=center><!--TitleStart--><b>{TITLES[n]}</b><!--TitleEnd--></td></tr><tr><td>发布时间：{DAYS[n]}&nbsp;&nbsp;来源：江川县融媒体中心&nbsp;"
            f"点击数：<script src=/hit.aspx></script></td></tr><tr><td id='zoom'><p>&nbsp;&nbsp;{TEXTS[n]}</p><p>&nbsp;&nbsp;{MORE}</p></td></tr></table>"
        )
        put(
            world,
            f"{base}info{80310 + n}.htm",
            whole(body, title="江川县人民政府", charset="gb2312"),
            encoding="gb18030",
        )


@layout(
    start="http://www.province.gov.test/col/col6011/index.html",
    platform="jpage",
    following="startrecord=4&endrecord=6&perpage=3&col=1&appid=1&webid=2&path=%2F&columnid=6011&sourceContentType=1&unitid=4401&webname=%E6%9F%90%E7%9C%81&permissiontype=0",
)
def jpage(world: World) -> None:
    """jcms: the first rows as records in a script, the rest behind a form."""
    root = "http://www.province.gov.test"

    def rows(some: range) -> str:
        return "".join(
            f"<record><![CDATA[<li><a target='_blank' href='/art/2024/{int(DAYS[n][5:7])}/{int(DAYS[n][8:])}/art_6011_55210{n}.html'>{TITLES[n]}</a><b>{DAYS[n]}</b></li>]]></record>"
            for n in some
        )

    script = (
        f"<div id='4401'><script type='text/xml'><datastore><nextgroup></nextgroup><recordset>{rows(range(3))}</recordset></datastore></script></div>"
        "<script>$(function(){ $('#4401').jpage({ themeName:'default', openCookies:0, dataBefore:'<ul>', showMode:'full', totalRecord:6,"
        " proxyUrl:'/module/web/jpage/dataproxy.jsp', perPage:3, groupSize:1, barPosition:'bottom', ajaxParam:{ col:1, appid:1, webid:2, path:'/',"
        " columnid:6011, sourceContentType:1, unitid:'4401', webname:'某省', permissiontype:0 } }); });</script>"
    )
    menu = "".join(f"<li><a href='/col/col{n}/index.html'>栏目{n}</a></li>" for n in range(5))
    put(
        world,
        f"{root}/col/col6011/index.html",
        whole(f"<ul class='menu'>{menu}</ul>{script}", title="某省人民政府 援疆援藏"),
    )
    form = "col=1&appid=1&webid=2&path=%2F&columnid=6011&sourceContentType=1&unitid=4401&webname=%E6%9F%90%E7%9C%81&permissiontype=0"
    put(
        world,
        f"{root}/module/web/jpage/dataproxy.jsp?startrecord=4&endrecord=6&perpage=3&{form}",
        f"<?xml version='1.0'?><datastore><recordset>{rows(range(3, 6))}</recordset></datastore>",
        kind="text/xml",
    )
    for n in range(6):
        head = f"<meta name='ArticleTitle' content='{TITLES[n]}'><meta name='PubDate' content='{DAYS[n]}'><meta name='ContentSource' content='某省发展改革委'>"
        body = f"<div class='main'><p class='bt'>{TITLES[n]}</p><p>发布日期：{DAYS[n]} 浏览次数：</p><div id='zoom'><p>{TEXTS[n]}</p><p>{MORE}</p></div></div>"
        put(
            world,
            f"{root}/art/2024/{int(DAYS[n][5:7])}/{int(DAYS[n][8:])}/art_6011_55210{n}.html",
            whole(body, title=TITLES[n], head=head),
        )


@layout(
    start="http://www.city.gov.test/gkmlpt/index#2345",
    way="json",
    platform="gkmlpt",
    following="/gkmlpt/api/all/2345?page=2&sid=755011",
)
def gkmlpt(world: World) -> None:
    """Guangdong's platform: an empty frame, the column in the fragment, the list from an API."""
    root = "http://www.city.gov.test"
    put(
        world,
        f"{root}/gkmlpt/index",
        whole(
            "<div id='app'></div><script>window._CONFIG = { SID: '755011', TREE: [{id: 2345, name: '对口支援'}] };</script><script src='/gkmlpt/static/index.js'></script>",
            title="政府信息公开 - 南江市人民政府",
        ),
    )
    for page, some in ((1, range(3)), (2, range(3, 6))):
        items = [
            {
                "id": 880 + n,
                "title": TITLES[n],
                "url": f"{root}/gkmlpt/content/11/3880/post_388021{n}.html",
                "date": 1720144800 - n * 86400,
                "publisher": "南江市发展和改革局",
            }
            for n in some
        ]
        put(
            world,
            f"{root}/gkmlpt/api/all/2345?page={page}&sid=755011",
            json.dumps({"classify": "all", "articles": items, "total": 6, "page": page}),
            kind="application/json",
        )
    for n in range(6):
        body = f"<div class='article-content'><h1 class='title'>{TITLES[n]}</h1><p>来源：本网 发布日期：{DAYS[n]}</p><div class='article-content-body'><p>{TEXTS[n]}</p><p>{MORE}</p></div></div>"
        put(
            world,
            f"{root}/gkmlpt/content/11/3880/post_388021{n}.html",
            whole(body, title=f"{TITLES[n]}-南江市人民政府"),
        )


@layout(start="http://tb.topic.test/list/index.html", following="/list/index_1.html", timed=True)
def definitions(world: World) -> None:
    """A topic page of dt and dd, numbers as pager whose files count from 0."""
    base = "http://tb.topic.test/list/"
    for page, some in (("index.html", range(3)), ("index_1.html", range(3, 6))):
        rows = "".join(
            f"<dt><a href='a{2024000 + n}.shtml'>{TITLES[n]}</a></dt><dd>{DAYS[n][5:]} <em>评论(0)</em></dd>"
            for n in some
        )
        pager = (
            "<span class='cur'>1</span> <a href='index_1.html'>2</a>"
            if page == "index.html"
            else "<a href='index.html'>1</a> <span class='cur'>2</span>"
        )
        put(
            world,
            base + page,
            whole(
                f"<div id='header'><a href='/'>专题首页</a><a href='/tu/'>图片</a></div><dl>{rows}</dl><div class='fy'>{pager}</div>",
                title="援藏人物|专题",
            ),
        )
    for n in range(6):
        body = f"<div class='center'><h1>{TITLES[n]}</h1><p>{DAYS[n].replace('-', '/')} 08:2{n}　作者：赵六　来源：《专题周刊》</p><p>{TEXTS[n]}</p><p>{MORE}</p></div><div class='manu'>上一篇：无</div>"
        put(world, f"{base}a{2024000 + n}.shtml", whole(body, title=TITLES[n]))


@layout(start="http://www.cards.test/channel/aid", following="/channel/aid?page=2", timed=True)
def cards(world: World) -> None:
    """A modern site in traditional characters: cards of picture, headline, lead and time; addresses that tell nothing."""
    base = "http://www.cards.test"
    names = (
        "tibet-medical-team",
        "ninth-group-arrives",
        "school-finished",
        "farming-agreement",
        "teachers-on-snow",
        "job-fair",
    )
    for page, some in (("", range(3)), ("?page=2", range(3, 6))):
        cells = "".join(
            f"<div class='card'><a class='pic' href='/story/{names[n]}'><img src='/i/{n}.jpg' alt=''></a><h3><a href='/story/{names[n]}'>{TITLES[n]}</a></h3>"
            f"<p class='lead'>{TEXTS[n][:24]}</p><time datetime='{DAYS[n]}T10:00:00+08:00'>{DAYS[n]}</time></div>"
            for n in some
        )
        pager = "<a rel='next' href='?page=2'>下一頁 ›</a>" if not page else "<a href='/channel/aid'>‹ 上一頁</a>"
        put(
            world,
            f"{base}/channel/aid{page}",
            whole(
                f"<nav><a href='/channel/news'>新聞</a><a href='/channel/life'>生活</a></nav><main>{cells}</main>{pager}<footer><a href='/about'>關於我們的網站和團隊</a></footer>",
                title="援藏 – 卡片新聞網",
            ),
        )
    for n in range(6):
        body = f"<article><h1>{TITLES[n]}</h1><div class='meta'>{DAYS[n]} 10:00 | 卡片新聞網</div><p>{TEXTS[n]}</p><p>{MORE}</p></article>"
        put(world, f"{base}/story/{names[n]}", whole(body, title=f"{TITLES[n]} – 卡片新聞網"))


@layout(
    start="http://xz.people-like.test/GB/138902/index.html",
    encoding="gb18030",
    following="/GB/138902/index2.html",
    timed=True,
)
def people(world: World) -> None:
    """A national paper's regional channel: /n2/year/monthday/c, dates in em, gb2312, [2] as pager."""
    base = "http://xz.people-like.test"
    for page, some in (("index.html", range(3)), ("index2.html", range(3, 6))):
        rows = "".join(
            f"<li><a href='/n2/{DAYS[n][:4]}/{DAYS[n][5:].replace('-', '')}/c138902-4051230{n}.html' target=_blank>{TITLES[n]}</a> <em>{DAYS[n]}</em></li>"
            for n in some
        )
        pager = (
            "<div class='page_n clearfix'><a class='common_current_page'>1</a><a href='index2.html'>2</a><a href='index2.html'>下一页</a></div>"
            if page == "index.html"
            else "<div class='page_n'><a href='index.html'>上一页</a><a href='index.html'>1</a><a class='common_current_page'>2</a></div>"
        )
        side = "<div class='p2_right'><h2>热点推荐</h2><ul><li><a href='/n2/2024/0101/c138901-40512399.html'>天气预报与出行提示大全</a></li></ul></div>"
        put(
            world,
            f"{base}/GB/138902/{page}",
            whole(
                f"<div class='ej_list_box clear'><ul class='list_16 mt10'>{rows}</ul></div>{pager}{side}",
                title="对口支援--西藏频道--某某网",
                charset="GB2312",
            ),
            encoding="gb18030",
        )
    for n in range(6):
        when = DAYS[n].replace("-", "年", 1).replace("-", "月") + "日0" + f"{n + 1}:30"
        body = f"<div class='text_title'><h1>{TITLES[n]}</h1><div class='box01'><div class='fl'>{when}  来源：<a href='http://paper.test'>某某日报</a></div></div></div><div class='box_con'><p>　　{TEXTS[n]}</p><p>　　{MORE}</p></div><div class='edit clearfix'>(责编：甲、乙)</div>"
        put(
            world,
            f"{base}/n2/{DAYS[n][:4]}/{DAYS[n][5:].replace('-', '')}/c138902-4051230{n}.html",
            whole(body, title=f"{TITLES[n]}--某某网", charset="GB2312"),
            encoding="gb18030",
        )


@layout(start="http://www.feedonly.test/", way="feed", feeds=1, timed=True)
def app_with_feed(world: World) -> None:
    """A front page drawn by a script, which at least names its feed."""
    base = "http://www.feedonly.test"
    put(
        world,
        base + "/",
        whole(
            "<div id=root></div><script src=/main.js></script>",
            title="雪域观察网",
            head="<link rel='alternate' type='application/rss+xml' href='/feed'>",
        ),
    )
    items = "".join(
        f"<item><title><![CDATA[{TITLES[n]}]]></title><link>{base}/p/{n + 31}</link><pubDate>Fri, 0{n + 1} Mar 2024 10:00:00 +0800</pubDate></item>"
        for n in range(6)
    )
    put(
        world,
        base + "/feed",
        f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>雪域观察网</title>{items}</channel></rss>",
        kind="application/rss+xml",
    )
    for n in range(6):
        put(
            world,
            f"{base}/p/{n + 31}",
            whole(
                f"<h1>{TITLES[n]}</h1><p>2024-03-0{n + 1} 10:00 雪域观察网</p><div><p>{TEXTS[n]}</p><p>{MORE}</p></div>",
                title=TITLES[n],
            ),
        )


@layout(start="http://www.shell.test/aid/", way="json", following="/data/list?nid=11&page=2")
def shell(world: World) -> None:
    """A shell whose script asks for JSON."""
    base = "http://www.shell.test"
    put(
        world,
        base + "/aid/",
        whole(
            "<div class='list' id='list'></div><script>$.getJSON('/data/list?nid=11&page=1', function (d) { draw(d.data.list); });</script>",
            title="对口援建_壳新闻网",
        ),
    )
    for page, some in ((1, range(3)), (2, range(3, 6))):
        items = [
            {
                "DocID": n,
                "Title": TITLES[n],
                "LinkUrl": f"{base}/aid/{DAYS[n].replace('-', '')}/c{7700 + n}.html",
                "PubTime": DAYS[n],
            }
            for n in some
        ]
        put(
            world,
            f"{base}/data/list?nid=11&page={page}",
            json.dumps({"status": 0, "data": {"list": items}, "totalpage": 2}),
            kind="application/json",
        )
    for n in range(6):
        put(
            world,
            f"{base}/aid/{DAYS[n].replace('-', '')}/c{7700 + n}.html",
            whole(
                f"<div class='h-title'>{TITLES[n]}</div><div class='h-info'><span>{DAYS[n]}</span> 来源：壳新闻网</div><div id='p-detail'><p>{TEXTS[n]}</p><p>{MORE}</p></div>",
                title=TITLES[n],
            ),
        )


@layout(start="http://www.mapped.test/sitemap.xml", way="sitemap")
def mapped(world: World) -> None:
    """A sitemap index with one file of articles and one of other pages."""
    base = "http://www.mapped.test"
    put(
        world,
        base + "/sitemap.xml",
        f"<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>{base}/sitemap-pages.xml</loc><lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>{base}/sitemap-2024.xml</loc><lastmod>2024-07-05</lastmod></sitemap></sitemapindex>",
        kind="text/xml",
    )
    urls = "".join(f"<url><loc>{base}/a/{DAYS[n].replace('-', '/')}/{66120 + n}.html</loc></url>" for n in range(6))
    put(
        world,
        base + "/sitemap-2024.xml",
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{base}/</loc></url>{urls}</urlset>",
        kind="text/xml",
    )
    for n in range(6):
        put(
            world,
            f"{base}/a/{DAYS[n].replace('-', '/')}/{66120 + n}.html",
            whole(
                f"<h1>{TITLES[n]}</h1><div>时间：{DAYS[n]} 来源：图志网</div><div class=con><p>{TEXTS[n]}</p><p>{MORE}</p></div>",
                title=TITLES[n],
            ),
        )
