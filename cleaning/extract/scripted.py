"""What only a page's script says of its article: its date and publisher as variables, or all of it as JSON that the
script shows to readers later (`window.__INITIAL_STATE__ = {...}`, `<script type="application/json">`)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import escape
from typing import Any

import lxml.html

VALUE = r"""\b["']?\s*[:=]\s*(?:\w+\()?\s*["']?(?P<value>{})["',;)}}\s]"""
WHEN = r"(?:publish|pub|release|issue|post|create)_?(?:time|date|at|ed)?|ptime|ctime|ct"
WHO = r"(?:source|media|nick)_?name|source|contentsource|media"
DATE = re.compile(
    rf"\b(?:{WHEN})" + VALUE.format(r"\d{10,13}|(?:19|20)\d\d[-/.年][\d:/. T年月日-]{4,20}"), re.IGNORECASE
)
NAME = re.compile(rf"\b(?:{WHO})" + VALUE.format(r"[\\\w\u4e00-\u9fff·-]{2,60}"), re.IGNORECASE)
STATE = re.compile(r"=\s*(?=\{)")
UNDEFINED = re.compile(r"(?<=:)undefined(?=[,}])")
TITLE_KEY = re.compile(r"^(?:\w*title|headline|subject)$", re.IGNORECASE)
DATE_KEY = re.compile(rf"^(?:{WHEN})$", re.IGNORECASE)
NAME_KEY = re.compile(rf"^(?:{WHO})$", re.IGNORECASE)
TAG = re.compile("<[^<>]*>")
HAN = re.compile(r"[\u4e00-\u9fff]{2}")
STOP = re.compile("[，。！？；]")
NEAR = 3_000  # characters around the title in which a script speaks of it
LEAST = 60  # characters of a text
MOST = 1_000_000  # characters of a script that are read
SHORT = 200  # characters that a title has at most
EMPTY: Mapping[str, Any] = {}
DEEP = 12  # levels of JSON


@dataclass(frozen=True, kw_only=True)
class Said:
    """As text, empty if the script is silent. `date`: in a form that pages print as well."""

    date: str = ""
    publisher: str = ""


def said_of(tree: lxml.html.HtmlElement, title: str, *, zone: tzinfo) -> Said:
    """What a script says next to the title of the page: what stands elsewhere may be said of other articles."""
    for text in _scripts(tree):
        if (at := _position(text, title)) < 0:
            continue
        around = text[max(at - NEAR, 0) : at + NEAR]
        here = min(at, NEAR)
        date, name = _nearest(DATE, around, here), _nearest(NAME, around, here)
        if date or name:
            return Said(date=dated(date, zone), publisher=_plain(name))
    return Said()


def markup_of(tree: lxml.html.HtmlElement, *, window: str, shown: int, zone: tzinfo) -> str:
    """The article of a page that a script fills, as the page that readers would see; empty if there is none. Where
    the page shows something, `shown` characters, it must be less, and the title that of the window."""
    records = [record for text in _scripts(tree) for state in _states(text) for record in _records(state)]
    told = sorted(((_body(record), at) for at, record in enumerate(records)), key=lambda one: -len(one[0]))[:2]
    if not told or len(told[0][0]) < LEAST or (len(told) > 1 and 2 * len(told[1][0]) > len(told[0][0])):
        return ""  # a list of articles has several of one length
    body, record = told[0][0], records[told[0][1]]
    if shown and (2 * shown > len(TAG.sub("", body)) or not _names(window, _field(record, TITLE_KEY))):
        return ""
    text = body if "<" in body else "".join(f"<p>{escape(line)}</p>" for line in body.splitlines())
    title = _field(record, TITLE_KEY)
    named = window if not title or _names(window, title) else title  # all windows of some sites are titled alike
    head = f"<title>{escape(named)}</title><h1>{escape(title)}</h1>"
    return f'{head}{_byline(record, zone)}<div class="content">{text}</div>'


def _names(window: str, title: str) -> bool:
    return len(title) >= 4 and "".join(title.split()) in "".join(window.split())


def _byline(record: Mapping[str, Any], zone: tzinfo) -> str:
    date, name = dated(_field(record, DATE_KEY), zone), _field(record, NAME_KEY)
    return f"<div>发布时间：{escape(date)}</div>" * bool(date) + f"<div>来源：{escape(name)}</div>" * bool(name)


def _scripts(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if script.text and "ld+json" not in (script.get("type") or ""):
            yield script.text[:MOST]


def _position(text: str, title: str) -> int:
    """Where a script names the title, in characters or escaped as JSON is by most libraries; -1 if nowhere."""
    if len(title) < 4:
        return -1
    at = text.find(title)
    return at if at >= 0 else text.find(json.dumps(title)[1:-1])


def _nearest(form: re.Pattern[str], text: str, here: int) -> str:
    found = [(abs(match.start() - here), match["value"]) for match in form.finditer(text)]
    return min(found)[1] if found else ""


def dated(value: str, zone: tzinfo) -> str:
    """Seconds or milliseconds since 1970 as a date; every other form as it is."""
    if not value.isdecimal() or len(value) not in {10, 13}:
        return value
    return datetime.fromtimestamp(int(value[:10]), tz=zone).strftime("%Y-%m-%d %H:%M:%S")


def _plain(name: str) -> str:
    try:
        plain = str(json.loads(f'"{name}"'))
        return plain if HAN.search(plain) else ""  # a number of an account
    except ValueError:
        return ""


def _states(text: str) -> Iterator[Any]:
    """The JSON values of a script: it is one, or it gives some to variables."""
    decoder = json.JSONDecoder(strict=False)
    whole = UNDEFINED.sub("null", text)
    starts = [0] if whole.lstrip().startswith(("{", "[")) else [match.end() for match in STATE.finditer(whole)][:20]
    done = 0
    for start in starts:
        if start < done:
            continue
        try:
            state, done = decoder.raw_decode(whole.lstrip() if not start else whole, start)
        except (ValueError, RecursionError):
            continue
        yield state


def _records(state: object, given: Mapping[str, Any] = EMPTY, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """All objects within a value, each with the title, date and name of the objects around it where it has none."""
    if depth > DEEP:
        return
    if isinstance(state, dict):
        record = {**given, **state}
        yield record
        given = {key: value for key, value in record.items() if _is_told(key, value)}
    inner = state.values() if isinstance(state, dict) else state if isinstance(state, list) else ()
    for value in inner:
        yield from _records(value, given, depth + 1)


def _is_told(key: str, value: object) -> bool:
    named = any(form.match(key) for form in (TITLE_KEY, DATE_KEY, NAME_KEY))
    return named and isinstance(value, str | int) and len(str(value)) < SHORT


def _body(record: Mapping[str, Any]) -> str:
    """The longest of an object's texts that reads like prose."""
    texts = (value for value in record.values() if isinstance(value, str) and len(STOP.findall(value)) >= 2)
    return max(texts, key=len, default="")


def _field(record: Mapping[str, Any], key: re.Pattern[str]) -> str:
    found = (value for name, value in record.items() if key.match(name) and isinstance(value, str | int) and value)
    return str(next(found, ""))
