"""Measures figures against texts read by hand: `python -m tests.bench.facts_figures [--wrong] [--noise] [FOLDER]`.

Prints precision and recall for all texts and for a half that is chosen by a hash of their keys. Needs the study
material beside the checkout.
"""

import hashlib
import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from cleaning.clean import clean
from cleaning.facts.amounts import read_amounts
from cleaning.facts.facts import facts_of
from cleaning.read import read_text
from cleaning.report import Figure, Report
from tests.noise.noises import NOISES
from tests.noise.text import Text

FOLDER = Path(__file__).parents[2].parent / "shared"
ROLES = {
    "aid_funds": {"aid_fund"},
    "project_cost": {"project_cost"},
    "investment_attracted": {"investment_attracted"},
    "donation": {"donation", "in_kind"},
    "other": {"third_party", "other"},
    "benefit": {"outcome"},
    "output": {"outcome"},
}
WORDS = {
    "近": "lt", "不到": "lt", "余": "gt", "多": "gt", "超": "gt", "超过": "gt", "突破": "gt", "约": "approx",
    "大约": "approx", "左右": "approx", "以上": "ge",
}  # fmt: skip
UNITS = {"名": "人", "位": "人", "人": "人", "场": "场次", "期": "场次"}
CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 1, 1, tzinfo=CHINA)


