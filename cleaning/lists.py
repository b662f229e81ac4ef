"""JSON lists: what the scripts of a page ask for, read without running them. JSONP and assignments are unwrapped."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cleaning.address import PAGE_KEY, canonical, resolve
from cleaning.chosen import chosen
from cleaning.decode import decode
from cleaning.document import open_document
from cleaning.feeds import plain
from cleaning.listing import links
from cleaning.page import Listed, ListPage, Page
from cleaning.paging import templated
from seeds.source import JsonList, Source

WRAPPED = re.compile(r"^\s*(?:/\*.{0,500}?\*/\s*)?(?:(?:var|let|const)\s+)?[\w$.\[\]]*\s*[=(]\s*(?=[\[{])", re.DOTALL)
# Names of fields in lists of Chinese publishing systems, small and without marks, the best first.
URLS = ("url", "link", "href", "linkurl", "docpuburl", "puburl", "newsurl", "arturl", "articleurl", "weburl", "htmlurl",
        "pcurl", "detailurl", "contenturl", "shareurl", "docurl", "doclink", "path")  # fmt: skip
TITLES = ("title", "doctitle", "newstitle", "articletitle", "arttitle", "listtitle", "showtitle", "topic", "headline",
          "subject", "name")  # fmt: skip
DATES = ("firstpublishtime", "displaypublishtime", "publishtime", "publishdate", "pubdate", "pubtime", "docreltime",
         "docpubtime", "publishedat", "releasetime", "releasedate", "showtime", "showdate", "deploytime", "date",
         "datetime", "time", "addtime", "inputtime", "createtime", "createdat", "createdate")  # fmt: skip
NEXTS = ("next", "nexturl", "nextpageurl", "nextlink")
PAGES = ("totalpages", "totalpage", "pagecount", "pages", "countpage", "pagetotal", "lastpage")
TOTALS = ("total", "totalnum", "totalcount", "totalrecord", "totalrecords", "totalelements", "recordcount")
SIZES = ("pagesize", "perpage", "rows", "limit", "size", "pagerows")
GOES_ON = ("hasmore", "hasnext", "hasnextpage")
FIELD = re.compile(r"\{([\w.]+)\}")
DEEPEST = 8  # levels below which no list of articles stands


def read_json(page: Page, source: Source, *, start: str) -> ListPage:
    """The articles of a JSON list in its order; its paths as the seed states them, else found by the fields' names."""
    wanted = source.json or JsonList(urls=(page.url,))
    value = open_json(decode(page.body, header=page.header("content-type"), known=source.encoding).text)
    found = _found(value, wanted)
    if isinstance(found, str):
        fragment = Page(url=page.url, body=found.encode("utf-8", "replace"), fetched_at=page.fetched_at)
        written = links(open_document(fragment, encoding="utf-8"), source)
    else:
        written = tuple(listed for item in found if (listed := _listed(item, wanted, page.url)))
    kept = chosen(written, source.access, here=page.url)
    return ListPage(links=kept, next_url=_next(value, wanted, page.url, start) if written else None)


