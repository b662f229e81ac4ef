"""What only attributes say of a page's date: `<time datetime>`, hidden inputs, `data-publishtime`."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice

import lxml.html

from cleaning.extract.scripted import WHEN, dated

NAME = re.compile(rf"^(?:data-)?(?:{WHEN})$", re.IGNORECASE)
HELD = ("header", "article", "section", "main", "div", "body")  # what a headline and its date stand in,
NEAR = 2  # one or two of them up from the date
LISTED = ("li", "footer", "aside", "nav")
HEADLINES = ("h1", "h2")
MANY = 2_000  # attributes that are looked at
TIMES = 20


def date_of(tree: lxml.html.HtmlElement, *, zone: tzinfo) -> str:
    """As text, in a form that pages print as well; empty if there is none, or several that differ."""
    named = {dated(value, zone) for value in _named(tree)}
    return time_of(tree) or (named.pop() if len(named) == 1 else "")


def time_of(tree: lxml.html.HtmlElement) -> str:
    """The first time near a headline: what stands elsewhere is the time of a comment, a list, a footer."""
    for time in islice(tree.iter("time"), TIMES):
        boxes = islice(time.iterancestors(*HELD), NEAR)
        headed = any(next(box.iter(*HEADLINES), None) is not None for box in boxes)
        if time.get("datetime") and headed and next(time.iterancestors(*LISTED), None) is None:
            return str(time.get("datetime"))
    return ""


def _named(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for field in tree.iter("input"):
        if field.get("type") == "hidden" and any(NAME.match(field.get(key) or "") for key in ("id", "name")):
            yield str(field.get("value") or "")
    for value in islice(tree.xpath("//@*[starts-with(name(), 'data-')]"), MANY):
        if NAME.match(value.attrname):
            yield str(value)
