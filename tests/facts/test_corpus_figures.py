"""Figures of real texts: every span reproduces its words, and the accuracy that was reached is kept."""

import json
from pathlib import Path

import pytest

from cleaning.facts.facts import facts_of
from cleaning.facts.parties import blocks
from tests.bench.facts_figures import Score, measure, report_of, texts


@pytest.mark.shared
def test_every_span_of_the_corpus_reproduces_its_words(shared: Path) -> None:
    for line in (shared / "corpus" / "pages.jsonl").read_text("utf-8").splitlines()[::4]:
        page = json.loads(line)
        report = report_of(page["key"], page["title"], page["text"], "2018-09-01")
        for one in facts_of(report).figures:
            assert blocks(report)[one.block][one.start : one.end] == one.text


@pytest.mark.shared
def test_figures_are_as_right_as_they_were(shared: Path) -> None:
    scores = {name: Score() for name in ("money", "qualifier", "role", "stage", "aggregation", "counts")}
    for gold, report in texts(shared):
        measure(gold, facts_of(report).figures, scores)
    assert scores["money"].precision >= 0.98
    assert scores["money"].recall >= 0.95
    assert scores["qualifier"].precision >= 0.97
    assert scores["role"].precision >= 0.90
    assert scores["stage"].precision >= 0.85
    assert scores["aggregation"].precision >= 0.90
    assert scores["counts"].recall >= 0.85