def open_json(text: str) -> Any:
    """The value of a JSON text, of a JSONP call or of an assignment; None if there is none. Never raises."""
    text = text.strip().lstrip("\ufeff")
    wrapper = WRAPPED.match(text)
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text[wrapper.end() :] if wrapper else text)
    except (ValueError, RecursionError):
        return None
    return value


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path; numbers count in arrays, other names are looked up in each of their members."""
    for name in path.split(".") if path else ():
        if isinstance(value, list):
            member = value[int(name)] if name.isdecimal() and int(name) < len(value) else None
            value = member if name.isdecimal() else _flat(each.get(name) for each in value if isinstance(each, dict))
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return value


def _flat(values: Iterator[Any]) -> list[Any]:
    return [each for value in values for each in (value if isinstance(value, list) else [value])]


def _found(value: Any, wanted: JsonList) -> list[Mapping[str, Any]] | str:
    """The items, or the HTML that holds them."""
    stated = at(value, wanted.items) if wanted.items else None
    if isinstance(stated, str):
        return stated
    if wanted.items:
        return _members(stated)
    arrays = (members for each in _walk(value, DEEPEST) if (members := _members(each)))
    best = max(arrays, key=lambda items: sum(_is_item(item, wanted) for item in items), default=None)
    if best and any(_is_item(item, wanted) for item in best):
        return best
    return max((each for each in _walk(value, DEEPEST) if isinstance(each, str) and "<a " in each), key=len, default="")


def _members(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _walk(value: Any, levels: int) -> Iterator[Any]:
    yield value
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in below if levels else ():
        yield from _walk(each, levels - 1)


def _heads(value: Any, levels: int) -> Iterator[Mapping[str, Any]]:
    """What an answer says of itself: its objects outside arrays. An article may have a field `pages` or `total` too."""
    if isinstance(value, dict):
        yield value
        for each in value.values() if levels else ():
            yield from _heads(each, levels - 1)


def _is_item(item: Mapping[str, Any], wanted: JsonList) -> bool:
    return bool(_address(item, wanted) and _title(item, wanted))


def _listed(item: Mapping[str, Any], wanted: JsonList, here: str) -> Listed | None:
    written = _address(item, wanted)
    url = resolve(here, written) if written else None
    if url is None:
        return None
    date = at(item, wanted.date) if wanted.date else _named(item, DATES)
    return Listed(url=url, title=_title(item, wanted), date=_moment(date))


def _address(item: Mapping[str, Any], wanted: JsonList) -> str:
    if wanted.url and "{" in wanted.url:
        fields = FIELD.findall(wanted.url)
        values = {name: _text(at(item, name)) for name in fields}
        return FIELD.sub(lambda match: values[match[1]], wanted.url) if all(values.values()) else ""
    return _text(at(item, wanted.url) if wanted.url else _named(item, URLS))


def _title(item: Mapping[str, Any], wanted: JsonList) -> str:
    return plain(_text(at(item, wanted.title) if wanted.title else _named(item, TITLES)))


def _named(item: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """The first field of these names that says something."""
    fields = _fields(item)
    return next((fields[name] for name in names if fields.get(name)), None)


def _fields(item: Mapping[str, Any]) -> dict[str, Any]:
    """By their names, small and without marks."""
    return {re.sub(r"[_-]", "", key).lower(): value for key, value in item.items()}


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _moment(value: Any) -> str:
    """Seconds or milliseconds since 1970 as ISO 8601; a printed date as it is."""
    written = _text(value)
    if re.fullmatch(r"1\d{9}(?:\d{3})?", written):
        return datetime.fromtimestamp(int(written[:10]), UTC).isoformat()
    return written


def _next(value: Any, wanted: JsonList, here: str, start: str) -> str | None:
    if wanted.next:
        return None if _is_last(value, here) else templated(here, start, wanted.next, wanted.first)
    top = tuple(_heads(value, 2))
    stated = next((text for each in top if (text := _text(_named(each, NEXTS)))), "")
    if "/" in stated or "?" in stated:
        return resolve(here, stated)
    match = PAGE_KEY.search(urlsplit(here).query)
    if match is None or _is_last(value, here):
        return None
    parts = urlsplit(here)
    query = parts.query[: match.start(1)] + str(int(match[1]) + 1) + parts.query[match.end(1) :]
    return canonical(parts._replace(query=query).geturl())


def _is_last(value: Any, here: str) -> bool:
    """By the number of pages or of items that the answer states. Without either, an empty page is the end."""
    top = tuple(_heads(value, 2))
    match = PAGE_KEY.search(urlsplit(here).query)
    number = int(match[1]) if match else None
    pages = next((count for each in top if (count := _number(_named(each, PAGES)))), None)
    if number is not None and pages:
        return number >= pages
    if any(_fields(each).get(name) is False for each in top for name in GOES_ON):
        return True
    total = next((count for each in top if (count := _number(_named(each, TOTALS)))), None)
    size = next((count for each in (*top, _queried(here)) if (count := _number(_named(each, SIZES)))), None)
    return number is not None and bool(total and size) and number * (size or 0) >= (total or 0)


def _queried(url: str) -> dict[str, str]:
    return dict(pair.partition("=")[::2] for pair in urlsplit(url).query.split("&"))


def _number(value: Any) -> int | None:
    written = _text(value)
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else None
