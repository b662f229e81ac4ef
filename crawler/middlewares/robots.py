"""robots.txt by RFC 9309: what cannot be read because of the server's fault forbids everything."""

import asyncio
import logging
import re
from http import HTTPStatus
from typing import Self

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.guard import PrivateAddressError
from crawler.manners import Manners, origin_of
from crawler.middlewares.absence import WaitingError
from crawler.middlewares.slots import slow_down
from crawler.reasons import reason_of

log = logging.getLogger(__name__)

ENOUGH = 500 * 1024  # bytes: RFC 9309, section 2.5
LONGEST_DELAY = 60.0  # seconds; some sites ask for a day between two pages, which is a way of saying no
# The names of groups. A version behind the product's token is no part of it.
NAMED = re.compile(r"^(?P<head>[ \t]*user[- ]?agent[ \t]*:[ \t]*)(?P<name>\*|[A-Za-z_-]*)[^#\r\n]*", re.I | re.M)
NOBODY = "(another)"
FIRST = 1_000  # before any page of the site


class RobotsForbidError(IgnoreRequest):
    """The site's rules forbid the address, or could not be read. `reason` as a run's row holds it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Robots:
    """Asks each site for its rules once a run, and keeps to them, to its Crawl-delay too (as a lower bound).

    A site that cannot answer for a while is held to what it said last, for a day."""

    def __init__(self, crawler: Crawler, *, agent: str) -> None:
        self._crawler = crawler
        self._agent = agent
        self._manners = Manners.from_crawler(crawler)
        self._rules: dict[str, asyncio.Task[Protego]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, agent=crawler.settings["ROBOTSTXT_USER_AGENT"])

    async def process_request(self, request: Request) -> None:
        """Raises RobotsForbidError."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        origin = origin_of(request)
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._rules_of(origin))
        rules = await self._rules[origin]
        if not rules.can_fetch(request.url, self._agent):
            raise RobotsForbidError("robots_disallowed")

    async def _rules_of(self, origin: str) -> Protego:
        try:
            text, response = await self._ask(f"{origin}/robots.txt")
        except RobotsForbidError as error:
            copy = self._manners.robots_copy(origin)
            if copy is None:
                raise
            log.warning("%s: %s; the rules that it gave within the last day are kept", origin, error.reason)
            return rules_of(copy, self._agent)
        self._manners.keep_robots(origin, text)
        rules = rules_of(text, self._agent)
        if response:
            self._heed_delay(response, rules)
        return rules

    async def _ask(self, url: str) -> tuple[str, Response | None]:
        """The text of the rules, and the answer that brought them. Raises RobotsForbidError if there is no knowing."""
        request = Request(url, priority=FIRST, meta={"dont_obey_robotstxt": True}, callback=NO_CALLBACK)
        try:
            response = await self._crawler.engine.download_async(request)
        except (PrivateAddressError, WaitingError):
            raise  # no fault of a server that could not answer
        except Exception as error:
            if reason_of(error) == "redirects":  # more than five: as if there were none, section 2.3.1.2
                return "", None
            raise RobotsForbidError(f"robots_{reason_of(error)}") from error  # unreachable: section 2.3.1.4
        return rules_in(response), response

    def _heed_delay(self, response: Response, rules: Protego) -> None:
        delay = rules.crawl_delay(self._agent)
        if delay:
            slow_down(self._crawler.engine.downloader, response, min(float(delay), LONGEST_DELAY))


def rules_in(response: Response) -> str:
    """What an answer to /robots.txt says, empty where the site has no rules. Raises RobotsForbidError if the server
    could not answer.

    429 is no "unavailable" as other 4xx are: the server says that it is there and has too much to do."""
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR or response.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise RobotsForbidError(f"robots_http_{response.status}")
    if response.status != HTTPStatus.OK:
        return ""
    body = response.body
    if len(body) > ENOUGH:  # up to the last whole line: half of `Allow: /news/private` allows too much
        body = body[:ENOUGH].rpartition(b"\n")[0]
    return body.decode("utf-8-sig", "replace")


def rules_of(text: str, agent: str) -> Protego:
    """The rules as RFC 9309 reads them. Protego takes a group for ours if its name is part of our name, and not if a
    version stands behind it; section 2.2.1 asks for the whole product's name, without regard to case."""

    def named(line: re.Match[str]) -> str:
        name = line["name"]
        return line["head"] + (name if name.lower() in {"*", agent.lower()} else NOBODY)

    return Protego.parse(NAMED.sub(named, text.replace("\r\n", "\n").replace("\r", "\n")))
