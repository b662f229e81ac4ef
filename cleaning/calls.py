"""What the script of a page asks for to draw its list, and what it makes of the answer; read without running it."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from cleaning.address import resolve
from cleaning.anchors import base_of
from cleaning.document import Document

# What a script asks for: $.getJSON("…"), fetch('…'), url: "…", if it looks like a list.
ASKED = re.compile(
    r"""(?:getJSON|get|fetch|ajax|jsonp|url|Url|URL|api|Api)\s*["']?\s*[(:=]\s*["']"""
    r"""(?P<url>[^"'\s<>]{0,300}?(?:\.json|\.js\?|/api/|/api-gateway/|nodeart|list\?|[?&]page\w*=)[^"'\s<>]{0,300})["']"""
)
# The fields that go with it: data: {channelId: channelId, pageNo: 1}, params: {…}, or the second argument.
FIELDS = re.compile(r"""\s*(?:,|(?:,\s*\{)?[^{}]{0,120}?\b(?:data|params)\s*:)\s*\{([^{}]{1,400})\}""")
FIELD = re.compile(r"""["']?(\w{1,40})["']?\s*:\s*(?:["']([^"'{}]{0,80})["']|([\w.]{1,60}))\s*(?:,|$)""")
PAGE = re.compile(r"page(?:no|num|index|number)?|cur(?:rent)?page|pn|p", re.IGNORECASE)
SIZE = re.compile(r"(?:page)?size|limit|rows|per_?page|num", re.IGNORECASE)
ROWS = "20"  # asked for where the script works the number out
# How an address is put together from a field: '<a href="/detail.html?id=' + o.id + '">', `/detail/${item.id}.html`
DETAIL = re.compile(
    r"""["'`=](?P<before>[^"'`<>\s+]{1,150}[=/_-])(?:["']\s*\+\s*\w+(?:\[\w+\])?\.(?P<field>\w{1,40})"""
    r"""(?:\s*\+\s*["'](?P<after>[^"'<>\s\\]{0,40}))?|\$\{\w+\.(?P<held>\w{1,40})\}(?P<behind>[^"'`<>\s]{0,40}))"""
)
KEY = re.compile(r"(?:\w*_?)?(?:id|guid|uuid|code|docid)", re.IGNORECASE)


def asked_for(document: Document) -> Iterator[str]:
    """The addresses that look like lists, with the fields that go with them."""
    text = document.text.replace("\\/", "/")
    for match in ASKED.finditer(text):
        fields = FIELDS.match(text, match.end())
        query = urlencode(list(_given(fields[1], text))) if fields else ""
        joint = "&" if "?" in match["url"] else "?"
        if url := resolve(base_of(document), match["url"] + (joint + query if query else "")):
            yield url


def detail_of(document: Document) -> str | None:
    """How an article's address is made of a field of its item, as a seed writes it: `/detail.html?id={id}`."""
    for match in DETAIL.finditer(document.text.replace("\\/", "/")):
        field = match["field"] or match["held"]
        if KEY.fullmatch(field):
            return f"{match['before']}{{{field}}}{match['after'] or match['behind'] or ''}"
    return None


def _given(fields: str, text: str) -> Iterator[tuple[str, str]]:
    """Names and values; a variable's value is what the script sets it to, 1 for the page that it would ask for."""
    for name, quoted, bare in FIELD.findall(fields):
        if quoted or not bare:
            yield name, quoted
        elif bare.isdecimal():
            yield name, bare
        elif value := _set(bare, text):
            yield name, value
        elif PAGE.fullmatch(name):
            yield name, "1"
        elif SIZE.fullmatch(name):
            yield name, ROWS


def _set(variable: str, text: str) -> str:
    name = re.escape(variable.rpartition(".")[2])
    found = re.search(rf"""\b{name}\s*[:=]\s*(?:["']([\w-]{{1,60}})["']|(\d{{1,12}}))\s*[,;}}\r\n]""", text)
    return (found[1] or found[2]) if found else ""
