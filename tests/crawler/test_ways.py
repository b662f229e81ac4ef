"""Crawls by every way in: feed, sitemap, JSON list, jpage rows, pages by script. Twice, with news in between."""

import gzip
import json
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest

from crawler.replay import Answer
from tests.crawler.world import Misbehaviour, World, start_of

NAMES = ("feed", "gap", "index", "plain_map", "torn_map", "api", "jsonp", "jpage", "frame", "scripted", "gkmlpt")
PROXY = "http://jpage.test/module/web/jpage/dataproxy.jsp"
NEW = (1006, 1007)  # published between the crawls
OLD = range(1001, 1006)


def url(name: str, path: str = "") -> str:
    return start_of(name) + path


def article(name: str, number: int) -> str:
    return url(name, f"2024/07/05/{number}.html")


def titled(number: int) -> str:
    return f"第{number}号援藏工作队巡诊简报"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("ways")) as world:
        seeds(world)
        offer(world, [*OLD][::-1])
        world.crawl(*NAMES)
        offer(world, [*NEW[::-1], *[*OLD][::-1]])
        world.when[url("gap", "feed.xml")] = answers(feed("gap", [*NEW]))
        world.requests.clear()
        world.crawl(*NAMES)
        yield world


def seeds(world: World) -> None:
    ways = {
        "feed": ("feed", "feed.xml", ""),
        "gap": ("feed", "feed.xml", ""),
        "index": ("sitemap", "sitemap.xml", "follow = '/news-'"),
        "plain_map": ("sitemap", "sitemap.xml.gz", ""),
        "torn_map": ("sitemap", "sitemap.xml.gz", ""),
        "api": ("json", "api?page=1", 'items = "data.rows"\nurl = "2024/07/05/{id}.html"\ntitle = "headline"'),
        "jsonp": ("json", "list.js", ""),
        "jpage": ("listing", "col/col7/index.html", ""),
        "frame": ("listing", "", ""),
        "scripted": ("listing", "", ""),
        "gkmlpt": ("json", "gkmlpt/api/all/77?page=1&sid=5", ""),
    }
    for name, (way, path, more) in ways.items():
        head = f'title = "样例 {name}"\npublisher = "样例网"\nkind = "news"\ndelay = 0\n[{way}]\n'
        (world.seeds / f"{name}.toml").write_text(f'{head}urls = ["{url(name, path)}"]\n{more}\n')


def offer(world: World, numbers: list[int]) -> None:
    """The same articles by all ways, the newest first."""
    for name in NAMES:
        for number in numbers:
            world.article(article(name, number), titled(number))
    world.when[url("feed", "feed.xml")] = answers(feed("feed", numbers))
    world.when[url("gap", "feed.xml")] = answers(feed("gap", numbers))
    offer_sitemaps(world, numbers)
    offer_lists(world, numbers)
    offer_scripts(world, numbers)


def offer_sitemaps(world: World, numbers: list[int]) -> None:
    """The index has a file for each half-month; only the last one changes, and a new one comes for what is new."""
    files = {"news-1.xml": [n for n in numbers if n < 1004], "news-2.xml": [1004, 1005], "images.xml": [999]}
    days = {"news-1.xml": "2024-07-01", "news-2.xml": "2099-01-01", "images.xml": "2099-01-01"}
    if NEW[0] in numbers:
        files["news-3.xml"], days["news-3.xml"] = [*NEW], "2099-01-02"
    rows = "".join(f"<sitemap><loc>{name}</loc><lastmod>{days[name]}</lastmod></sitemap>" for name in files)
    world.when[url("index", "sitemap.xml")] = answers(f"<sitemapindex>{rows}</sitemapindex>")
    for name, held in files.items():
        world.when[url("index", name)] = answers(urlset("index", held))
    world.when[url("plain_map", "sitemap.xml.gz")] = answers(gzip.compress(urlset("plain_map", numbers).encode()))
    world.when[url("torn_map", "sitemap.xml.gz")] = answers(gzip.compress(urlset("torn_map", numbers).encode())[:-9])


def offer_lists(world: World, numbers: list[int]) -> None:
    for page, some in enumerate(paged(numbers), 1):
        rows = [{"id": number, "headline": titled(number)} for number in some]
        answer = {"data": {"rows": rows, "total": len(numbers), "pageSize": 2}}
        world.when[url("api", f"api?page={page}")] = answers(json.dumps(answer))
        items = [{"url": article("gkmlpt", number), "title": titled(number), "date": 1720144800} for number in some]
        answer = {"articles": items, "total": len(numbers)}
        world.when[url("gkmlpt", f"gkmlpt/api/all/77?page={page}&sid=5")] = answers(json.dumps(answer))
    after = url("gkmlpt", f"gkmlpt/api/all/77?page={len(paged(numbers)) + 1}&sid=5")
    world.when[after] = answers(json.dumps({"articles": [], "total": len(numbers)}))
    whole = [{"LinkUrl": article("jsonp", number), "Title": titled(number)} for number in numbers]
    world.when[url("jsonp", "list.js")] = answers(f"callback({json.dumps(whole)})")


