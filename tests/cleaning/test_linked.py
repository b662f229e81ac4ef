"""JSON-LD: of all that a page describes, what speaks of its article."""

import json
from typing import Any

import lxml.html
import pytest

from cleaning.extract.linked import Linked, linked_of

TITLE = "援藏医疗队在乡里义诊三百人"
OURS = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2022-04-18T10:30:05+08:00"}
OTHER = {"@type": "NewsArticle", "headline": "青稞丰收了", "datePublished": "2023-01-01"}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (OURS, Linked(date="2022-04-18T10:30:05+08:00")),
        ([OTHER, OURS], Linked(date="2022-04-18T10:30:05+08:00")),
        ({"@graph": [{"@type": "WebSite", "name": "某网"}, OURS]}, Linked(date="2022-04-18T10:30:05+08:00")),
        ({**OURS, "author": {"name": "林小满"}}, Linked(date=OURS["datePublished"], authors=("林小满",))),
        ({**OURS, "publisher": {"name": "高山公益"}}, Linked(date=OURS["datePublished"], publisher="高山公益")),
        ({"@type": "ItemList", "itemListElement": [OTHER]}, Linked()),
        ([OTHER, {**OTHER, "datePublished": "2023-02-02"}], Linked()),
        ({"@type": "NewsArticle", "datePublished": "2021-05-06"}, Linked(date="2021-05-06")),
        ({"datePublished": {"@value": "2021-05-06"}}, Linked()),
        ({"@type": "WebSite", "name": "某网"}, Linked()),
    ],
)
def test_linked_of(data: Any, found: Linked) -> None:
    script = f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
    assert linked_of(lxml.html.document_fromstring(f"<html><head>{script}</head></html>").iter(), TITLE) == found


def test_damaged_json_still_tells_the_date() -> None:
    script = '<script type="application/ld+json">{"datePublished": "2021-05-06", "headline": "甲"乙"}</script>'
    assert linked_of(lxml.html.document_fromstring(script).iter(), TITLE).date == "2021-05-06"
