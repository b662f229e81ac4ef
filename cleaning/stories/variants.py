"""One page under several addresses, one publisher under several hosts, and another's page under one's own host."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from cleaning.address import site
from seeds.register.houses import house_at, house_by_path, house_called
from seeds.register.publishers import Publisher, publishers

GATE = re.compile(r"^/gate/(?:big5|gb)/(?P<host>[^/]+)(?P<path>/.*)?$")
# Hosts and first folders of the forms for telephones, for traditional readers and for printers.
FORM_HOST = re.compile(r"^(?:www|m|wap|3g|h5|mobile|big5|fan|print)\d?\.")
FORM_PATH = re.compile(r"^/(?:m|wap|mobile|big5|print)(?=/)", re.I)
FORM_QUERY = re.compile(r"(?:^|&)(?:print|mobile|device|view|from|lang|page|pageno|pageindex)=[^&]*", re.I)
# content_30598_2.htm and c1001-31886789-2.html, never t20230727_7458231.html
PART = re.compile(r"(?:(?<=\d{4})_(?:\d{1,2}|all|print)|(?<=\d{7})-\d{1,2})(?=\.\w{3,5}$)")
TELLING = 12  # characters and
DIGITS = 4  # digits from which a path is taken for one article's


@lru_cache(maxsize=100)  # of one report it is asked up to three times: who else is of that page, and where it is put
def page_of(url: str) -> str:
    """The same text for every form of one page: telephone, printer, part, traditional gate, http and https."""
    parts = _split(url)
    if gate := GATE.match(parts.path):
        parts = parts._replace(netloc=gate["host"], path=gate["path"] or "/")
    path = PART.sub("", FORM_PATH.sub("", parts.path))
    query = FORM_QUERY.sub("", parts.query).strip("&")
    return urlunsplit(SplitResult("", FORM_HOST.sub("", parts.netloc), path, query, ""))


def is_form(url: str) -> bool:
    """Whether that is not the plain address of its page: one for telephones or printers, or a part."""
    parts = _split(url)
    plain = SplitResult("", parts.netloc.removeprefix("www."), parts.path, parts.query, "")
    return page_of(url) != urlunsplit(plain)


def house_of(url: str) -> str:
    """Whose page it is: the publisher's first name where the register knows the site, else the registered domain."""
    parts = _split(url)
    gate = GATE.match(parts.path)
    return _house(gate["host"] if gate else parts.hostname or "")


def is_at_home(publisher: str, url: str) -> bool:
    """Whether a publisher's name and an address belong together, as far as the registers know."""
    return _is_home(publisher, house_of(url), site(url))


# The registers are data of this program, and a site's pages ask the same again and again.
@lru_cache(maxsize=10_000)
def _house(host: str) -> str:
    owner = house_at(host) or house_at(site(f"http://{host}/"))
    return owner.names[0] if owner else site(f"http://{host}/")


@lru_cache(maxsize=10_000)
def _is_home(publisher: str, name: str, domain: str) -> bool:
    house = house_called(name)
    if house and publisher in house.names:
        return True
    homes = (site(f"http://{each.host}/") for each in publishers() if each.host and is_called(each, publisher))
    return domain in homes


def copied_from(url: str) -> str | None:
    """The address that the path gives away: another publisher's page on a host that is not theirs."""
    parts = _split(url)
    owner = house_by_path(parts.path)
    if owner is None or not parts.hostname or house_of(url) == owner.names[0]:
        return None
    return owner.home + parts.path


def same_path(one: str, other: str) -> bool:
    """Two hosts with one path that can only be one article's: the one is a copy of the other's site."""
    here, there = _split(one).path, _split(other).path
    return here == there and len(here) >= TELLING and sum(character.isdigit() for character in here) >= DIGITS


def is_called(publisher: Publisher, name: str) -> bool:
    return name == publisher.name or name in publisher.aliases


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # e.g. a bracket that opens no IPv6 address
        return SplitResult("", "", url, "", "")
