"""The whole chain against Scrapy alone and against the usual way of writing such a crawler; and what an unchanged
source costs. `python -m tests.bench.crawl [--pages 2000]`

One line of JSON a measurement. Every contestant makes one long crawl of all the pages, but in turns of 32 of them, for
which the others wait: a shared machine may be half as fast a minute later, and then is so for all. Rates are all pages
per CPU-second of the crawling process alone, with the range of its turns. Ratios are what counts: medians of those
within a turn, with the range of the middle eight tenths."""

import argparse
import itertools
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.machine import describe
from tests.bench.site import build, served, server_name

ROOT = Path(__file__).parents[2]
PACKAGES = ("scrapy", "twisted", "lxml", "sqlalchemy", "trafilatura", "htmldate")
SEED = 'title = "样例"\npublisher = "样例网"\nkind = "news"\ndelay = 0\n[listing]\nurls = ["http://127.0.0.1:{port}/list/"]\n'
SELECTORS = """[article]
title = "div.title_box h2, td font b, div.article > div.title, h1#artibodyTitle, section > h1, body > h3"
date = "div.info, div.property, div.page-info, section > h6, body > h5"
body = "div.TRS_Editor, td#content, div#zoom, div#artibody, div.rich"
"""  # for the site's layouts, of which one has no element around its text; with tags, as seeds write them


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build(site, given.pages)
        with served(site) as port:
            compare(Path(folder), port)
            revisit(Path(folder), port)


class Contestant:
    """A crawl in a process of its own, which goes on only while it has its turn: see tests/bench/fetching.py.

    `last`: its latest line; `cpu`: seconds by the pages they were taken for."""

    def __init__(self, kind: str, port: int, more: Mapping[str, str]) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DUIKOU_")}
        settings = {"SCRAPY_SETTINGS_MODULE": "crawler.settings"} if kind == "ours" else {"SCRAPY_PROJECT": "none"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.fetching", kind, str(port)],
            cwd=ROOT,
            env=kept | settings | {"DUIKOU_CONFIG": os.devnull} | dict(more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.cpu: dict[float, float] = {}
        self._listen()

    @property
    def ended(self) -> bool:
        return "peak_mb" in self.last

    def take_turn(self) -> None:
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._listen()

    def finish(self) -> dict[str, float]:
        while not self.ended:
            self.take_turn()
        self._process.communicate()
        return self.last

    @property
    def rates(self) -> list[float]:
        """Pages per CPU-second of each turn."""
        return [
            (pages - before) / (self.cpu[pages] - self.cpu[before]) for before, pages in itertools.pairwise(self.cpu)
        ]

    def _listen(self) -> None:
        assert self._process.stdout
        self.last: dict[str, float] = json.loads(self._process.stdout.readline())
        self.cpu[self.last["pages"]] = self.last["cpu_s"]


def compare(folder: Path, port: int) -> None:
    racers = {
        "ours": ours(folder / "ours", port, selectors=False),
        "peer": Contestant("peer", port, {}),
        "ours_with_selectors": ours(folder / "ours_with_selectors", port, selectors=True),
        "bare": Contestant("bare", port, {}),
    }
    while waiting := [racer for racer in racers.values() if not racer.ended]:
        for racer in waiting:
            racer.take_turn()
    for name, racer in racers.items():
        line = racer.finish()
        assert name == "bare" or line["items"] == line["pages"], f"{name}: {line}"
        say(
            "crawl",
            contestant=name,
            pages=line["pages"],
            pages_per_cpu_s=round(line["pages"] / line["cpu_s"], 1),
            range=[round(min(racer.rates), 1), round(max(racer.rates), 1)],
            **times("bare", racer, racers["bare"]),
            **times("peer", racer, racers["peer"]),
            peak_mb=line["peak_mb"],
        )


def times(whom: str, racer: Contestant, other: Contestant) -> dict[str, float | list[float]]:
    """How many times the other's pages per CPU-second: the median of all turns, and its first and last tenth."""
    ratios = [ours / theirs for ours, theirs in zip(racer.rates, other.rates, strict=True)]
    tenths = statistics.quantiles(ratios, n=10, method="inclusive")
    return {
        f"times_{whom}": round(statistics.median(ratios), 2),
        f"times_{whom}_range": [round(tenths[0], 2), round(tenths[-1], 2)],
    }


def ours(home: Path, port: int, *, selectors: bool) -> Contestant:
    seeds = home / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    (seeds / "bench.toml").write_text(SEED.format(port=port) + (SELECTORS if selectors else ""))
    return Contestant("ours", port, {"DUIKOU_HOME": str(home), "DUIKOU_SEEDS": str(seeds), "DUIKOU_DELAY": "0"})


def revisit(folder: Path, port: int) -> None:
    """A source that has not changed: an hour later, and when every page is due to be looked at again."""
    home = folder / "unchanged"
    first = ours(home, port, selectors=False).finish()
    for due in (False, True):
        if due:
            with sqlite3.connect(home / "duikou.db") as connection:
                connection.execute("UPDATE addresses SET next_check = '2020-01-01 00:00:00.000000'")
            connection.close()
        again = ours(home, port, selectors=False).finish()
        say(
            "unchanged_source",
            checks_due=due,
            pages=first["pages"],
            requests=again["requests"],
            bytes=again["bytes"],
            share_of_first_bytes=round(again["bytes"] / first["bytes"], 4),
            cpu_s=again["cpu_s"],
        )


def say(what: str, **values: Any) -> None:
    line = {"measurement": what, **values, "server": server_name(), **describe(*PACKAGES)}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
