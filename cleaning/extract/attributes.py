"""What only attributes say of a page's date: `<time datetime>`, hidden inputs, `data-publishtime`."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from itertools import islice

import lxml.html

from cleaning.extract.scripted import WHEN, dated

NAME = re.compile(rf"^(?:data-)?(?:{WHEN})$", re.IGNORECASE)
HELD = ("header", "article", "section", "main", "div")  # what a headline and its date stand in
HEADLINES = ("h1", "h2")
MANY = 2_000  # attributes that are looked at
TIMES = 20


def date_of(tree: lxml.html.HtmlElement, *, zone: tzinfo) -> str:
    """As text, in a form that pages print as well; empty if there is none, or several that differ."""
    named = {dated(value, zone) for value in _named(tree)}
    return next(_by_headline(tree), "") or (named.pop() if len(named) == 1 else "")


def _by_headline(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Times in the box of a headline: what stands elsewhere is the time of a comment, a list, a footer."""
    for time in islice(tree.iter("time"), TIMES):
        box = next(time.iterancestors(*HELD), None)
        if time.get("datetime") and box is not None and next(box.iter(*HEADLINES), None) is not None:
            yield str(time.get("datetime"))


def _named(tree: lxml.html.HtmlElement) -> Iterator[str]:
    for field in tree.iter("input"):
        if field.get("type") == "hidden" and any(NAME.match(field.get(key) or "") for key in ("id", "name")):
            yield str(field.get("value") or "")
    for value in islice(tree.xpath("//@*[starts-with(name(), 'data-')]"), MANY):
        if NAME.match(value.attrname):
            yield str(value)
