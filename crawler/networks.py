"""Which network addresses are of the public internet, however they are written. Pure."""

import unicodedata
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import inet_aton, inet_ntoa

Ip = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is reached
LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")  # RFC 8215
COMPATIBLE = IPv6Network("::/96")  # RFC 4291, section 2.5.5.1
HOME_NAMES = ("localhost", "localdomain", "local", "internal", "lan", "home.arpa")  # RFC 6761, 6762, 8375, ICANN


def is_public(address: Ip) -> bool:
    """Can only be a machine on the internet: not this one, not its network, not an address without one machine.

    An IPv6 address that wraps an IPv4 one is judged by what it wraps, for that is what is reached."""
    wrapped = _wrapped(address)
    if wrapped:
        return all(is_public(each) for each in wrapped)
    if isinstance(address, IPv6Address) and (address.is_site_local or address in LOCAL_NAT64):
        return False  # which Python takes for global
    # Not `not is_private`: the shared addresses of providers (100.64.0.0/10) are neither private nor global.
    return address.is_global and not address.is_multicast


def literal(host: str) -> Ip | None:
    """The address that a host of a URL is, also in the forms that only old system calls know (127.2, 2130706433,
    0x7f.1, 0177.0.0.1); None for a name."""
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").strip("[]").rstrip(".")
    try:
        return ip_address(plain)
    except ValueError:
        pass
    try:
        return ip_address(inet_ntoa(inet_aton(plain)))
    except (OSError, UnicodeEncodeError, ValueError):
        return None


def is_home_name(host: str) -> bool:
    """A name that means this machine or its network by rule; no name server need be asked."""
    labels = host.lower().rstrip(".")
    return not labels or any(labels == name or labels.endswith(f".{name}") for name in HOME_NAMES)


def _wrapped(address: Ip) -> tuple[IPv4Address, ...]:
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo  # its server and its client
    if address in NAT64 or address in COMPATIBLE:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()
