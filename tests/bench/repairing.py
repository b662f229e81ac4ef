"""Sets every noise of the catalogue into the texts of the study corpus and counts what repair leaves, on both halves.
`python -m tests.bench.repairing`

`whole`: texts that come out as they would without the noise. `left`: places where the noise is still to be seen.
`figures`: amounts and counts that the text without the noise does not state. Slips: one at a time, of both types, with
private-use characters kept or dropped; `whole`: all bytes but the lost one are
there; `exact`: all characters back; `marked`: right but for what is marked as lost;
`wrong`: some character is another one, and nothing says so."""

import argparse
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cleaning.article import Article
from cleaning.clean import restored
from cleaning.document import open_document
from cleaning.facts.facts import facts_of
from cleaning.page import Page
from cleaning.read import read
from cleaning.repair.slips import without_slips
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally
from cleaning.report import Report
from tests.bench.halves import texts
from tests.noise.annotations import TRADITIONAL
from tests.noise.dirt import FARM, GAMBLING, SPAM, TRADE
from tests.noise.layouts import LAYOUTS
from tests.noise.losses import BRANDS, places, slip_at
from tests.noise.noises import ALL, AROUND, LOSSES
from tests.noise.pages import cut
from tests.noise.slips import is_whole
from tests.noise.text import Text

