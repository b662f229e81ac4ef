"""Precision and recall of parties, pairs, programmes and relevance against pages read by hand.

python -m tests.bench.facts_parties [--misses] [--noise]: with --noise every text is first spoilt as mirrors do
(tests/noise) and cleaned again."""

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import opencc

from cleaning.article import Stated
from cleaning.facts.names import entries
from cleaning.facts.parties import mentions, parties
from cleaning.facts.relevance import relevance
from cleaning.report import Report
from seeds.register.places import ancestors

CHINA = timezone(timedelta(hours=8))
SHARED = Path(__file__).parents[2].parent / "shared"


def report_of(url: str, title: str, text: str, published: str) -> Report:
    found = re.search(r"(\d{4})-(\d\d)-(\d\d)", published)
    moment = datetime(*map(int, found.groups()), tzinfo=CHINA) if found else None
    body = "\n".join(line.strip() for line in text.replace("⏎", "\n").splitlines() if line.strip())
    stated = Stated(moment=moment, precision="day" if moment else "none")
    return Report(
        url=url,
        source=None,
        site=None,
        title=title,
        body=body,
        captions=(),
        published=stated,
        publisher="",
        authors=(),
        editors=(),
        script="hans",
    )


def spoilt(report: Report) -> Report:
    """The report with none to three noises set into it, and cleaned again."""
    from cleaning.article import Article
    from cleaning.clean import restored
    from tests.noise.noises import noisy
    from tests.noise.text import Text

    text = noisy(Text(title=report.title, paragraphs=tuple(report.body.split("\n"))), random.Random(report.url))
    paragraphs = (*text.head, *text.paragraphs, *text.tail)
    return restored(Article(url=report.url, title=text.title, paragraphs=paragraphs, published=report.published))


def as_measured(report: Report) -> Report:
    return spoilt(report) if "--noise" in sys.argv else report


def read_lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / "corpus" / name).read_text(encoding="utf-8").splitlines()]


def golds() -> Iterable[tuple[dict[str, Any], Report]]:
    pages = {page["key"]: page for page in read_lines("pages.jsonl")}
    for gold in read_lines("gold.jsonl"):
        page = pages.get(gold["key"])
        if page:
            yield (
                gold,
                report_of(
                    gold["key"], page["title"], page["text"], page["publish_time"] or gold.get("published") or ""
                ),
            )
        elif (seed := SHARED / "seeds" / gold["url"].removeprefix("seed:")).is_file():
            yield gold, seed_report(gold, seed)


def seed_report(gold: dict[str, Any], path: Path) -> Report:
    text = opencc.OpenCC("t2s").convert(path.read_text(encoding="utf-8"))
    text = re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]+\)", "", text)
    text = re.split(r"凡注明来源|版权声明|主办单位|重点链接|虎林市", text)[0]
    return report_of(gold["key"], gold["title"], text, gold["published"])


def key_of(name: str) -> str:
    """The code of a gold name, or the organisation's present name, or the name itself."""
    entry = entries().get(name)
    if entry and entry.organisation:
        return entry.organisation
    if entry and len(entry.codes) == 1:
        return entry.codes[0]
    return {
        "新疆生产建设兵团第十四师": "XPCC-14",
        "江干区": "330102",
        "青羊区": "510105",
        "北辰区": "120113",
        "平安区": "630203",
    }.get(name, name)


def resolve_gold(names: list[str]) -> set[str]:
    return {resolved(name, names) for name in names}


def resolved(name: str, names: list[str]) -> str:
    """Of several places with one name, the one below another name of the list."""
    entry, key = entries().get(name), key_of(name)
    if entry is None or len(entry.codes) < 2 or key != name:
        return key
    certain = {key for other in names if (key := key_of(other)).isdigit()}
    return next((code for code in entry.codes if set(ancestors(code)) & certain), name)


