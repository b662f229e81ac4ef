# ruff: noqa: E501 - a page is read best as a site writes it: an element a line
"""Further layouts, written when those of layouts.py were read well: what a first answer is worth shows on a second."""

from tests.crawler.layouts import DAYS, MORE, TEXTS, TITLES, layout, put, whole
from tests.crawler.world import World


@layout(start="http://www.wrapped.test/bfkx/", following="/bfkx/list-2.html", timed=True)
def wrapped(world: World) -> None:
    """The link wraps the whole card: picture, headline, lead and date are all inside of it."""
    base = "http://www.wrapped.test"
    for page, some in (("", range(3)), ("list-2.html", range(3, 6))):
        cells = "".join(
            f"<li><a href='/detail/{40 + n}af3b9c1d2e4f5a6b{n}.html'><div class='img'><img src='{n}.jpg'></div><div class='txt'><h3>{TITLES[n]}</h3><p>{TEXTS[n][:30]}…</p><span class='date'>{DAYS[n]}</span></div></a></li>"
            for n in some
        )
        pager = (
            "<div class='pagination'><span class='active'>1</span><a href='list-2.html'>2</a><a class='next' href='list-2.html'>»</a></div>"
            if not page
            else "<div class='pagination'><a href='./'>1</a><span class='active'>2</span></div>"
        )
        put(
            world,
            f"{base}/bfkx/{page}",
            whole(
                f"<header><ul><li><a href='/'>首页</a></li><li><a href='/bfkx/'>帮扶快讯</a></li></ul></header><ul class='cards'>{cells}</ul>{pager}",
                title="帮扶快讯 | 协作在线",
            ),
        )
    for n in range(6):
        put(
            world,
            f"{base}/detail/{40 + n}af3b9c1d2e4f5a6b{n}.html",
            whole(
                f"<h1>{TITLES[n]}</h1><div class='tips'>{DAYS[n]} 11:3{n}:00 来源:协作在线 浏览:88</div><div class='detail'><p>{TEXTS[n]}</p><p>{MORE}</p></div>",
                title=f"{TITLES[n]} | 协作在线",
            ),
        )


@layout(start="http://big5.harbour.test/aid/index.htm", encoding="big5hkscs", following="/aid/index_2.htm", timed=True)
def big5(world: World) -> None:
    """A Hong Kong site in Big5, dates before the links, font tags."""
    base = "http://big5.harbour.test/aid/"
    titles = ["西藏那曲醫院接受香港捐贈設備", "香港醫護赴藏義診首日接診百人", "內地與香港合辦高原教師培訓班"]
    for page, some in (
        ("index.htm", titles),
        ("index_2.htm", ["高原孤兒學校新校舍正式落成", "援藏工程師分享會在港舉行了"]),
    ):
        rows = "".join(
            f"<tr><td><font size=2>{DAYS[n]}</font></td><td><a href='2024/content_88{n}{len(some)}01.htm'><font size=3>{title}</font></a></td></tr>"
            for n, title in enumerate(some)
        )
        pager = "<a href='index_2.htm'>下一頁</a>" if page == "index.htm" else "<a href='index.htm'>上一頁</a>"
        put(
            world,
            base + page,
            whole(
                f"<table><tr><td><a href='/'>首頁</a></td><td><a href='/local/'>本港</a></td></tr></table><table>{rows}</table><p>{pager}</p>",
                title="援助西藏 - 海港新聞網",
                charset="big5",
            ),
            encoding="big5hkscs",
        )
        for n, title in enumerate(some):
            put(
                world,
                f"{base}2024/content_88{n}{len(some)}01.htm",
                whole(
                    f"<h2>{title}</h2><p>{DAYS[n]} 09:2{n} 海港新聞網</p><p>{title}，現場氣氛熱烈，當地居民表示感謝。</p><p>主辦單位說，今後每年都會舉行同類活動，並且擴大規模。</p>",
                    title=f"{title} - 海港新聞網",
                    charset="big5",
                ),
                encoding="big5hkscs",
            )


