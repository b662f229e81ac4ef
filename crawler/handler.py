"""Scrapy's HTTP handler with an end to headers: it bounds a body's size and a header line's, not the number of lines,
so a server could fill the memory within the time of one answer.

And what only a new connection needs is made for a new connection: Scrapy encodes the host's name for every request, and
for https sets up TLS, a third of a millisecond."""

from functools import partial
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.web._newclient import BODY, DONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress, IProtocol, IProtocolFactory
    from twisted.web._newclient import Request as TxRequest
    from twisted.web.client import URI, Agent
    from twisted.web.iweb import IResponse

LONGEST_HEAD = 256 * 1024  # bytes of status line and headers; browsers take as many


class BoundedHandler(HTTP11DownloadHandler):
    """DOWNLOAD_HANDLERS, for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory

    async def download_request(self, request: Request) -> Response:
        exchange = Exchange(
            contextFactory=self._contextFactory,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
        )
        with wrap_twisted_exceptions():
            return await maybe_deferred_to_future(exchange.download_request(request))


class Exchange(_ScrapyAgent):
    """A request and its answer."""

    def _get_agent(self, request: Request, timeout: float) -> "Agent":
        if "proxy" in request.meta:
            return super()._get_agent(request, timeout)
        from twisted.internet import reactor

        return LateAgent(reactor, self._contextFactory, connectTimeout=timeout, pool=self._pool)


class LateAgent(_BindAddressAgent):
    """Asks the pool first, which has a connection for nearly every request."""

    def _getEndpoint(self, uri: "URI") -> "LateEndpoint":  # noqa: N802 - Twisted's name
        return LateEndpoint(partial(super()._getEndpoint, uri))


class LateEndpoint:
    """What a connection needs, made when one is opened: each is judged by the guard as ever."""

    def __init__(self, make: "Callable[[], Any]") -> None:
        self._make = make

    def connect(self, factory: "IProtocolFactory") -> "Deferred[IProtocol]":
        made: Deferred[IProtocol] = self._make().connect(factory)
        return made


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """One connection: cut when the head of an answer does not end."""

    _head = 0

    def request(self, request: "TxRequest") -> "Deferred[IResponse]":
        self._head = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self._parser is not None and self._parser.state not in (BODY, DONE):
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                assert self.transport is not None
                self.transport.abortConnection()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: "IAddress | None") -> BoundedProtocol:  # noqa: ARG002, N802 - Twisted's names
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
