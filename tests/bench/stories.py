"""How well and how fast stories are found.

`python -m tests.bench.stories [quality|corpus|speed|placing N…|placing_postgres N…|backfill N|drift]`

One JSON line a measurement. Times are CPU seconds of this process; ratios are against a peer in the same run."""

import json
import platform
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations

from cleaning.document import open_document
from cleaning.page import Page
from cleaning.read import read_text
from cleaning.script import simplify
from cleaning.stories.compare import text_of
from cleaning.stories.drift import judge, look_of, remembered
from cleaning.stories.pool import stories
from cleaning.stories.shingles import essence, grams, keys
from scheduler.grouping import Grouping
from tests.bench.halves import STUDY
from tests.bench.placing import backfill, placing, placing_postgres
from tests.noise.copying import reprints, traps
from tests.noise.sites import Site, taken_over
from tests.noise.stories import Copy, article

Pairs = set[tuple[int, int]]
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def main(words: Sequence[str]) -> None:
    what, *rest = words or ["all"]
    numbers = [int(one) for one in rest]
    measures = {
        "corpus": corpus,
        "quality": quality,
        "speed": speed,
        "drift": drift,
        "placing": lambda: placing(numbers or [1_000, 100_000, 1_000_000]),
        "placing_postgres": lambda: placing_postgres(numbers or [1_000, 100_000]),
        "backfill": lambda: backfill(*(numbers or [100_000])),
    }
    for name, measure in measures.items():
        if what in (name, "all"):
            for row in measure():
                print(
                    json.dumps({"measure": name, **row, "python": platform.python_version()}, ensure_ascii=False),
                    flush=True,
                )


# --- quality


def pairs(groups: Iterable[object]) -> Pairs:
    members: dict[object, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        members[group].append(at)
    return {pair for group in members.values() for pair in combinations(group, 2)}


def scores(true: Pairs, found: Pairs) -> dict[str, float]:
    both = len(true & found)
    return {
        "pairs": len(true),
        "precision": round(both / max(len(found), 1), 4),
        "recall": round(both / max(len(true), 1), 4),
    }


def corpus() -> Iterator[dict[str, object]]:
    """Real texts of one site's sections, with clusters made by hand."""
    if not STUDY.exists():
        return
    rows = [json.loads(line) for line in (STUDY / "corpus" / "pages.jsonl").read_text("utf-8").splitlines()]
    at = {row["key"]: number for number, row in enumerate(rows)}
    gold = json.loads((STUDY / "corpus" / "clusters.json").read_text("utf-8"))
    true = {(min(pair), max(pair)) for group in gold for pair in combinations([at[key] for key in group], 2)}
    texts = [text_of(simplify(row["title"]), simplify(row["text"]), _day(row.get("publish_time"))) for row in rows]
    yield {"texts": len(rows), **scores(true, pairs(stories(texts, [row["key"] for row in rows])))}


def _day(text: str | None) -> datetime | None:
    found = re.search(r"(\d{4})-(\d\d)-(\d\d)", text or "")
    return datetime(*map(int, found.groups()), tzinfo=UTC) if found else None


def quality(count: int = 300) -> Iterator[dict[str, object]]:
    """Generated reprints and traps, from plain text on, as `duikou stories -` takes them."""
    copies = [copy for seed in range(count) for copy in reprints(seed, 4)]
    rows = grouped(copies)
    yield {
        "what": "reprints",
        "texts": len(copies),
        **scores(pairs(c.story for c in copies), pairs(r["story"] for r in rows)),
    }
    by_kind: dict[str, list[bool]] = defaultdict(list)
    firsts = {copy.story: row for copy, row in zip(copies, rows, strict=True) if copy.kind == "origin"}
    for copy, row in zip(copies, rows, strict=True):
        by_kind[re.sub(r" \d+%", "", copy.kind)].append(row["story"] == firsts[copy.story]["story"])
    yield {
        "what": "found with their origin",
        **{kind: round(sum(hits) / len(hits), 4) for kind, hits in sorted(by_kind.items())},
    }
    right = [row["relation"] == "origin" for row in firsts.values()]
    yield {"what": "origin", "right": round(sum(right) / len(right), 4)}
    wrong = [
        pair for seed in range(0, 20_000, 200) for pair in pairs(row["story"] for row in grouped(traps(10**6 + seed)))
    ]
    yield {
        "what": "traps",
        "sets": 100,
        "texts": 1_100,
        "wrong_merges": len(wrong),
        "where": sorted(set(map(str, wrong))),
    }


def grouped(copies: Sequence[Copy]) -> list[dict[str, str]]:
    grouping = Grouping()
    for copy in copies:
        given = {"title": copy.title, "published": copy.published.isoformat(), "publisher": copy.publisher}
        grouping.add(read_text(copy.text, url=copy.url, now=NOW, **given))
    return list(grouping.rows())


def drift() -> Iterator[dict[str, object]]:
    caught = [judge(_known(seed), _look(taken_over(seed))).turned for seed in range(20)]
    alarms = [judge(_known(seed), _look(Site(seed=seed).listing(9, dress=seed + 1))).turned for seed in range(20)]
    yield {"turned": len(caught), "caught": sum(caught), "redesigns": len(alarms), "false_alarms": sum(alarms)}


def _look(html: str) -> object:
    return look_of(open_document(Page(url="http://www.site.example/list/", body=html.encode())))


def _known(seed: int) -> object:
    site = Site(seed=seed)
    first = _look(site.listing(0))
    for day in range(1, 4):
        first = remembered(first, _look(site.listing(day)))
    return first


# --- speed


def speed(count: int = 2_000) -> Iterator[dict[str, object]]:
    """Fingerprints from the text as fetched: simplified, marks off, hashed, the keys of the index taken."""
    texts = [article(seed, sentences=(25, 45)).text for seed in range(count)]
    characters = sum(map(len, texts)) / count
    ours = _rate(texts, lambda text: keys(grams(essence(simplify(text)))))
    yield {"what": "ours, with normalising", "characters": round(characters), "per_cpu_second": round(ours)}
    for name, fingerprint in _peers():
        rate = _rate(texts[:400], fingerprint)
        yield {"what": name, "per_cpu_second": round(rate), "ours_is_times": round(ours / rate, 1)}


def _peers() -> Iterator[tuple[str, object]]:
    def shingles(text: str) -> list[str]:
        plain = essence(simplify(text))
        return [plain[at : at + 5] for at in range(len(plain) - 4)]

    from datasketch import MinHash

    def datasketch(text: str) -> object:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        return sketch

    yield "datasketch, 128 permutations", datasketch
    from rensa import RMinHash

    def rensa(text: str) -> object:
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update(shingles(text))
        return sketch.digest()

    yield "rensa, 128 permutations", rensa


def _rate(texts: Sequence[str], fingerprint: object) -> float:
    fingerprint(texts[0])  # what is loaded at first use
    start = time.process_time()
    for text in texts:
        fingerprint(text)
    return len(texts) / (time.process_time() - start)


if __name__ == "__main__":
    main(sys.argv[1:])
