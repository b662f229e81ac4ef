"""What may be connected to, however it is written, and that nothing is fetched where the guard is missing."""

from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError

from crawler.guard import Guard, Place, PrivateAddressError, guarded
from crawler.middlewares.gate import Gate, SchemeError
from crawler.networks import is_home_name, is_public, literal
from crawler.reasons import reason_of
from tests.crawler.world import World, start_of

PRIVATE = (
    "127.0.0.1 127.2 127.1.2.3 2130706433 0x7f.1 0x7f000001 0177.0.0.1 017700000001 0 0.0.0.0 10.0.0.1 172.16.0.1"
    " 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1"
    " 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 １２７.0.0.1 127。0。0。1 127.0.0.1. ①27.0.0.1"
    " [::1] [::] [::ffff:127.0.0.1] [::ffff:a00:1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::1] [2002:7f00:1::]"
    " [2002:c0a8:1::1] [2001:0:4136:e378:8000:63bf:80ff:fffe] [fe80::1] [fe80::1%eth0] [fc00::1] [fd12::1] [fec0::1]"
    " [ff02::1] [2001:db8::1] [100::1]"
).split(" ")
PUBLIC = (
    "8.8.8.8 1.1 114.114.114.114 100.63.255.255 100.128.0.1 172.32.0.1 [2400:3200::1] [::ffff:8.8.8.8]"
    " [64:ff9b::808:808] [2002:808:808::1]"
).split(" ")


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_known_in_every_spelling(host: str) -> None:
    address = literal(host)
    assert address is not None
    assert not is_public(address)


@pytest.mark.parametrize("host", PUBLIC)
def test_public_addresses_are_public(host: str) -> None:
    address = literal(host)
    assert address is not None
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["www.tibet.cn", "127.0.0.1.example", "1.2.3.4.5", "0x7g", "中国.cn", "a..b", "256.1.1.1"]
)
def test_names_are_no_addresses(host: str) -> None:
    assert literal(host) is None
    assert not is_home_name(host)


@pytest.mark.parametrize("name", ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal", "", "."])
def test_names_of_home(name: str) -> None:
    assert is_home_name(name)


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_every_wrapping_is_judged_by_what_it_wraps(number: int) -> None:
    plain = is_public(IPv4Address(number))
    prefixes = (0xFFFF << 32, 0x64FF9B << 96, 0)
    wrapped = [prefix | number for prefix in prefixes] + [0x2002 << 112 | number << 80]
    assert {is_public(IPv6Address(each)) for each in wrapped if each > 1} <= {plain}


@given(st.text())
def test_any_host_can_be_judged(host: str) -> None:
    assert Guard([]).refuses(host, 80) in {True, False}


def connect(*given: Any) -> Any:
    return given


def test_connections_go_to_public_addresses_and_to_the_proxy_alone() -> None:
    behind = guarded(connect, Guard([Place.of("127.0.0.1:8080")]))
    assert behind("8.8.8.8", 80, None) == ("8.8.8.8", 80, None)
    assert behind("127.0.0.1", 8080, None) == ("127.0.0.1", 8080, None)
    for host, port in (("127.0.0.1", 80), ("127.0.0.2", 8080), ("::ffff:127.0.0.1", 8080), ("10.0.0.1", 8080)):
        with pytest.raises(PrivateAddressError):
            behind(host, port, None)


def test_a_name_that_changes_its_address_is_judged_at_each_connection() -> None:
    guard = Guard([])
    guard.learn("rebound.example", "8.8.8.8")
    with pytest.raises(PrivateAddressError):
        guard.learn("rebound.example", "169.254.169.254")
    assert guard.refused == {"rebound.example"}


def test_a_proxy_by_name_is_exempt_at_its_own_port() -> None:
    guard = Guard([Place.of("Proxy.example:3128")])
    guard.learn("proxy.example", "10.1.2.3")
    assert not guard.refuses("10.1.2.3", 3128)
    assert guard.refuses("10.1.2.3", 80)
    with pytest.raises(PrivateAddressError):
        guard.learn("other.example", "10.1.2.4")


def a_gate() -> Gate:
    gate = Gate(Guard([]))
    gate._proved = True  # there is no reactor here; below, there is
    return gate


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://127.2/", PrivateAddressError),
        ("https://[::ffff:10.0.0.1]/x", PrivateAddressError),
        ("http://localhost:8080/", PrivateAddressError),
        ("http://user@192.168.0.1/", PrivateAddressError),
        ("file:///etc/passwd", SchemeError),
        ("data:text/html,x", SchemeError),
        ("ftp://a.example/x", SchemeError),
        ("s3://bucket/x", SchemeError),
    ],
)
def test_what_no_request_may_ask_for(url: str, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        a_gate().process_request(Request(url))
    assert reason_of(caught.value) in {"private_address", "scheme"}


def test_public_pages_pass() -> None:
    a_gate().process_request(Request("http://www.tibet.cn/cn/aid_tibet/news/"))


def test_a_name_that_cannot_be_found_is_no_refused_one() -> None:
    assert reason_of(CannotResolveHostError("no such name")) == "dns"


def test_nothing_is_fetched_where_the_guard_is_missing(tmp_path: Any) -> None:
    with World(tmp_path) as world:
        world.source("open")
        world.listing(start_of("open"), ["100001.html"])
        world.python("tests.crawler.unguarded", "open")
        run = world.runs("open")[-1]
        assert (run.outcome, run.reason, world.requests) == ("failed", "ConfigurationError", [])


def test_behind_a_proxy_private_addresses_are_refused_too(tmp_path: Any) -> None:
    with World(tmp_path) as world:
        proxy = f"http://{world.address}/list/"
        for name, url in (("inside", "http://192.168.0.1/list/"), ("itself", proxy)):
            world.source(name, url)
        world.crawl("inside", "itself")
        for name in ("inside", "itself"):
            assert (world.runs(name)[-1].outcome, world.runs(name)[-1].reason) == ("failed", "private_address")
        assert world.requests == []
