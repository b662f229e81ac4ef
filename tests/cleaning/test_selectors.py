"""Selectors of seeds: the same elements as lxml's own, and a clear refusal of what is none."""

import lxml.html
import pytest
from cssselect import SelectorError

from cleaning.selectors import matching

PAGE = "<div><h1 class=t>题</h1><ul><li><a href=/1>一</a><li><a>二</a></ul><DIV ID=Zoom>文</DIV></div>"


@pytest.mark.parametrize("selector", ["h1.t", "li > a[href]", "#Zoom", "ul li:nth-child(2), h1", "p"])
def test_the_elements_that_a_selector_names(selector: str) -> None:
    tree = lxml.html.document_fromstring(PAGE)
    assert matching(tree, selector) == tree.cssselect(selector)


def test_what_is_no_selector() -> None:
    with pytest.raises(SelectorError):
        matching(lxml.html.document_fromstring(PAGE), "div[")
