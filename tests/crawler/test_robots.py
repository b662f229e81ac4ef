"""robots.txt by RFC 9309, section by section. Retry-After of sites is in test_parts.py, what outlives a run in
test_manners.py."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from scrapy.http import Response

from crawler.middlewares.robots import ENOUGH, RobotsForbidError, rules_in, rules_of
from tests.crawler.world import World, says, start_of

OURS = "User-agent: *\n"


def may(body: str | bytes, path: str, *, status: int = 200) -> bool:
    raw = body if isinstance(body, bytes) else body.encode()
    text = rules_in(Response("http://a.cn/robots.txt", status=status, body=raw))
    return rules_of(text, "Duikou").can_fetch(f"http://a.cn{path}", "Duikou")


@pytest.mark.parametrize(
    ("groups", "allowed"),
    [
        # 2.2.1: the group of our product's name, whatever its case and version; else the one of *
        ("User-agent: duikou\nDisallow: /\n\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: DUIKOU\nAllow: /\n", True),
        ("User-agent: Duikou/0.1\nDisallow: /\n", False),
        ("User-agent: Duikou 0.1 (+http://a.cn)\nDisallow: /\n", False),
        ("User-agent: DuikouBot\nDisallow: /\n", True),
        ("User-agent: dui\nDisallow: /\n", True),
        ("User-agent: d\nAllow: /\n\nUser-agent: *\nDisallow: /\n", False),
        ("User-agent: 对口\nDisallow: /\n", True),
        # several names for one group, several groups of one name
        ("User-agent: other\nUser-agent: duikou\nDisallow: /x\n", False),
        ("User-agent: duikou\nDisallow: /y\n\nUser-agent: duikou\nDisallow: /x\n", False),
        ("User-agent: *\nDisallow: /x\nUser-agent: duikou\nDisallow: /y\n", True),
        ("User-agent: other\nSitemap: http://a.cn/s.xml\nUser-agent: *\nDisallow: /x\n", False),
        # rules before any group are nobody's; a group without rules forbids nothing
        ("Disallow: /\nUser-agent: *\nAllow: /\n", True),
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: duikou\n\nUser-agent: *\nDisallow: /\n", False),  # blank lines end no group
        ("", True),
        # 2.2: how it may be written
        ("user-AGENT : *\nDISALLOW : /x\n", False),
        ("\ufeffUser-agent: *\nDisallow: /x\n", False),
        ("User-agent: *\r\rDisallow: /x\r", False),
        ("User-agent: dui\rDisallow: /x\r", True),
        ("User-agent: * # all\n\nDisallow: /x # this\n", False),
        ("User-agent: *\nNonsense\nDisallow: /x\nNoindex: /y\n", False),
    ],
)
def test_whose_rules_hold(groups: str, allowed: bool) -> None:
    assert may(groups, "/x") is allowed


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        # 2.2.2: the longest match decides, Allow where both are as long
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a/b/c", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /example/page/disallowed.gif\nAllow: /example/page/", "/example/page/disallowed.gif", False),
        ("Disallow: /page\nAllow: /*.html", "/page.html", True),
        ("Allow: /page\nDisallow: /*.htm", "/page.htm", False),
        ("Disallow: /A", "/a", True),  # paths have case
        # percent-encoding: compared in one form
        ("Disallow: /%E6%B5%8B", "/测", False),
        ("Disallow: /测", "/%E6%B5%8B", False),
        ("Disallow: /a%3cd.html", "/a%3Cd.html", False),
        ("Disallow: /~x", "/%7Ex", False),
        ("Disallow: /foo%2Fbar", "/foo/bar", True),
        ("Disallow: /foo%2Fbar", "/foo%2Fbar", False),
        # 2.2.3: * and $, and both as themselves
        ("Disallow: /*.php$", "/x.php", False),
        ("Disallow: /*.php$", "/x.php?y=1", True),
        ("Disallow: /a*b", "/a/x/b/c", False),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/page.htm", False),
        ("Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html", False),
        ("Disallow: /path/foo-%24", "/path/foo-$", False),
        ("Disallow: /list?p=*&s=1", "/list?p=2&s=1", False),
        ("Disallow: *x", "/yx", False),
        ("Disallow: /", "/robots.txt", True),  # 2.3: it may always be asked for
    ],
)
def test_which_rule_decides(rules: str, path: str, allowed: bool) -> None:
    assert may(OURS + rules + "\n", path) is allowed


@pytest.mark.parametrize(
    ("status", "body", "allowed"),
    [
        (200, b"<html><body>not here</body></html>", True),
        (200, b"# \xb6\xd4\xbf\xda\nUser-agent: *\nDisallow: /x", False),  # a comment in GBK
        (200, b"\x00\x01\xff" * 100, True),
        (204, b"User-agent: *\nDisallow: /", True),
        (401, b"User-agent: *\nDisallow: /", True),  # 2.3.1.3: unavailable, so nothing is forbidden
        (403, b"User-agent: *\nDisallow: /", True),
        (404, b"User-agent: *\nDisallow: /", True),
    ],
)
def test_answers_to_the_question(status: int, body: bytes, allowed: bool) -> None:
    assert may(body, "/x", status=status) is allowed


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_rules_that_cannot_be_had_forbid_all(status: int) -> None:
    with pytest.raises(RobotsForbidError, match=f"robots_http_{status}"):
        rules_in(Response("http://a.cn/robots.txt", status=status))


@pytest.mark.parametrize(
    ("last", "path", "allowed"),
    [
        ("Disallow: /x\n", "/x", False),
        ("Disallow: /yard\nDisallow: /y", "/y", True),
        ("Allow: /x/private/1\n", "/x/private/2", False),
    ],
)
def test_2_5_at_least_500_kib_and_no_half_line_of_what_is_behind(last: str, path: str, allowed: bool) -> None:
    """The line that the limit cuts is left out: half of it says something else."""
    start = f"{OURS}Disallow: /x\n"
    filling = "#" * (ENOUGH - len(start) - len(last) - 1) + "\n"
    cut = start + filling + last[:-1]
    assert len(cut) == ENOUGH - 1
    assert may(cut + last[-1:] + "Disallow: /\n" * 9, path) is allowed


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """2.3.1.2: a robots.txt that is elsewhere, five hops away at most, also on other hosts."""
    with World(tmp_path_factory.mktemp("robots")) as world:
        for name, hops in (("near", 5), ("far", 6)):
            world.source(name)
            world.listing(start_of(name), ["100001.html"])
            world.article(start_of(name) + "100001.html", "援藏工作队走访牧户")
            stations = [start_of(name).replace("/list/", "/robots.txt")]
            stations += [f"http://{name}{hop}.test/robots.txt" for hop in range(1, hops + 1)]
            for station, following in pairwise(stations):
                world.when[station] = says(301, Location=following)
            world.when[stations[-1]] = says(200, b"User-agent: *\nDisallow: /list/100001\n")
        world.crawl("near", "far")
        yield world


@pytest.mark.parametrize(("name", "fetched"), [("near", False), ("far", True)])
def test_rules_behind_five_redirects_hold_for_the_host_that_was_asked(world: World, name: str, fetched: bool) -> None:
    assert bool(world.asked[start_of(name) + "100001.html"]) is fetched
