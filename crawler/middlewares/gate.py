"""Which addresses a request may have at all, asked at every hop: a redirect is a new request and comes through here."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from crawler.guard import Guard, PrivateAddressError, guard_here, spared

SCHEMES = {"http": 80, "https": 443}


class SchemeError(IgnoreRequest):
    """Neither http nor https: a link must not read our own disk."""

    reason = "scheme"


class Gate:
    """Before everything else: robots.txt of a refused host is not asked for either.

    Behind a proxy this is the only wall against addresses written out, for there each connection is to the proxy. The
    proxy itself is no target either."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._proved = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Guard(spared(crawler.settings)))

    def process_request(self, request: Request) -> None:
        """Raises SchemeError or PrivateAddressError; ConfigurationError if the guard at the connection is missing."""
        if not self._proved:  # not when this is made: the reactor is not set up by then
            guard_here()
            self._proved = True
        parts = urlparse_cached(request)
        if parts.scheme not in SCHEMES:
            raise SchemeError(f"{request.url}: {parts.scheme} is not fetched")
        if self._guard.refuses(parts.hostname or "", parts.port or SCHEMES[parts.scheme]):
            raise PrivateAddressError(f"{request.url} is in a private network")


class Refusals:
    """Next to the downloader: a name that the resolver refused is no name that cannot be found, to be tried again."""

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, CannotResolveHostError) and urlparse_cached(request).hostname in guard_here().refused:
            raise PrivateAddressError(str(exception)) from exception