@layout(start="http://www.sections.test/dkzy/", timed=False)
def sections(world: World) -> None:
    """A channel page: three lists of equal standing, each with a heading and a link to more of it; a slide show above."""
    base = "http://www.sections.test"
    blocks = ""
    for at, name in enumerate(("要闻", "动态", "人物")):
        rows = "".join(
            f"<li><span>{DAYS[n][5:]}</span><a href='/dkzy/{DAYS[n].replace('-', '')}/{550010 + n}.shtml'>{TITLES[n]}</a></li>"
            for n in (2 * at, 2 * at + 1)
        )
        blocks += f"<div class='box'><h3>{name} <a href='/dkzy/{at}/'>更多&gt;&gt;</a></h3><ul>{rows}</ul></div>"
    put(
        world,
        f"{base}/dkzy/",
        whole(
            f"<div class='menu'><a href='/'>首页</a></div><div class='slide'><a href='/zt/1/'><img src='a.jpg' alt='专题'></a></div>{blocks}",
            title="对口支援_某市广播电视台",
        ),
    )
    for n in range(6):
        put(
            world,
            f"{base}/dkzy/{DAYS[n].replace('-', '')}/{550010 + n}.shtml",
            whole(
                f"<div class='bt'><h1>{TITLES[n]}</h1></div><div class='ly'>发布日期：{DAYS[n]}　来源：某市广播电视台　编辑：甲</div><div class='nr'><p>{TEXTS[n]}</p><p>{MORE}</p></div>",
                title=f"{TITLES[n]}_某市广播电视台",
            ),
        )


@layout(
    start="http://www.empire.test/e/action/ListInfo/?classid=3",
    following="/e/action/ListInfo/?classid=3&page=1",
    timed=True,
)
def empire(world: World) -> None:
    """帝国: one script for all lists, pages counted from 0, articles as ?id=."""
    base = "http://www.empire.test"
    for page, some in (("", range(3)), ("&page=1", range(3, 6))):
        rows = "".join(
            f"<div class='item'><a href='/e/action/ShowInfo.php?classid=3&id={710 + n}'>{TITLES[n]}</a><i>{DAYS[n]} 15:00</i></div>"
            for n in some
        )
        pager = (
            "<a title='Total record'>&nbsp;<b>6</b></a> <b>1</b> <a href='/e/action/ListInfo/?classid=3&page=1'>2</a> <a href='/e/action/ListInfo/?classid=3&page=1'>下一页</a> <a href='/e/action/ListInfo/?classid=3&page=1'>尾页</a>"
            if not page
            else "<a href='/e/action/ListInfo/?classid=3&page=0'>首页</a> <a href='/e/action/ListInfo/?classid=3&page=0'>1</a> <b>2</b>"
        )
        put(
            world,
            f"{base}/e/action/ListInfo/?classid=3{page}",
            whole(
                f"<div class='top'><a href='/'>首页</a><a href='/e/member/login/'>登录</a></div><div class='lists'>{rows}</div><div class='epages'>{pager}</div>",
                title="援藏 - 帝国样例网",
                charset="gbk",
            ),
            encoding="utf-8",
        )
    for n in range(6):
        put(
            world,
            f"{base}/e/action/ShowInfo.php?classid=3&id={710 + n}",
            whole(
                f"<div class='title'><h1>{TITLES[n]}</h1></div><div class='info_text'><ul><li>时间：{DAYS[n]} 15:00:0{n}</li><li>来源：帝国样例网</li><li>作者：admin</li></ul></div><div id='text'><p>{TEXTS[n]}</p><p>{MORE}</p></div>",
                title=f"{TITLES[n]} - 帝国样例网",
                charset="gbk",
            ),
        )


@layout(start="http://www.minister.gov.test/gzdt/", platform="trs", following="/gzdt/index_2.shtml", timed=False)
def scripted_rows(world: World) -> None:
    """TRS with rows that a script writes, a pager with the page's name first."""
    base = "http://www.minister.gov.test/gzdt/"
    for page, some in (("", range(3)), ("index_2.shtml", range(3, 6))):
        rows = "".join(
            f"<script>var url = './{DAYS[n][:7].replace('-', '')}/t{DAYS[n].replace('-', '')}_55120{n}.shtml'; var title = '{TITLES[n]}'; document.write('<li><a href=\"' + url + '\">' + title + '</a>'); document.writeln('<span>{DAYS[n]}</span></li>');</script>"
            for n in some
        )
        pager = f"<script>createPageHTML('page_div',2, {2 if page else 1},'index','shtml',6);</script>"
        put(
            world,
            base + page,
            whole(
                f"<div class='nav'><a href='/'>首页</a><a href='/zwgk/'>政务公开</a></div><ul class='list'>{rows}</ul><div id='page_div'>{pager}</div>",
                title="工作动态 - 某某部",
            ),
        )
    for n in range(6):
        head = f"<meta name='ArticleTitle' content='{TITLES[n]}'><meta name='PubDate' content='{DAYS[n]}'>"
        put(
            world,
            f"{base}{DAYS[n][:7].replace('-', '')}/t{DAYS[n].replace('-', '')}_55120{n}.shtml",
            whole(
                f"<div class='xl'><p class='tit'>{TITLES[n]}</p><p>日期：{DAYS[n]}　　来源：某某部</p><div class='trs_editor_view TRS_UEDITOR'><p>{TEXTS[n]}</p><p>{MORE}</p></div></div>",
                title="某某部",
                head=head,
            ),
        )
