# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""Layouts whose rows hold more than a headline, and lists that are not where their address says."""

import json

from tests.crawler.layouts import DAYS, MORE, TEXTS, TITLES, layout, put, whole
from tests.crawler.world import World


def article(n: int, words: str = "") -> str:
    head = f"<h1>{TITLES[n]}</h1><p class='info'>{DAYS[n]} 10:0{n}:00 来源：样例日报 {words}</p>"
    return f"<div class='detail'>{head}<div class='text'><p>{TEXTS[n]}</p><p>{MORE}</p></div></div>"


@layout(start="http://www.sorted.test/plus/list.php?tid=12", following="/plus/list.php?tid=12&PageNo=2", timed=True)
def sorted_rows(world: World) -> None:
    """Dedecms: each row names its section, has a picture and a lead; recommended articles stand in a list beside."""
    base, section = "http://www.sorted.test", "/plus/list.php?tid=12"
    beside = "".join(
        f"<li><a href='/a/lvyou/2023010{n}/300{n}.html'>高原旅行手记第{n}篇：四季的湖</a></li>" for n in range(6)
    )
    for page, some in (("", range(3)), ("&PageNo=2", range(3, 6))):
        rows = "".join(
            f"<li><a href='/a/yz/{DAYS[n].replace('-', '')}/77{n}.html' class='preview'><img src='{n}.jpg'></a>[<b><a href='{section}'>援藏</a></b>]"
            f"<a href='/a/yz/{DAYS[n].replace('-', '')}/77{n}.html' class='title'>{TITLES[n]}</a><span class='info'><small>日期：</small>{DAYS[n]} 10:0{n}:00<small>点击：</small>3{n}</span><p class='intro'>{TEXTS[n][:20]}</p></li>"
            for n in some
        )
        pager = "<li class='thisclass'>1</li><li><a href='{0}&PageNo=2'>2</a></li><li><a href='{0}&PageNo=2'>下一页</a></li>"
        last = "<li><a href='{0}'>1</a></li><li class='thisclass'>2</li>"
        put(
            world,
            base + section + page,
            whole(
                f"<div class='listbox'><ul class='e2'>{rows}</ul></div><ul class='pagelist'>{(last if page else pager).format(section)}</ul><div class='pright'><ul class='c1'>{beside}</ul></div>",
                title="援藏_援助网",
            ),
        )
    for n in range(6):
        put(world, f"{base}/a/yz/{DAYS[n].replace('-', '')}/77{n}.html", whole(article(n), title=f"{TITLES[n]}_援助网"))


@layout(start="http://www.journal.test/category/aid", following="/category/aid/page/2", timed=True)
def journal(world: World) -> None:
    """WordPress: headline, date, author, section, 继续阅读 and comments of each article are links; its address tells nothing."""
    base = "http://www.journal.test"
    for page, some in (("", range(3)), ("/page/2", range(3, 6))):
        rows = "".join(
            f"<article id='post-9{n}'><header><h2 class='entry-title'><a href='{base}/archives/9{n}' rel='bookmark'>{TITLES[n]}</a></h2><span>发布于 <a href='{base}/archives/9{n}'><time>{DAYS[n][:4]}年{int(DAYS[n][5:7])}月{int(DAYS[n][8:])}日</time></a></span> 由 <a href='/author/admin'>admin</a></header>"
            f"<div><p>{TEXTS[n][:20]} <a class='more-link' href='{base}/archives/9{n}'>继续阅读<span>{TITLES[n]}</span></a></p></div><footer>分类：<a href='/category/aid'>支援</a> <a href='/archives/9{n}#respond'>发表评论</a></footer></article>"
            for n in some
        )
        pager = "<span>1</span><a href='/category/aid/page/2'>2</a><a class='next' href='/category/aid/page/2'>下一页 <span>→</span></a>"
        put(
            world,
            f"{base}/category/aid{page}",
            whole(
                f"<nav><a href='/'>首页</a></nav><main>{rows}<nav>{'<a href=/category/aid>1</a><span>2</span>' if page else pager}</nav></main><aside><ul>{''.join(f'<li><a href={base}/archives/9{n}>{TITLES[n]}</a></li>' for n in range(3))}</ul></aside>",
                title="支援 – 样例记",
            ),
        )
    for n in range(6):
        put(world, f"{base}/archives/9{n}", whole(article(n), title=f"{TITLES[n]} – 样例记"))