NOW = datetime(2027, 1, 1, tzinfo=UTC)
ANNOTATION = re.compile("[\u4e00-\u9fff] ?[(（] ?[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]* ?[)）]")
ODD = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufdd0-\ufdef\ue000-\uf8ff]|</|<p|nbsp|pagebreak|[毉辳觝硪]"
)
DIRT = re.compile("|".join(map(re.escape, (*SPAM, *GAMBLING, *TRADE, *BRANDS))))
WORDS_OF_FARM = re.compile("|".join(FARM))
ORDINARY = frozenset({"width", "double_marks", "control"})  # real pages have them, and they are no false alarm
SLIPS_A_TEXT = 4


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A text of the corpus in paragraphs, and how it comes out without any noise."""

    seed: int
    text: Text
    report: Report


def samples(*, measured: bool, size: int) -> list[Sample]:
    found = []
    for seed, row in enumerate(texts(measured=measured)[:size], 1000 * measured):
        title = " ".join(row["title"].split())
        text = Text(title=title, paragraphs=cut(row["text"], random.Random(seed)))
        if text.paragraphs:
            found.append(Sample(seed=seed, text=text, report=restored(article_of(text))))
    return found


def article_of(text: Text) -> Article:
    return Article(url="http://news.example/1.html", title=text.title, paragraphs=text.paragraphs)


def noised(sample: Sample, noise: str) -> Report:
    """The text with one noise, cleaned; what is set around it goes through a whole page."""
    text = ALL[noise](sample.text, random.Random(sample.seed))
    if noise not in AROUND:
        return restored(article_of(text))
    chance = random.Random(sample.seed)
    markup = chance.choice(LAYOUTS)(text, "2020-05-06 07:08:09 来源：某某日报", "陈静", chance)
    page = Page(url="http://news.example/1.html", body=markup.replace("{charset}", "").encode())
    return restored(read([open_document(page)], now=NOW))


def without_noise(sample_set: Sequence[Sample]) -> str:
    """False alarms: damage seen in texts that have none, and texts that lost or gained a letter."""
    alarms = Counter(damage.kind for one in sample_set for damage in one.report.damage if damage.kind not in ORDINARY)
    changed = sum(letters(one.report.body) != letters("".join(one.text.paragraphs)) for one in sample_set)
    hidden = sum(one.report.hijacked or one.report.quarantine is not None for one in sample_set)
    return (
        f"clean texts {len(sample_set)}: changed {changed}, hijacked or in quarantine {hidden}, alarms {dict(alarms)}"
    )


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def measure(noise: str, sample_set: Sequence[Sample]) -> str:
    whole = left = figures = places_found = 0
    for sample in sample_set:
        report = noised(sample, noise)
        wanted = sample.report.body if noise != "twice" else "\n".join([sample.report.body] * 2)
        whole += (report.title, report.body) == (sample.report.title, wanted)
        left += leftovers(noise, report, sample.report)
        places_found += sum(
            one.count for one in report.damage if one.kind not in ORDINARY or noise in ("doubled", "unseen")
        )
        figures += invented(sample, report) if noise in LOSSES else 0
    return f"{noise:18}{whole / len(sample_set):9.3f}{left:7}{figures:9}{places_found:9}"


def leftovers(noise: str, report: Report, clean: Report) -> int:
    """Also every name of a list of places that the text without the noise does not speak of, or not so often."""
    text = f"{report.title}\n{report.body}"
    farm = named_places(report) - named_places(clean) if "farm" in noise else Counter[str]()
    return len(ANNOTATION.findall(text)) + len(ODD.findall(text)) + len(DIRT.findall(text)) + farm.total()


def named_places(report: Report) -> Counter[str]:
    return Counter(WORDS_OF_FARM.findall(f"{report.title}\n{report.body}"))


def invented(sample: Sample, report: Report) -> int:
    """Numbers read which the text does not state."""
    stated = {figure[:-1] for figure in numbers(sample.report)}
    return sum(figure[:-1] not in stated for figure in numbers(report))


def numbers(report: Report) -> list[tuple[object, ...]]:
    """Value, bounds, unit and words of every figure that has a value."""
    found = [(one.value, one.value_low, one.value_high, one.unit, one.text) for one in facts_of(report).figures]
    return [figure for figure in found if figure[:3] != (None, None, None)]


def each_slip(sample_set: Sequence[Sample]) -> str:
    """One slip at a time, up to some of every text."""
    lines = [f"{'slips':18}{'all':>9}{'located':>9}{'whole':>7}{'exact':>7}{'marked':>8}{'wrong':>7}"]
    for kind in ("A", "B"):
        for private in (True, False):
            counts = Counter(outcome for sample in sample_set for outcome in outcomes(sample, kind, private=private))
            located = sum(count for (how, _), count in counts.items() if how != "missed")
            whole = sum(count for (_, whole), count in counts.items() if whole)
            lines.append(
                f"{kind + (', all bytes' if private else ', dropped'):18}{counts.total():9}{located:9}{whole:7}"
                + "".join(f"{counts[how, True] + counts[how, False]:7}" for how in ("exact", "marked", "wrong"))
            )
    return "\n".join(lines)


def outcomes(sample: Sample, kind: str, *, private: bool) -> Iterator[tuple[str, bool]]:
    """What became of each, and whether nothing but the lost byte is gone, so that it can be restored."""
    text = TRADITIONAL.convert("".join("".join(sample.text.paragraphs).split()))
    spots = [(at, which) for at, which in places(text) if (which == "A") == (kind == "A") and 5 < at < len(text) - 60]
    for at, which in random.Random(sample.seed).sample(spots, min(len(spots), SLIPS_A_TEXT)):
        if slipped := slip_at(text, at, which, private=private):
            yield outcome(text, slipped), private and is_whole(text, slipped)


def outcome(whole: str, slipped: str) -> str:
    tally = Tally({}, {})
    mended = without_slips(slipped, tally)
    if not tally.found["byte_slip"]:
        return "missed"
    if mended == whole:
        return "exact"
    pattern = re.escape(mended).replace(LOST_TEXT, ".{0,24}?").replace(LOST_DIGIT, ".?")
    return "marked" if {LOST_TEXT, LOST_DIGIT}.intersection(mended) and re.fullmatch(pattern, whole) else "wrong"


def speed(sample_set: Sequence[Sample]) -> str:
    """Processor time of all repairs on texts without noise and on hijacked ones, by 1,500 characters."""
    lines = []
    for noise in ("none", "pinyin", "slips", "spam_head"):
        made = [ALL[noise](one.text, random.Random(one.seed)) if noise in ALL else one.text for one in sample_set]
        articles = [article_of(text) for text in made]
        begin = time.process_time()
        for article in articles:
            restored(article)
        spent = time.process_time() - begin
        size = sum(len(line) for article in articles for line in article.paragraphs)
        lines.append(f"{noise} {1500 * 1000 * spent / max(size, 1):.2f}")
    return "milliseconds for 1,500 characters: " + ", ".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=120, help="texts of each half")
    parser.add_argument("--only", nargs="*", default=[*ALL, "each slip"], help="noises")
    options = parser.parse_args()
    for measured in (False, True):
        found = samples(measured=measured, size=options.size)
        print(f"{'measured' if measured else 'development'} half")
        if not found:
            continue
        print(without_noise(found))
        print(speed(found))
        print(f"{'noise':18}{'whole':>9}{'left':>7}{'figures':>9}{'places':>9}")
        for noise in options.only:
            print(measure(noise, found) if noise in ALL else each_slip(found), flush=True)


if __name__ == "__main__":
    main()
