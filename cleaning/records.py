"""Lists that a script fills: jcms/jpage keeps its rows as records in the page, and asks for more of them by a form.

The further rows are POSTed for: `dataproxy.jsp?startrecord=46&endrecord=90&perpage=15` with a form of the list's
numbers. Here such an answer has one address that holds both, so that it can be listed, kept and gone back to."""

import re
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from cleaning.address import resolve
from cleaning.anchors import base_of
from cleaning.document import Document, parse

RECORD = re.compile(r"<record\b[^<>]*>", re.IGNORECASE)
RECORD_END = re.compile(r"</record>", re.IGNORECASE)
CDATA = re.compile(r"^\s*<!\[CDATA\[|\]\]>\s*$")
NEXT_GROUP = re.compile(
    r"<nextgroup>(?:(?!</nextgroup>).){0,200}?href\s*=\s*[\"']([^\"']+)[\"']", re.DOTALL | re.IGNORECASE
)
PROXY = re.compile(r"""\bproxyUrl\s*:\s*["']([^"']+)["']""")
FORM = re.compile(r"\b(?:ajaxParam|dataParam)\s*:\s*\{([^{}]*)\}")
FIELD = re.compile(r"""(\w+)\s*:\s*(?:["']([^"']*)["']|([\w.-]+))""")
NUMBER = r"\b{}\s*(?:[:=]\s*|>\s*)[\"']?(\d+)"
TOTAL = re.compile(NUMBER.format("totalRecords?"), re.IGNORECASE)
PER_PAGE = re.compile(NUMBER.format("perPage"), re.IGNORECASE)
GROUP = re.compile(NUMBER.format("groupSize"), re.IGNORECASE)
MOST = 200  # rows asked for at once, whatever a page says
IN_ADDRESS = ("startrecord", "endrecord", "perpage")  # the rest is the form


class Form(NamedTuple):
    """A POST: where to, and its body as application/x-www-form-urlencoded."""

    url: str
    body: str


def unfolded(document: Document) -> Document:
    """The page as if its script had run: the records are elements. A page without records as it is."""
    rows = records_in(document.text)
    if not rows:
        return document
    whole = "\n".join(rows)
    table = whole.lstrip().lower().startswith("<tr")
    return replace(document, tree=parse(f"<table>{whole}</table>" if table else f"<ul>{whole}</ul>"))


def records_in(text: str) -> list[str]:
    """The HTML of the records. Cut at their ends, for an expression would scan from each unclosed one to the end."""
    pieces = (RECORD.split(piece) for piece in RECORD_END.split(text)[:-1])
    return [CDATA.sub("", inside[-1]) for inside in pieces if len(inside) > 1]


def next_records(document: Document) -> str | None:
    """The address of the rows behind those of this page, None at the end or on any other page."""
    if group := NEXT_GROUP.search(document.text):
        return resolve(base_of(document), group[1].replace("&amp;", "&"))
    rows = len(records_in(document.text))
    stated = TOTAL.search(document.text)
    total = int(stated[1]) if stated else None
    if "startrecord=" in document.page.url:
        return _following(document.page.url, rows, total)
    proxy, form = PROXY.search(document.text), FORM.search(document.text)
    if proxy is None or form is None or (total is not None and rows >= total):
        return None
    return _first(document, proxy[1], form[1], rows)


def form_of(url: str) -> Form | None:
    """What to POST for rows; None for an address that is simply asked for."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    if not parts.path.endswith("dataproxy.jsp") or "startrecord" not in dict(fields):
        return None
    stays = urlencode([field for field in fields if field[0] in IN_ADDRESS])
    return Form(
        parts._replace(query=stays).geturl(), urlencode([field for field in fields if field[0] not in IN_ADDRESS])
    )


def _first(document: Document, proxy: str, form: str, rows: int) -> str | None:
    fields = [(name, quoted or bare) for name, quoted, bare in FIELD.findall(form)]
    per_page = _stated(PER_PAGE, document.text, 15)
    size = min(per_page * _stated(GROUP, document.text, 1), MOST)
    window = [("startrecord", rows + 1), ("endrecord", rows + size), ("perpage", per_page)]
    return resolve(base_of(document), f"{proxy}?{urlencode([*window, *fields])}")


def _following(here: str, rows: int, total: int | None) -> str | None:
    """The next window of rows; a window that was not filled was the last one."""
    fields = dict(parse_qsl(urlsplit(here).query, keep_blank_values=True))
    start, end = (_whole(fields.get(name, "")) for name in IN_ADDRESS[:2])
    size = end - start + 1
    if size < 1 or rows < size or (total is not None and end >= total):
        return None
    moved = fields | {"startrecord": str(end + 1), "endrecord": str(end + size)}
    return resolve(here, f"?{urlencode(moved)}")


def _stated(pattern: re.Pattern[str], text: str, usual: int) -> int:
    match = pattern.search(text)
    return max(int(match[1][:6]), 1) if match else usual


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
