"""Reads the same pages with us and with five other extractors, and prints one table. `python -m tests.bench.reading`

Body: F1 of character 5-grams after NFKC and without blanks, mean over pages. Peers get decoded text where they cannot
decode by themselves, and their output is compared as it is: noise that they leave in counts against them."""

import argparse
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cleaning.clean import clean, restored
from cleaning.document import open_document
from cleaning.read import read
from cleaning.report import Report
from tests.bench.golden import samples, sites
from tests.bench.halves import texts
from tests.noise.pages import Truth, wrapped

BALLAST = 300  # menu entries around each text, which make a page of about 100,000 bytes
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Read:
    title: str
    body: str
    day: str  # ISO date, with the time where the tool gives one
    publisher: str


def ours(truth: Truth) -> Read:
    """Decoding, reading, repair and script: what the others are compared with."""
    return _taken(restored(read([open_document(truth.page)], now=NOW)))


def ours_with_facts(truth: Truth) -> Read:
    return _taken(clean(read([open_document(truth.page)], now=NOW)))


def _taken(report: Report) -> Read:
    moment = report.published.moment
    return Read(
        title=report.title, body=report.body, day=moment.isoformat() if moment else "", publisher=report.publisher
    )


def trafilatura(truth: Truth) -> Read:
    from trafilatura import bare_extraction

    found = bare_extraction(truth.page.body, with_metadata=True)
    return Read(
        title=(found and found.title) or "",
        body=(found and found.text) or "",
        day=(found and found.date) or "",
        publisher="",
    )


def resiliparse(truth: Truth) -> Read:
    from resiliparse.extract.html2text import extract_plain_text

    return Read(title="", body=extract_plain_text(_text(truth), main_content=True), day="", publisher="")


def readability(truth: Truth) -> Read:
    import lxml.html
    from readability import Document

    document = Document(_text(truth))
    body = lxml.html.fromstring(document.summary()).text_content()
    return Read(title=document.short_title(), body=body, day="", publisher="")


def gne(truth: Truth) -> Read:
    from gne import GeneralNewsExtractor

    found = GeneralNewsExtractor().extract(_text(truth))
    return Read(title=found["title"], body=found["content"], day=found["publish_time"], publisher="")


def newspaper4k(truth: Truth) -> Read:
    from newspaper import Article

    article = Article(truth.page.url, language="zh")
    article.download(input_html=_text(truth))
    article.parse()
    return Read(title=article.title, body=article.text, day=str(article.publish_date or ""), publisher="")


def _text(truth: Truth) -> str:
    return open_document(truth.page).text


READERS: dict[str, Callable[[Truth], Read]] = {
    reader.__name__: reader
    for reader in (ours, ours_with_facts, trafilatura, resiliparse, readability, gne, newspaper4k)
}


def grams(text: str) -> Counter[str]:
    tight = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return Counter(tight[at : at + 5] for at in range(max(len(tight) - 4, 1)))


def likeness(found: str, wanted: str) -> float:
    one, two = grams(found), grams(wanted)
    common = sum((one & two).values())
    return 2 * common / max(sum(one.values()) + sum(two.values()), 1)


def pages(*, measured: bool, size: int) -> list[Truth]:
    rows = texts(measured=measured)[:size]
    return [
        wrapped(
            row["title"].replace("\u200b", ""),
            row["text"],
            re.sub(r"^来源：", "", row["source"].strip()).split("\xa0")[0].strip("《》") or "新华网",
            seed,
            ballast=BALLAST,
        )
        for seed, row in enumerate(rows, 1000 * measured)
    ]


def measure(name: str, truths: Sequence[Truth]) -> str:
    reader = READERS[name]
    rows, slowest, total, failed = [], 0.0, 0.0, 0
    for truth in truths:
        begin = time.process_time()
        try:
            found = reader(truth)
        except Exception:  # a peer that fails (newspaper4k without jieba) has read nothing
            found, failed = Read(title="", body="", day="", publisher=""), failed + 1
        spent = time.process_time() - begin
        slowest, total = max(slowest, spent), total + spent
        rows.append(_scores(truth, found))
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    return (
        f"{name:16}"
        + "".join(f"{value:10.3f}" for value in means)
        + f"{failed:10}{len(truths) / total:10.1f}{slowest:10.2f}"
    )


def _scores(truth: Truth, found: Read) -> tuple[float, ...]:
    same_title = grams(found.title) == grams(truth.title)
    exact = truth.moment.isoformat()
    day = 10 if truth.precision == "day" or len(found.day) < 16 else 16 if truth.precision == "minute" else 19
    return (
        likeness(found.body, "".join(truth.body)),
        same_title,
        found.day.replace("/", "-").replace(" ", "T")[:day] == exact[:day],
        unicodedata.normalize("NFKC", found.publisher) == unicodedata.normalize("NFKC", truth.publisher),
    )


def worst(truths: Iterable[Truth], count: int) -> None:
    rated = sorted(((_scores(truth, found := ours(truth)), truth, found) for truth in truths), key=lambda row: row[0])
    for scores, truth, found in rated[:count]:
        print(scores, truth.layout, truth.noises, truth.page.url, "|", found.title, "|", found.day, found.publisher)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=60, help="pages of each half")
    parser.add_argument("--only", nargs="*", default=list(READERS), help="readers to run")
    parser.add_argument("--worst", type=int, default=0, help="pages of the development half that we read worst")
    options = parser.parse_args()
    sets = {
        "shipped samples": samples(),
        "sites of the study material": sites(),
        "development half": pages(measured=False, size=options.size),
        "measured half": pages(measured=True, size=options.size),
    }
    heads = "".join(f"{word:>10}" for word in ("body F1", "title", "date", "publisher", "failed", "pages/s", "max s"))
    for title, truths in sets.items():
        print(f"{title}, {len(truths)} pages\n{'':16}{heads}")
        for name in options.only if truths else ():
            print(measure(name, truths), flush=True)
        if options.worst and title == "development half":
            worst(truths, options.worst)


if __name__ == "__main__":
    main()
