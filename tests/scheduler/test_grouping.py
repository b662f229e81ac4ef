"""`duikou stories -`: JSON lines in, a line for each out."""

import json
from collections.abc import Sequence

import opencc
import pytest

from cleaning.read import read_text
from scheduler.grouping import Grouping
from tests.noise.copying import reprints, traps
from tests.noise.stories import Copy, article, edited
from tests.scheduler.conftest import Command
from tests.store.conftest import NOW


def grouped(*copies: Copy) -> list[dict[str, str]]:
    grouping = Grouping()
    for copy in copies:
        given = {"title": copy.title, "published": copy.published.isoformat(), "publisher": copy.publisher}
        grouping.add(read_text(copy.text, url=copy.url, now=NOW, **given))
    return list(grouping.rows())


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_reprints_are_one_story_whatever_their_order(seed: int) -> None:
    copies = reprints(seed, 8)
    rows, back = grouped(*copies), grouped(*reversed(copies))[::-1]
    assert len({row["story"] for row in rows}) == 1
    assert {row["origin"] for row in (*rows, *back)} == {copies[0].url}
    assert [row["relation"] for row in rows].count("origin") == 1
    assert [row["relation"] for row in rows] == [row["relation"] for row in back]


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_what_only_looks_alike_stays_apart(seed: int) -> None:
    copies = traps(10**6 + seed * 100)
    rows = grouped(*copies)
    assert len({row["story"] for row in rows}) == len(copies)
    assert {(row["relation"], row["origin"]) for row in rows} == {("origin", None)}


def test_the_command_prints_a_line_for_each(started: Command) -> None:
    one = article(5)
    traditional = opencc.OpenCC("s2t").convert(one.text)
    rows = [_line("http://a.example/1.html", one.text, one), _line("http://b.example/2.html", traditional, one)]
    rows += [
        _line("http://c.example/3.html", edited(one, 0.04, 1).text, one),
        _line("http://d.example/4.html", article(6).text, article(6)),
    ]
    answer = started("stories", "-", given="\n".join([*rows, "no json"]).encode())
    assert (answer.code, answer.err.split(":")[0]) == (1, "line 5")
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [row["relation"] for row in found] == ["origin", "translated_script", "edited", "origin"]
    assert [row["origin"] for row in found] == [*["http://a.example/1.html"] * 3, None]
    assert _stories(found) == [0, 0, 0, 1]


def _line(url: str, text: str, copy: Copy) -> str:
    return json.dumps(
        {"url": url, "text": text, "title": copy.title, "publisher": copy.publisher, "published": "2026-01-05"}
    )


def _stories(rows: Sequence[dict[str, str]]) -> list[int]:
    order = list(dict.fromkeys(row["story"] for row in rows))
    return [order.index(row["story"]) for row in rows]
