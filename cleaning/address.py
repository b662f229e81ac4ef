"""Addresses: one spelling for each page, so that it is fetched and kept once."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
# They say where a reader came from, never what a page holds: Baidu, Alibaba, Tencent, Sina, WeChat, campaign tags.
TRACKING = re.compile(
    r"utm_\w+|spm|scm|hmsr|hmpl|hmcu|hmkw|hmci|bd_vid|bd-vid|isappinstalled|share_(?:from|token|source)"
    r"|nsukey|wx_header|weixinadkey|weixinadinfo|gclid|fbclid|_t|ivk_sa|tdsourcetag|sudaref|vd_source|spm_id_from"
    r"|clicktime|enterid|sharer_\w+|msclkid",
    re.IGNORECASE,
)
SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
BREAKS = re.compile(r"[\t\r\n]+")  # browsers take them out wherever they stand, and blanks at both ends
BLANKS = "".join(map(chr, range(0x21))) + "\x7f\xa0\u200b\u2060\u3000\ufeff"
UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
# An address in its one spelling already, as most are: no query, escape or dot segment, no port that may be the default.
PLAIN = re.compile(
    r"https?://[a-z0-9_-]++(?:\.[a-z0-9_-]++)*+(?::[1-5]?[1-9]\d{3})?+"
    r"(?:/(?:(?!\.)[\w~!$&'()*+,=:@.-]++)?+)++",
    re.ASCII,
)
# Two labels of these belong to the registry, not to the site: nyncw.tjbh.gov.cn is of tjbh.gov.cn.
SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "ac", "mil", "co"})
# What addresses call the number of a page.
PAGE_KEY = re.compile(
    r"(?:^|[?&])(?:page|p|pageno|pagenum|pageindex|pn|currentpage|curpage)=(\d+)(?=&|$)", re.IGNORECASE
)


def canonical(url: str) -> str:
    """The one spelling of an http(s) address: lower-case scheme and host, no default port, credentials, fragment,
    session or tracking parameters, dot segments solved, escapes in one form (RFC 3986, section 6.2.2).

    Idempotent. The order of parameters stays: some sites read it. Raises ValueError on anything else."""
    if PLAIN.fullmatch(url):
        return url
    parts = urlsplit(_bare(url))
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not a web address: {url!r}")
    return urlunsplit(SplitResult(parts.scheme, _host(parts), _path(parts.path), _query(parts.query), ""))


def resolve(base: str, href: str) -> str | None:
    """A link as written on a page, as a canonical address; None if it leads to no page (javascript:, mailto:, #)."""
    href = _bare(href)
    if not href or href.startswith("#"):
        return None
    try:
        return canonical(_beside(base, href) or urljoin(base, href))
    except ValueError:
        return None


def _beside(base: str, href: str) -> str | None:
    """What urljoin makes of a link from the root of the site, or to a file next to the base, if both are plain."""
    root = base.find("/", len("https://"))
    if root == -1 or ":" in href or "//" in href or "//" in base[root:]:
        return None
    where = base[:root] if href.startswith("/") else base[: base.rindex("/") + 1]
    joined = where + href.removeprefix("./")
    return joined if PLAIN.fullmatch(joined) else None


def site(url: str) -> str:
    """The name under which a publisher registered: tibet.cn for media.tibet.cn, tjbh.gov.cn for nyncw.tjbh.gov.cn."""
    end = url.find("/", len("https://"))
    return _site(url if end == -1 else url[:end])


@lru_cache(maxsize=1_000)  # the links of a list have a handful of hosts
def _site(origin: str) -> str:
    host = urlsplit(origin).hostname or ""
    labels = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    kept = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-kept:])


def _bare(written: str) -> str:
    return BREAKS.sub("", written).strip(BLANKS).replace("\\", "/")  # browsers read a backslash as a slash


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    if not host or not re.fullmatch(r"[a-z0-9_.-]+|[0-9a-f:.]+", host):
        raise ValueError(f"not a host name: {host!r}")
    port = parts.port  # raises ValueError itself if it is no number
    bracketed = f"[{host}]" if ":" in host else host
    return bracketed if port in {None, DEFAULT_PORTS[parts.scheme]} else f"{bracketed}:{port}"


def _path(path: str) -> str:
    path = _escapes(SESSION.sub("", path))
    solved: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del solved[-1:]
        elif segment != ".":
            solved.append(segment)
    ends_open = path.endswith(("/.", "/.."))
    return "/" + "/".join([*solved, ""] if ends_open and solved[-1:] != [""] else solved)


def _query(query: str) -> str:
    kept = (part for part in query.split("&") if part and not TRACKING.fullmatch(part.partition("=")[0]))
    return _escapes("&".join(kept))


def _escapes(text: str) -> str:
    """Percent escapes in capitals, none where none is needed, one wherever one is."""
    plain = ESCAPED.sub(lambda match: _one(int(match[1], 16)), text)
    return quote(plain, safe="/%:@!$&'()*+,;=-._~?")


def _one(byte: int) -> str:
    return chr(byte) if byte in UNRESERVED else f"%{byte:02X}"
