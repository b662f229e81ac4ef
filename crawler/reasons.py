"""Why a page could not be had, in one word that a run's row, a log and a count can share."""

from twisted.internet.error import ConnectionDone, ConnectionLost, TimeoutError as TwistedTimeoutError  # noqa: I001
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

REASONS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    ((CannotResolveHostError,), "dns"),
    ((DownloadConnectionRefusedError,), "refused"),
    ((DownloadTimeoutError, TwistedTimeoutError, TimeoutError), "timeout"),
    ((DownloadCancelledError,), "too_large"),
    ((ResponseDataLossError,), "cut_short"),
    ((UnsupportedURLSchemeError,), "scheme"),
    ((TunnelError,), "tunnel"),  # the proxy takes no https
    ((DownloadFailedError, ResponseFailed, ConnectionDone, ConnectionLost, OSError), "connection"),
)


def error_of(failure: Failure) -> BaseException:
    """What Twisted wrapped."""
    assert failure.value is not None
    return failure.value


def reason_of(error: BaseException) -> str:
    """One word: dns, refused, timeout, tls, too_large, cut_short, redirects, robots_…; else the error's own name."""
    stated = getattr(error, "reason", None)
    if isinstance(error, IgnoreRequest):
        return stated if isinstance(stated, str) else _ignored(error)
    if "SSL" in str(error) or "certificate" in str(error):
        return "tls"
    return next((word for kinds, word in REASONS if isinstance(error, kinds)), type(error).__name__)


def _ignored(error: IgnoreRequest) -> str:
    """Scrapy tells its own reasons apart by their words alone."""
    said = str(error)
    return "redirects" if "redirection" in said else "too_large" if "DOWNLOAD_MAXSIZE" in said else "ignored"
