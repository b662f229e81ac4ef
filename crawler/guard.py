"""No page leads us into a private network: every address is judged at the moment of connecting to it.

A check of URLs is not enough: a name may change its address between check and connection, and redirects start anew.
Two walls, for each alone has a gap: Scrapy's resolver never sees a bracketed IPv6 literal, and the reactor's
`connectTCP` never sees a name. Both belong to the process, for Scrapy ignores a spider's own resolver in silence.
The one exemption is the proxy of the settings."""

import logging
from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import DNSLookupError

from crawler.networks import is_home_name, is_public, literal
from seeds.errors import ConfigurationError

log = logging.getLogger(__name__)

NOWHERE = ("127.2", 9)  # of this machine, written oddly: what the proof tries to reach


class Place(NamedTuple):
    """Where connections go: a name or an address, and a port."""

    host: str
    port: int

    @classmethod
    def of(cls, text: str) -> "Place":
        """`HOST:PORT`, IPv6 in brackets."""
        host, _, port = text.rpartition(":")
        return cls(host.strip("[]").lower(), int(port))


def spared(settings: BaseSettings) -> list[Place]:
    """GUARD_ALLOWED, for tests: their servers are on loopback."""
    return [Place.of(each) for each in settings.getlist("GUARD_ALLOWED")]


class PrivateAddressError(IgnoreRequest):
    """The request would have gone to a private network. Never tried again."""

    reason = "private_address"


class Guard:
    """What may be connected to. `refused`: names that led to private addresses."""

    def __init__(self, allowed: Collection[Place]) -> None:
        self.refused: set[str] = set()
        self._allowed = set(allowed)

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> "Guard":
        """For connections: the proxy is exempt."""
        proxy = settings["DUIKOU"].via
        return cls([*spared(settings), *([Place.of(proxy)] if proxy else [])])

    def refuses(self, host: str, port: int) -> bool:
        """Is the host, as far as it can be told without asking a name server, of a private network?"""
        if Place(host.strip("[]").lower(), port) in self._allowed:
            return False
        address = literal(host)
        return is_home_name(host) if address is None else not is_public(address)

    def learn(self, name: str, address: str) -> None:
        """A name leads to that address. Raises PrivateAddressError unless it is public, or of an exempt place: then
        the address is exempt at the same ports."""
        ports = [place.port for place in self._allowed if place.host == name.lower()]
        if ports:
            self._allowed |= {Place(address, port) for port in ports}
        elif self.refuses(address, 0) and address not in {place.host for place in self._allowed}:
            self.refused.add(name)
            raise PrivateAddressError(f"{name} is {address}, an address of a private network")


class GuardedResolver(CachingThreadedResolver):
    """TWISTED_DNS_RESOLVER: hands out no private address, and sets up the second wall."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.guard = Guard([])

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "GuardedResolver":
        made = super().from_crawler(crawler, reactor)
        made.guard = Guard.from_settings(crawler.settings)
        return made

    def install_on_reactor(self) -> None:
        super().install_on_reactor()
        reactor: Any = self.reactor  # Twisted's types know no connectTCP of a reactor
        connect = reactor.connectTCP
        reactor.connectTCP = guarded(getattr(connect, "unguarded", connect), self.guard)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        return super().getHostByName(name, timeout).addCallback(self._judged, name)

    def _judged(self, address: str, name: str) -> "str | Deferred[str]":
        try:
            self.guard.learn(name, address)
        except PrivateAddressError as error:
            log.warning("refused: %s", error)
            return fail(DNSLookupError(str(error)))
        return address


def guarded(connect: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    """The reactor's connectTCP, which gets addresses and not names, behind the guard."""

    def connect_guarded(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if guard.refuses(host, port):
            raise PrivateAddressError(f"{host} is an address of a private network")
        return connect(host, port, *rest, **more)

    connect_guarded.unguarded = connect  # type: ignore[attr-defined]
    return connect_guarded


def guard_here() -> Guard:
    """The guard of this process. Raises ConfigurationError if there is none or it does not hold: then nothing may be
    fetched at all."""
    from twisted.internet import reactor as installed

    reactor: Any = installed
    resolver = getattr(reactor, "resolver", None)
    if not isinstance(resolver, GuardedResolver):
        raise ConfigurationError("crawls need TWISTED_DNS_RESOLVER = crawler.guard.GuardedResolver for the process")
    try:
        reactor.connectTCP(*NOWHERE, None)
    except PrivateAddressError:
        return resolver.guard
    except Exception as error:
        raise ConfigurationError(f"the guard of private networks is not in place: {error}") from error
    raise ConfigurationError("the guard of private networks is not in place: 127.2 could be connected to")
