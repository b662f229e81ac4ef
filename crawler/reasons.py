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


# TLS errors come wrapped, twice and in text. OpenSSL does not tell us whether nobody vouches for a certificate or
# its time is over.
SECURED = (
    ("certificate verify failed", "tls_certificate"),
    ("VerificationError", "tls_other_name"),  # of service_identity: a good certificate, but of another host
    ("SSL", "tls"),
)
FINAL = frozenset(word for _, word in SECURED[:2])  # the same answer a minute later: no reason to try again


def error_of(failure: Failure) -> BaseException:
    """What Twisted wrapped."""
    assert failure.value is not None
    return failure.value


def reason_of(error: BaseException) -> str:
    """One word: dns, refused, timeout, tls_…, too_large, cut_short, redirects, robots_…; else the error's own name."""
    stated = getattr(error, "reason", None)
    if isinstance(error, IgnoreRequest):
        return stated if isinstance(stated, str) else _ignored(error)
    if secured := next((word for words, word in SECURED if words in str(error)), None):
        return secured
    return next((word for kinds, word in REASONS if isinstance(error, kinds)), type(error).__name__)


def _ignored(error: IgnoreRequest) -> str:
    """Scrapy tells its own reasons apart by their words alone."""
    said = str(error)
    return "redirects" if "redirection" in said else "too_large" if "DOWNLOAD_MAXSIZE" in said else "ignored"
