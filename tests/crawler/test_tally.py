"""What a run's row counts of requests and bytes, beside what Scrapy counts."""

import gzip
import json
from pathlib import Path

from tests.crawler.test_crawls import robots, url
from tests.crawler.world import World, first, says


def test_requests_and_bytes_are_those_that_scrapy_counts(tmp_path: Path) -> None:
    """Packed pages, redirects, refusals, retries and robots.txt included."""
    with World(tmp_path) as world:
        world.source("tallied")
        pages = ["100001.html", "100002.html", "100003.html", "100004.html"]
        world.listing(url("tallied"), pages)
        world.article(url("tallied", pages[0]), "一篇普通的报道")
        packed = gzip.compress("<h1>压缩过的报道</h1>".encode() * 50)
        world.when[url("tallied", pages[1])] = says(200, packed, Content_Encoding="gzip", X_Odd="a")
        world.when[url("tallied", pages[2])] = says(301, Location=pages[0])
        world.when[url("tallied", pages[3])] = first(1, says(503, b"later"))
        world.when[robots("tallied")] = says(200, b"User-agent: *\nDisallow: /private/\n")
        done = world.python("tests.crawler.tallied", "tallied")
        counts = world.runs("tallied")[-1].counts
        assert [counts.requests, counts.bytes] == json.loads(done.stdout)
        assert counts.requests == len(world.requests) == 8
