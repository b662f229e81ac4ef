"""A small web on loopback: sites as folders, and addresses that misbehave as told; crawled by real processes."""

import os
import sqlite3
import subprocess
from collections import defaultdict
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Any

from crawler.replay import Answer, Replay
from store.database import open_database
from store.reports import Kept, select
from store.runs import Run, runs
from tests.crawler.forks import python

Misbehaviour = Callable[[int], Answer | None]  # by how often the address was asked before; None: as recorded


class World(Replay):
    """`when[url]`: how an address misbehaves; `asked[url]`: the moments at which it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "var"
        self.seeds = folder / "seeds"
        for made in (folder / "sites", self.seeds):
            made.mkdir(parents=True, exist_ok=True)
        self.when: dict[str, Misbehaviour] = {}
        self.asked: defaultdict[str, list[float]] = defaultdict(list)
        super().__init__(folder / "sites")

    def answer(self, method: str, url: str, headers: Mapping[str, str]) -> Answer:
        before = len(self.asked[url])
        self.asked[url].append(monotonic())
        told = self.when[url](before) if url in self.when else None
        return told or super().answer(method, url, headers)

    def page(self, url: str, html: str) -> None:
        """Puts a page where it is served from."""
        host, _, path = url.removeprefix("http://").partition("/")
        file = self.sites / host / (path + "index.html" if not path or path.endswith("/") else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{html}</body></html>")

    def article(self, url: str, title: str, more: str = "") -> None:
        text = f"{title}，工作队在高原县开展了为期三天的入户走访，帮助牧民解决了饮水和用电的困难。"
        self.page(
            url,
            f"<div class='main'><h1>{title}</h1><p>2024-07-05 10:00 来源：样例日报</p><div class='text'><p>{text}</p>"
            f"<p>县里的干部说，这样的活动每个季度都会举行，明年还要扩大到更多的乡镇。</p>{more}</div></div>",
        )

    def listing(self, url: str, names: list[str], pager: str = "") -> None:
        rows = "".join(f"<li><a href='{name}'>样例报道之{name}的标题</a><span>2024-07-05</span></li>" for name in names)
        self.page(url, f"<ul class='list'>{rows}</ul><div class='page'>{pager}</div>")

    def source(self, name: str, *urls: str, **listing: Any) -> None:
        keys = {"urls": list(urls or (start_of(name),)), "links": "ul.list a"} | listing
        lines = [f"{key} = {value!r}" for key, value in keys.items()]
        head = f'title = "样例 {name}"\npublisher = "样例网"\nkind = "news"\nenabled = true\ndelay = 0\n'
        (self.seeds / f"{name}.toml").write_text(head + "[listing]\n" + "\n".join(lines) + "\n")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DUIKOU_")}
        return kept | {
            "DUIKOU_HOME": str(self.home),
            "DUIKOU_SEEDS": str(self.seeds),
            "DUIKOU_VIA": self.address,
            "DUIKOU_DELAY": "0",
            "DUIKOU_CONFIG": os.devnull,
        }

    def python(self, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`python -m module arguments…`, with the settings of this world."""
        return python(module, *arguments, environ=self.environment)

    def crawl(self, *names: str) -> str:
        """Crawls these sources side by side in one process, which saves a second each. What was logged."""
        done = self.python("tests.crawler.together", *names)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def runs(self, name: str) -> list[Run]:
        database = open_database(f"sqlite:///{self.home}/duikou.db", home=self.home)
        with database.read() as conn:
            found = [run for run in runs(conn) if run.subject == name]
        database.close()
        return found

    def kept(self, name: str) -> dict[str, Kept]:
        """The stored reports of a source by the last piece of their addresses."""
        database = open_database(f"sqlite:///{self.home}/duikou.db", home=self.home)
        with database.read() as conn:
            found = {kept.url.rpartition("/")[2]: kept for kept in select(conn, source=name)}
        database.close()
        return found

    def states(self, name: str) -> dict[str, tuple[str, str | None]]:
        """State and reason of each address of a source."""
        rows = self.sql("SELECT url, state, reason FROM addresses WHERE source = ?", name)
        return {url.rpartition("/")[2]: (state, reason) for url, state, reason in rows}

    def sql(self, statement: str, *values: str) -> list[Any]:
        with sqlite3.connect(self.home / "duikou.db", timeout=30) as connection:
            rows = connection.execute(statement, values).fetchall()
        connection.close()
        return rows

    def fetched(self, name: str) -> list[str]:
        """What was asked of a source's host, robots.txt left out."""
        start = start_of(name)
        host = start.removesuffix("list/")
        return [each.url.removeprefix(host) for each in self.requests if each.url.startswith(host)]


def start_of(name: str) -> str:
    return f"http://{name.replace('_', '-')}.test/list/"


def says(status: int, body: bytes = b"", **headers: str) -> Misbehaviour:
    """Always the same answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: Answer(status=HTTPStatus(status), body=body, headers={"Content-Type": "text/html"} | named)


def first(times: int, answer: Misbehaviour) -> Misbehaviour:
    """That answer for so many times, then as recorded."""
    return lambda before: answer(before) if before < times else None
