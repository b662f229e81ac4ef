"""CSS selectors of seeds, translated once: lxml's own `cssselect` does it again for every page."""

from functools import lru_cache
from typing import Any

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement


def matching(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements of a tree that a selector names, in the order of the page. Raises SelectorError."""
    found: Any = _compiled(selector)(tree)  # elements: lxml's types think of any XPath
    return list(found)


@lru_cache(maxsize=1_000)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")