@layout(start="http://www.counted.test/zhiyuan/home.htm", following="/zhiyuan/home_1.htm", timed=True)
def counted_from_zero(world: World) -> None:
    """A pager by script whose pages are counted from 0, in names with letters for their types."""
    base = "http://www.counted.test/zhiyuan/"
    for page, some in enumerate((range(3), range(3, 6))):
        rows = "".join(
            f"<li><h4><a href='../zc/{DAYS[n][:7]}/content_556001{n}.htm'>{TITLES[n]}</a><span>{DAYS[n]}</span></h4></li>"
            for n in some
        )
        script = f'var nCurrIndex = {page}; var nPageCount = 2; function jump(n) {{ location.href = n == 0 ? "home.htm" : "home_" + n + ".htm"; }}'
        put(
            world,
            f"{base}home{'_1' if page else ''}.htm",
            whole(
                f"<ul class='list'>{rows}</ul><div id='toPage'></div><script>{script}</script>",
                title="支援协作_某市政府网",
            ),
        )
    for n in range(6):
        put(
            world, f"http://www.counted.test/zc/{DAYS[n][:7]}/content_556001{n}.htm", whole(article(n), title=TITLES[n])
        )


@layout(start="http://www.framed.test/yz/", following="/yz/list.asp?bid=3&page=2", encoding="gb18030", timed=True)
def framed(world: World) -> None:
    """A page of frames; the list is in one of them, in a table, its articles told apart by a number alone."""
    base, asp = "http://www.framed.test/yz/", "list.asp?bid=3"
    frames = f"<frameset rows='90,*'><frame src='top.htm' name='topFrame'><frameset cols='160,*'><frame src='left.asp' name='leftFrame'><frame src='{asp}' name='mainFrame'></frameset></frameset>"
    put(world, base, f"<html><head><title>某省援藏网</title></head>{frames}</html>", encoding="gb18030")
    for page, some in (("", range(3)), ("&page=2", range(3, 6))):
        rows = "".join(
            f"<TR><TD><IMG src=dot.gif></TD><TD><A href=show.asp?newsid=260{n} target=_blank>{TITLES[n]}</A>&nbsp;<FONT>({DAYS[n]})</FONT></TD></TR>"
            for n in some
        )
        pager = "" if page else f"<a href={asp}&page=2>下一页</a>"
        put(
            world,
            base + asp + page,
            whole(f"<TABLE>{rows}</TABLE><p>第{2 if page else 1}/2页 {pager}</p>", title="援藏动态", charset="gb2312"),
            encoding="gb18030",
        )
    for n in range(6):
        put(
            world,
            f"{base}show.asp?newsid=260{n}",
            whole(article(n), title=TITLES[n], charset="gb2312"),
            encoding="gb18030",
        )


@layout(
    start="http://www.drawn.test/zx/list.html",
    following="/api/article/page?channelId=86&pageNo=2&pageSize=3",
    way="json",
    timed=True,
)
def drawn(world: World) -> None:
    """A list that a script draws: what it asks with stands in variables, and it makes the addresses from numbers."""
    base = "http://www.drawn.test"
    script = """var channelId = 86, pageSize = 3; function load(pageNo) { $.ajax({ url: "/api/article/page", type: "get", data: { channelId: channelId, pageNo: pageNo, pageSize: pageSize },
    success: function (res) { $.each(res.data.records, function (i, o) { h += '<li><a href="/zx/detail.html?no=' + o.id + '">' + o.title + '</a></li>'; }); } }); } load(1);"""
    put(world, f"{base}/zx/list.html", whole(f"<ul id='list'></ul><script>{script}</script>", title="协作资讯-某某通"))
    for page, some in ((1, range(3)), (2, range(3, 6))):
        records = [{"id": 9100 + n, "title": TITLES[n], "publishTime": f"{DAYS[n]} 10:0{n}:00"} for n in some]
        answer = {"code": 0, "data": {"total": 6, "size": 3, "current": page, "pages": 2, "records": records}}
        put(
            world,
            f"{base}/api/article/page?channelId=86&pageNo={page}&pageSize=3",
            json.dumps(answer, ensure_ascii=False),
            kind="application/json",
        )
    for n in range(6):
        put(world, f"{base}/zx/detail.html?no={9100 + n}", whole(article(n), title=f"{TITLES[n]}-某某通"))
