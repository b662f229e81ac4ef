"""The whole chain against Scrapy alone and against the usual way of writing such a crawler; and what an unchanged
source costs. `python -m tests.bench.crawl [--pages 2000] [--rounds 3]`

One line of JSON a measurement. Rates are of pages per CPU-second of the crawling process alone, medians over rounds in
which all contestants take turns. Ratios are what counts: medians of those within a round, for a shared machine may be
half as fast a minute later."""

import argparse
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
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        build(site, given.pages)
        with served(site) as port:
            compare(Path(folder), port, rounds=given.rounds)
            revisit(Path(folder), port)


def compare(folder: Path, port: int, *, rounds: int) -> None:
    found: dict[str, list[dict[str, float]]] = {}
    for number in range(rounds):
        for name in ("ours", "peer", "ours_with_selectors", "bare"):
            found.setdefault(name, []).append(contest(name, folder / f"{name}{number}", port))
    rates = {name: rate(each) for name, each in found.items()}
    for name, each in found.items():
        say(
            "crawl",
            contestant=name,
            pages=each[0]["pages"],
            pages_per_cpu_s=rates[name],
            range=[rate([one]) for one in sorted(each, key=lambda one: rate([one]))][:: max(1, len(each) - 1)],
            times_bare=times(each, found["bare"]),
            times_peer=times(each, found["peer"]),
            peak_mb=max(one["peak_mb"] for one in each),
        )


def contest(name: str, home: Path, port: int) -> dict[str, float]:
    if not name.startswith("ours"):
        return fetch(name, port, {})
    return ours(home, port, selectors=name != "ours")


def ours(home: Path, port: int, *, selectors: bool) -> dict[str, float]:
    seeds = home / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    (seeds / "bench.toml").write_text(SEED.format(port=port) + (SELECTORS if selectors else ""))
    return fetch("ours", port, {"DUIKOU_HOME": str(home), "DUIKOU_SEEDS": str(seeds), "DUIKOU_DELAY": "0"})


def fetch(kind: str, port: int, more: Mapping[str, str]) -> dict[str, float]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUIKOU_")}
    settings = {"SCRAPY_SETTINGS_MODULE": "crawler.settings"} if kind == "ours" else {"SCRAPY_PROJECT": "none"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.fetching", kind, str(port)],
        cwd=ROOT,
        env=kept | settings | {"DUIKOU_CONFIG": os.devnull} | dict(more),
        stdout=subprocess.PIPE,
        check=True,
    )
    line: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return line


def revisit(folder: Path, port: int) -> None:
    """A source that has not changed: an hour later, and when every page is due to be looked at again."""
    home = folder / "unchanged"
    first = ours(home, port, selectors=False)
    for due in (False, True):
        if due:
            with sqlite3.connect(home / "duikou.db") as connection:
                connection.execute("UPDATE addresses SET next_check = '2020-01-01 00:00:00.000000'")
            connection.close()
        again = ours(home, port, selectors=False)
        say(
            "unchanged_source",
            checks_due=due,
            pages=first["pages"],
            requests=again["requests"],
            bytes=again["bytes"],
            share_of_first_bytes=round(again["bytes"] / first["bytes"], 4),
            cpu_s=again["cpu_s"],
        )


def rate(runs: list[dict[str, float]]) -> float:
    return round(statistics.median(run["pages"] / run["cpu_s"] for run in runs), 1)


def times(runs: list[dict[str, float]], others: list[dict[str, float]]) -> float:
    return round(statistics.median(rate([one]) / rate([other]) for one, other in zip(runs, others, strict=True)), 2)


def say(what: str, **values: Any) -> None:
    line = {"measurement": what, **values, "server": server_name(), **describe(*PACKAGES)}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
