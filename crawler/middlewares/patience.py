"""Trying again: after the pause that the server asks for, else after one that grows."""

from datetime import datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response
from scrapy.utils.misc import load_object

from crawler.clock import http_moment, now
from crawler.closing import close_early
from crawler.manners import Manners, origin_of
from crawler.middlewares.slots import hold
from crawler.reasons import FINAL, reason_of

LONGEST = 120.0  # seconds that a run waits on a server's word; for who asks for more, see store/hosts.py


class Patience:
    """In place of Scrapy's RetryMiddleware, which asks again after 0.1 seconds whatever Retry-After says (scrapy#3849).

    The host is held, others go on. A server that asks for more than LONGEST gets no further request in this run, nor in
    a later one before its time (middlewares/absence.py)."""

    def __init__(
        self, crawler: Crawler, *, codes: frozenset[int], errors: tuple[type[Exception], ...], pause: float
    ) -> None:
        self._crawler = crawler
        self._codes = codes
        self._errors = errors
        self._pause = pause
        self._manners = Manners.from_crawler(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        codes = frozenset(map(int, settings.getlist("RETRY_HTTP_CODES")))
        errors = tuple(load_object(each) for each in settings.getlist("RETRY_EXCEPTIONS"))
        return cls(crawler, codes=codes, errors=errors, pause=settings.getfloat("RETRY_PAUSE"))

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in self._codes:
            return response
        asked = retry_after(response, now=now())
        if asked is not None and asked > LONGEST:
            self._manners.leave_alone(origin_of(request), seconds=asked)
            close_early(self._crawler, f"retry_after_{asked:.0f}_s")
            return response
        return self._again(request, f"http_{response.status}", pause=asked) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        reason = reason_of(exception)
        if reason in FINAL or not isinstance(exception, self._errors):
            return None
        return self._again(request, reason)

    def _again(self, request: Request, reason: str, *, pause: float | None = None) -> Request | None:
        """The same request once more, its host held until then; None if it was tried often enough."""
        assert self._crawler.spider is not None
        again = get_retry_request(request, spider=self._crawler.spider, reason=reason)
        if again is not None:
            grown = self._pause * 2 ** request.meta.get("retry_times", 0)
            # A date that is past, or 0, is leave to come back, not to come back at once.
            hold(self._crawler.engine.downloader, request, grown if pause is None else max(pause, self._pause))
        return again


def retry_after(response: Response, *, now: datetime) -> float | None:
    """Seconds that the server asks us to wait, said in seconds or as a date; None if it does not, or nonsense."""
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    moment = http_moment(text)
    return max(0.0, (moment - now).total_seconds()) if moment else None