def offer_scripts(world: World, numbers: list[int]) -> None:
    for name, start, embedded in (("jpage", "col/col7/index.html", 2), ("frame", "", 0)):
        rows = "".join(record(name, number) for number in numbers[:embedded])
        script = (
            f"$('#5').jpage({{totalRecord:{len(numbers)},proxyUrl:'/module/web/jpage/dataproxy.jsp',perPage:2,groupSize:1,"
            "ajaxParam:{col:1,columnid:7,webname:'样例'}})"
        )
        world.page(
            url(name, start),
            f"<script type='text/xml'><recordset>{rows}</recordset></script><script>{script}</script>",
        )
        offer_rows(world, name, numbers)
    pages = paged(numbers)
    for page, some in enumerate(pages):
        pager = f"<script>var totalPage = {len(pages)}; go('index_' + (n-1) + '.html');</script>"
        names = [f"2024/07/05/{number}.html" for number in some]
        world.listing(url("scripted", f"index_{page}.html" if page else ""), names, pager)


def offer_rows(world: World, name: str, numbers: list[int]) -> None:
    for start in range(1, len(numbers) + 3):
        some = numbers[start - 1 : start + 1]
        rows = "<datastore><recordset>" + "".join(record(name, number) for number in some) + "</recordset></datastore>"
        form = "col=1&columnid=7&webname=%E6%A0%B7%E4%BE%8B"
        proxy = url(name).replace("/list/", "/module/web/jpage/dataproxy.jsp")
        world.when[f"{proxy}?startrecord={start}&endrecord={start + 1}&perpage=2&{form}"] = answers(rows)


def record(name: str, number: int) -> str:
    href = article(name, number).removeprefix(url(name).removesuffix("/list/"))
    return f"<record><![CDATA[<li><a href='{href}'>{titled(number)}</a><span>2024-07-05</span></li>]]></record>"


def feed(name: str, numbers: list[int]) -> str:
    items = "".join(f"<item><title>{titled(n)}</title><link>{article(name, n)}</link></item>" for n in numbers)
    return f"<rss><channel>{items}</channel></rss>"


def urlset(name: str, numbers: list[int]) -> str:
    return "<urlset>" + "".join(f"<url><loc>{article(name, number)}</loc></url>" for number in numbers) + "</urlset>"


def paged(numbers: list[int]) -> list[list[int]]:
    return [numbers[at : at + 2] for at in range(0, len(numbers), 2)]


def answers(body: str | bytes) -> Misbehaviour:
    whole = body if isinstance(body, bytes) else body.encode()
    return lambda _: Answer(status=HTTPStatus.OK, body=whole, headers={"Content-Type": "application/octet-stream"})


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_found_by_both_crawls(world: World, name: str) -> None:
    kept = world.kept(name)
    assert sorted(kept) == [f"{number}.html" for number in (*OLD, *NEW)]
    assert {each.report.title for each in kept.values()} == {titled(number) for number in (*OLD, *NEW)}


@pytest.mark.parametrize("name", NAMES)
def test_only_what_came_between_the_crawls_is_news(world: World, name: str) -> None:
    news = [page for page, kept in sorted(world.kept(name).items()) if not kept.backfill]
    assert news == ([] if name == "torn_map" else [f"{number}.html" for number in NEW])


WORD: Callable[[str], tuple[str, str]] = {
    "gap": ("incomplete", "feed_gap"),
    "torn_map": ("incomplete", "sitemap_torn"),
}.get  # type: ignore[assignment]


@pytest.mark.parametrize("name", NAMES)
def test_each_run_says_how_it_ended(world: World, name: str) -> None:
    one, two = world.runs(name)
    usual = ("ok", "finished")
    first = usual if name == "gap" else WORD(name) or usual
    assert (one.outcome, one.reason) == first
    assert (two.outcome, two.reason) == (WORD(name) or usual)
    assert (one.counts.new, two.counts.new) == (len(OLD), len(NEW))


def lists_asked(world: World, name: str) -> list[tuple[str, str]]:
    host = url(name).removesuffix("list/")
    asked = [(each.method, each.url.removeprefix(host)) for each in world.requests if each.url.startswith(host)]
    return [(method, path) for method, path in asked if "2024/07/05" not in path and path != "robots.txt"]


def test_files_of_an_index_that_did_not_change_are_not_asked_for(world: World) -> None:
    asked = [path for _, path in lists_asked(world, "index")]
    assert asked[0] == "list/sitemap.xml"
    assert sorted(asked[1:]) == ["list/news-2.xml", "list/news-3.xml"]


def test_rows_are_posted_for_one_window_after_the_other(world: World) -> None:
    methods = [(method, path.partition("&")[0].rpartition("/")[2]) for method, path in lists_asked(world, "jpage")]
    assert methods[:3] == [
        ("GET", "index.html"),
        ("POST", "dataproxy.jsp?startrecord=3"),
        ("POST", "dataproxy.jsp?startrecord=5"),
    ]


def test_a_known_list_is_not_walked_to_its_end(world: World) -> None:
    assert len(lists_asked(world, "scripted")) == 3
    assert len(lists_asked(world, "api")) == 3