class Score:
    def __init__(self) -> None:
        self.right = self.wrong = self.missed = 0

    def add(self, found: set[Any], gold: set[Any], allowed: set[Any] = frozenset()) -> tuple[set[Any], set[Any]]:  # type: ignore[assignment]
        wrong, missed = found - gold - allowed, gold - found
        self.right += len(found & gold)
        self.wrong += len(wrong)
        self.missed += len(missed)
        return wrong, missed

    def __str__(self) -> str:
        precision = self.right / (self.right + self.wrong or 1)
        recall = self.right / (self.right + self.missed or 1)
        counts = f"({self.right} right, {self.wrong} wrong, {self.missed} missed)"
        return f"precision {precision:.3f}  recall {recall:.3f}  {counts}"


def held_out(key: str) -> bool:
    return hashlib.sha256(key.encode()).digest()[0] % 2 == 0


def above(codes: set[str]) -> set[str]:
    return {each for code in codes for each in ancestors(code)}


def count_relevance(show: bool) -> None:
    for part in (False, True):
        score = Score()
        for page in read_lines("pages.jsonl"):
            label = page["label"]
            if not label or label["label"] == "related" or (label.get("note") or "").startswith("borderline"):
                continue
            if part and not held_out(page["key"]):
                continue
            report = report_of(page["key"], page["title"], page["text"], page["publish_time"] or "")
            report = as_measured(report)
            found = relevance(report, mentions(report))
            wrong, missed = score.add({1} & {int(found.is_aid_report)}, {1} & {int(label["label"] == "aid")})
            if show and not part and (wrong or missed):
                print("relevance", "wrong" if wrong else "missed", page["key"], page["title"], found)
        print(f"relevance   {'held out' if part else 'all'}: {score}")


def main(show: bool) -> None:
    scores: dict[str, tuple[Score, Score]] = {
        name: (Score(), Score()) for name in ("donors", "recipients", "pairs", "programmes", "batches")
    }

    def count(name: str, gold: dict[str, Any], found: set[Any], truth: set[Any], allowed: set[Any]) -> None:
        wrong, missed = scores[name][0].add(found, truth, allowed)
        if held_out(gold["key"]):
            scores[name][1].add(found, truth, allowed)
        if show and (wrong or missed):
            print(f"{gold['key']:20} {name:10} wrong {sorted(map(str, wrong))} missed {sorted(map(str, missed))}")

    for gold, clean in golds():
        report = as_measured(clean)
        named = mentions(report)
        result = parties(report, named)
        donors, recipients = resolve_gold(gold["donors"]), resolve_gold(gold["recipients"])
        label = lambda party: party.code or party.name  # noqa: E731
        count("donors", gold, {label(p) for p in result.donors}, donors, above(donors))
        count("recipients", gold, {label(p) for p in result.recipients}, recipients, above(recipients))
        if gold.get("pairs") is not None:
            there = gold["donors"] + gold["recipients"]
            lookup = {name: resolved(name, there) for name in there}
            truth = {(lookup.get(d, key_of(d)), lookup.get(r, key_of(r))) for d, r in gold["pairs"]}
            ds, rs = {d for d, _ in truth}, {r for _, r in truth}
            allowed = {
                (d, r)
                for d in ds | above(ds)
                for r in rs | above(rs)
                if any((d == td or d in ancestors(td)) and (r == tr or r in ancestors(tr)) for td, tr in truth)
            }
            count("pairs", gold, {(p.donor, p.recipient) for p in result.pairs}, truth, allowed)
            count(
                "programmes",
                gold,
                set(result.programmes),
                set(gold["programmes"]),
                set(),
            )
            batches = {(key_of(b["donor"]), b["number"], b["scope"]) for b in gold["batches"]}
            count("batches", gold, {(b.donor, b.number, b.scope) for b in result.batches}, batches, set())
    count_relevance(show)
    for name, (everything, half) in scores.items():
        print(f"{name:11} all: {everything}\n{'':11} held out: {half}")


if __name__ == "__main__":
    main("--misses" in sys.argv)
