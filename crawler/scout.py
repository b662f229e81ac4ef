"""`python -m crawler.scout URL --until MOMENT`: the child of a preview, with all the manners and guards of a crawl.

One line of JSON on stdout; nothing is stored."""

import argparse
import asyncio
import json
import resource
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK

from cleaning.address import site
from cleaning.look import Look, found_on, look_at, source_at
from cleaning.page import Listed, ListPage, Page
from crawler.allowance import MEMORY, REQUESTS, Budget, settings_of
from crawler.exchange import asking, page_of
from crawler.preview import Preview, Shown
from crawler.reasons import reason_of
from crawler.showing import show, unread

ITEMS = 5
STEPS = 3  # from the page given to where its list is: an index and its file, a frame and its API


class UnansweredError(Exception):
    """An address did not give a page; says why."""


class Scout(Spider):
    """Asks one thing after the other. What it knew when the time ran out is what it says."""

    name = "scout"
    budget: Budget

    def __init__(self, *, asked: str, until: float) -> None:
        super().__init__()
        self.asked = asked
        self.until = until
        self.look: Look | None = None
        self.place = ""  # where the list is
        self.items: list[Shown] = []
        self.next_read: bool | None = None
        self.notes: list[str] = []

    async def start(self) -> AsyncIterator[Any]:
        try:
            async with asyncio.timeout_at(self.until):
                await self._scout()
        except TimeoutError:
            self.notes.append("the time ran out")
        except UnansweredError as error:
            self.notes.append(str(error))
        say(self._seen() if self.look and self.items else {"problem": self._problem()})
        nothing: tuple[Request, ...] = ()
        for each in nothing:
            yield each

    async def _scout(self) -> None:
        await self._find(self.asked)
        assert self.look is not None
        links = self.look.found.links or (await self._first_rows(self.look)).links
        self.items = [unread(listed, "the time ran out") for listed in links[:ITEMS]]
        for at, listed in enumerate(links[:ITEMS]):
            self.items[at] = await self._item(listed)
        if self.next_read is None and self.look.found.next_url and self.budget.made < REQUESTS:
            self.next_read = await self._goes_on(self.look.found.next_url, links)

    async def _find(self, url: str) -> None:
        """From the address given to its list, if that is elsewhere; back if there is none."""
        for _ in range(STEPS):
            try:
                page = await self._ask(url)
            except UnansweredError as error:
                if self.look is None:
                    raise
                self.notes.append(str(error))
                return
            found = look_at(page, asked=self.asked, detail=self.look.detail if self.look else None)
            if self.look and not (found.found.links or found.data):
                self.notes.append(f"{url}: no list of articles in it")
                return
            if self.look is None or self.look.way != "sitemap":  # an index stays the list that its files are of
                self.place = page.url
            self.look = _joined(self.look, found)
            if found.data is None:
                return
            if site(found.data) != site(self.asked):
                self.notes.append(f"{found.data}: on another site, not asked")
                return
            url = found.data

    async def _first_rows(self, look: Look) -> ListPage:
        """A list that is empty until its script has asked for the first rows."""
        if look.found.next_url is None:
            return ListPage()
        source = source_at(self.place, look.way, detail=look.detail)
        rows = found_on(await self._ask(look.found.next_url), source, start=self.place)
        self.look, self.next_read = replace(look, found=replace(look.found, links=rows.links)), bool(rows.links)
        return rows

    async def _item(self, listed: Listed) -> Shown:
        if urlsplit(listed.url).netloc not in {urlsplit(url).netloc for url in (self.asked, self.place)}:
            return unread(listed, "on another host, not asked")
        try:
            return show(await self._ask(listed.url), listed)
        except UnansweredError as error:
            return unread(listed, str(error).rpartition(": ")[2])

    async def _goes_on(self, url: str, links: tuple[Listed, ...]) -> bool:
        assert self.look is not None
        try:
            page = await self._ask(url)
        except UnansweredError as error:
            self.notes.append(str(error))
            return False
        source = source_at(self.place, self.look.way, detail=self.look.detail)
        found = found_on(page, source, start=self.place)
        return bool({each.url for each in found.links} - {each.url for each in links})

    async def _ask(self, url: str) -> Page:
        """Raises UnansweredError."""
        request = Request(callback=NO_CALLBACK, **asking(url))
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise UnansweredError(f"{url}: {reason_of(error)}") from error
        if response.status != HTTPStatus.OK:
            raise UnansweredError(f"{url}: http_{response.status}")
        return page_of(response, asked=url)

    def _problem(self) -> str:
        if self.look is None:
            return "; ".join(self.notes).removeprefix(f"{self.asked}: ")
        return "; ".join(["no list of articles found there", *self.notes])

    def _seen(self) -> dict[str, Any]:
        assert self.look is not None
        found = self.look.found
        return asdict(
            Preview(
                url=self.asked,
                way=self.look.way,
                platform=self.look.platform,
                encoding=self.look.encoding,
                declared=self.look.declared,
                list_url=self.place,
                detail=self.look.detail if self.look.way == "json" else None,
                title=self.look.title,
                links=len(found.links),
                dated=sum(bool(each.date) for each in found.links),
                next_url=found.next_url,
                next_read=self.next_read,
                feeds=self.look.feeds,
                items=tuple(self.items),
                requests=self.budget.made,
                notes=tuple(self.notes),
            )
        )


def _joined(before: Look | None, found: Look) -> Look:
    """What the page given said of its site holds for the list that it led to."""
    if before is None:
        return found
    platform = before.platform if found.platform == "generic" else found.platform
    return replace(found, title=found.title or before.title, feeds=before.feeds or found.feeds, platform=platform)


def say(seen: dict[str, Any]) -> None:
    """At once: whoever waits may end us while an answer is still on its way."""
    sys.stdout.write(json.dumps(seen, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m crawler.scout")
    parser.add_argument("url")
    parser.add_argument("--until", type=float, required=True, help="a moment of the monotonic clock")
    given = parser.parse_args(arguments)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    process = AsyncCrawlerProcess(settings_of())
    process.crawl(Scout, asked=given.url, until=given.until)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1:])