@dataclass
class Score:
    """Counts of one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def line(self) -> str:
        counts = f"({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  {counts}"


Scores = dict[str, Score]


def plain(text: str) -> str:
    """A phrase as cleaning leaves it."""
    return clean(read_text(text, url="", title="", published=None, publisher=None, now=NOW)).body


def report_of(key: str, title: str, body: str, published: str | None) -> Report:
    """A text through cleaning, as `duikou clean` reads it."""
    url = f"http://bench.example/{key}"
    return clean(read_text(body, url=url, title=title, published=published, publisher=None, now=NOW))


def texts(folder: Path, noise: str | None = None) -> Iterator[tuple[dict[str, Any], Report]]:
    """Each text of the gold with its report; with a noise of the catalogue set into all but the seeds, which have
    their own."""
    pages = {page["key"]: page for page in _lines(folder / "corpus" / "pages.jsonl")}
    for gold in _lines(folder / "corpus" / "gold.jsonl"):
        key, title = gold["key"], gold["title"]
        if key.startswith("seed:"):
            body = next((folder / "seeds").glob(f"{key[5:]}_*")).read_text("utf-8")
        else:
            title, body = noisy(title, pages[key]["text"], noise)
        yield gold, report_of(key, title, body, gold.get("published"))


def noisy(title: str, body: str, noise: str | None) -> tuple[str, str]:
    if noise is None:
        return title, body
    text = NOISES[noise](Text(title=title, paragraphs=tuple(body.splitlines())), random.Random(body))
    return text.title, "\n".join((*text.head, *text.paragraphs, *text.tail))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def held_out(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 1


def measure(gold: dict[str, Any], figures: Iterable[Figure], scores: Scores) -> None:
    money = [one for one in figures if one.kind == "money"]
    _measure_money(gold, money, scores)
    _measure_counts(gold, [one for one in figures if one.kind != "money"], scores)


def _measure_money(gold: dict[str, Any], money: list[Figure], scores: Scores) -> None:
    free = list(money)
    for row in gold["money"]:
        value = row["value_cny"]
        if value is None:
            continue
        same = [one for one in free if one.value == value]
        if not same:
            scores["money"].missed += 1
            scores["money"].faults.append(f"{gold['key']} missed {row['text']}")
            continue
        best = max(same, key=lambda one: (_agrees(row, one), one.block == "body"))
        free.remove(best)
        scores["money"].right += 1
        _measure_fields(gold["key"], row, best, scores)
    known = {row["value_cny"] for row in gold["money"]}
    for one in free:
        if one.value is not None and one.value not in known:
            scores["money"].wrong += 1
            scores["money"].faults.append(f"{gold['key']} wrong {one.text}: {one.sentence[:80]}")


def _agrees(row: dict[str, Any], one: Figure) -> int:
    return (
        (one.role in ROLES[row["kind"]]) + (one.stage == row.get("stage")) + (one.aggregation == row.get("aggregation"))
    )


def _measure_fields(key: str, row: dict[str, Any], one: Figure, scores: Scores) -> None:
    said = {WORDS[word] for word in re.split("/", row["qualifier"] or "") if word in WORDS}
    _judge(
        scores["qualifier"],
        one.qualifier in (said or {"eq"}),
        f"{key} {one.text} {row['qualifier']} read {one.qualifier}",
    )
    _judge(
        scores["role"], one.role in ROLES[row["kind"]], f"{key} {one.text} {row['kind']} read {one.role}: {_near(one)}"
    )
    if "stage" in row:
        _judge(
            scores["stage"],
            one.stage == row["stage"],
            f"{key} {one.text} {row['stage']} read {one.stage}: {_near(one)}",
        )
        agrees = one.aggregation == row["aggregation"]
        _judge(
            scores["aggregation"], agrees, f"{key} {one.text} {row['aggregation']} read {one.aggregation}: {_near(one)}"
        )


def _near(one: Figure) -> str:
    at = one.sentence.find(one.text)
    return one.sentence[max(0, at - 40) : at + 30]


def _judge(score: Score, right: bool, fault: str) -> None:
    if right:
        score.right += 1
    else:
        score.wrong += 1
        score.faults.append(fault)


def _measure_counts(gold: dict[str, Any], counts: list[Figure], scores: Scores) -> None:
    free = Counter((one.value, one.unit) for one in counts)
    for row in gold["counts"]:
        wanted = row["value"], UNITS.get(row["unit"], row["unit"])
        if free[wanted]:
            free[wanted] -= 1
            scores["counts"].right += 1
        else:
            scores["counts"].missed += 1
            scores["counts"].faults.append(f"{gold['key']} missed {row['text']} ({row['what_for']})")


def measure_phrases(folder: Path, scores: Scores) -> None:
    for row in _lines(folder / "domain" / "phrases.jsonl"):
        found = [one for one in read_amounts(plain(row["text"])) if one.kind == "money"]
        read = sorted(one.value if one.value is not None else one.low or 0 for one in found if one.value or one.low)
        gold = sorted(one["value"] for one in row["money"])
        _judge(
            scores["phrases"],
            read == gold or (len(read) == 1 and read[0] in gold),
            f"{row['id']} {row['text']} read {read}",
        )


NAMES = ("money", "qualifier", "role", "stage", "aggregation", "counts", "phrases")


def main(arguments: list[str]) -> None:
    folder = Path(next((one for one in arguments if not one.startswith("-")), FOLDER))
    everything, held = ({name: Score() for name in NAMES} for _ in range(2))
    spent = []
    for gold, report in texts(folder):
        begun = time.process_time()
        figures = facts_of(report).figures
        spent.append(time.process_time() - begun)
        for scores in (everything, held) if held_out(gold["key"]) else (everything,):
            measure(gold, figures, scores)
    measure_phrases(folder, everything)
    show("all", everything, wrong="--wrong" in arguments)
    show("held-out half", held, wrong=False)
    for noise in NOISES if "--noise" in arguments else ():
        scores = {name: Score() for name in NAMES}
        for gold, report in texts(folder, noise):
            measure(gold, facts_of(report).figures, scores)
        show(noise, scores, wrong="--wrong" in arguments)
    print(f"facts of one report: median {statistics.median(spent) * 1000:.2f} ms, slowest {max(spent) * 1000:.2f} ms")


def show(title: str, scores: Scores, *, wrong: bool) -> None:
    print(title)
    for name, score in scores.items():
        if score.right + score.wrong + score.missed:
            print(f"  {name:12} {score.line()}")
        for fault in score.faults if wrong else ():
            print(f"      {fault}")


if __name__ == "__main__":
    main(sys.argv[1:])
