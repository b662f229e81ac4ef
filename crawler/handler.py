"""Scrapy's HTTP handler with an end to headers: it bounds a body's size and a header line's, not the number of lines,
so a server could fill the memory within the time of one answer."""

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.web._newclient import BODY, DONE

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as TxRequest
    from twisted.web.iweb import IResponse

LONGEST_HEAD = 256 * 1024  # bytes of status line and headers; browsers take as many


class BoundedHandler(HTTP11DownloadHandler):
    """DOWNLOAD_HANDLERS, for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory


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
