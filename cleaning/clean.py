"""Article to Report: the one place that shows the order of cleaning."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cleaning.article import Article
from cleaning.extract.verdict import language
from cleaning.facts.facts import facts_of
from cleaning.repair.brands import without_brands
from cleaning.repair.control import without_private, without_tags, without_unseen
from cleaning.repair.digits import with_lost_digits
from cleaning.repair.marks import with_marks, with_narrow
from cleaning.repair.odd import is_odd
from cleaning.repair.order import is_shuffled
from cleaning.repair.pinyin import without_pinyin
from cleaning.repair.slips import without_slips
from cleaning.repair.spaces import with_plain_blanks, with_single_blanks, without_blanks
from cleaning.repair.spam import headline_without_spam, without_spam
from cleaning.repair.tally import Tally
from cleaning.repair.truncation import cut_to_size, note_truncation
from cleaning.repair.variants import with_usual_forms
from cleaning.report import Block, Quarantine, Report, Script
from cleaning.script import script_of, simplify
from cleaning.spans import finished
from cleaning.stories.variants import copied_from

PLAIN = re.compile("[\u4e00-\u9fff·]{2,20}")  # in such a name nothing but its script can be wrong
SIGNS = ("spam", "byte_slip", "brand_swap")  # of a hijacked page
SLIPPED = "?"  # what slipped bytes leave behind; restored, they may be any character
ROUNDS = 6  # of blanks and marks; nearly every text needs one or two
HIJACKED = 3  # annotations of pinyin that no newspaper prints by itself


def clean(article: Article) -> Report:
    """The report that an article becomes: undamaged, its damage counted and marked, with its facts. Never raises."""
    return with_facts(restored(article))


def clean_all(articles: Sequence[Article]) -> list[Report]:
    """The same of several, one job after the other: what a job looks at stays in the processor's caches for the next
    article, which saves a tenth."""
    return [with_facts(report) for report in [restored(article) for article in articles]]


def with_facts(report: Report) -> Report:
    """Nothing is read in what nobody should read yet."""
    return report if report.quarantine else replace(report, facts=facts_of(report))


def restored(article: Article) -> Report:
    """What the author wrote: every repair done, counted, and marked where it failed; no facts yet."""
    tally = Tally(article.noticed, article.repaired)
    published = "\n".join((article.title, *article.paragraphs))
    script = script_of(published)
    foreign = language(published)
    texts: dict[Block, str] = {
        "title": " ".join(article.title.split()),
        "body": "\n".join(article.paragraphs),
        "captions": "\n".join(article.captions),
    }
    if not foreign:
        texts = {block: repaired(text, block, script, tally) for block, text in texts.items()}
    (title, body, captions), damaged = finished(texts)
    return Report(
        url=article.url,
        source=article.source,
        site=article.site,
        title=title,
        body=body,
        captions=tuple(captions.split("\n")) if captions else (),
        published=article.published,
        publisher=name(article.publisher, script),
        authors=tuple(filter(None, (name(person, script) for person in article.authors))),
        editors=tuple(filter(None, (name(person, script) for person in article.editors))),
        script="other" if foreign else script,
        hijacked=any(tally.found[sign] for sign in SIGNS) or tally.found["pinyin"] >= HIJACKED,
        mirror_of=copied_from(article.url),
        damage=tally.damage(),
        damaged=damaged,
        quarantine=article.quarantine or foreign or doubted(body),  # type: ignore[arg-type]
    )


def doubted(body: str) -> Quarantine | None:
    """Why nobody should read this yet."""
    if not body:
        return "empty"
    return "shuffled_text" if is_shuffled(body.split("\n")) else None


def repaired(text: str, block: Block, script: Script, tally: Tally) -> str:
    """One block through all repairs. The order matters: bytes before pinyin before script before marks."""
    if not text:
        return text
    text = cut_to_size(text, block, tally)
    odd = is_odd(text) or SLIPPED in text
    text = with_usual_characters(text, tally) if odd else text
    text = with_single_blanks(without_tags(text, tally))
    text = without_pinyin(text, tally)
    text = with_usual_forms(simplify(text, script), tally) if odd else text
    text = settled(text, block, tally)
    if (kept := without_intruders(text, block, tally)) != text:
        text = settled(kept, block, tally)
    note_truncation(text, block, tally)
    return "\n".join(filter(None, text.split("\n")))


def with_usual_characters(text: str, tally: Tally) -> str:
    """Without what no reader sees, digits, letters and blanks half width, and what slipped bytes left brought back."""
    text = without_unseen(text, tally)
    narrow = with_narrow(without_private(without_slips(text, tally), tally), tally)
    if narrow != text:
        narrow = without_slips(narrow, tally)  # again: a letter that ends a slip may have been wide
    return with_plain_blanks(narrow)


def without_intruders(text: str, block: Block, tally: Tally) -> str:
    """Without what hijackers set around a text and into it."""
    if block == "title":
        named = without_brands(headline_without_spam(text, tally), tally)
        return headline_without_spam(named, tally) if named != text else text  # one part may have been kept for a name
    return without_spam(without_brands(text, tally), tally)  # a sentence with such a name is still a sentence


def settled(text: str, block: Block, tally: Tally, rounds: int = ROUNDS) -> str:
    """Blanks and marks by the rule. What one of these brings together is another's to judge, so that they are asked
    until nothing changes: cleaning twice is cleaning once. Only lines that changed are asked again."""
    done = with_rules(text, block, tally)
    if done == text or rounds == 1:
        return done
    lines = done.split("\n")
    changed = [at for at, old in enumerate(text.split("\n")) if lines[at] != old]
    again = settled("\n".join(map(lines.__getitem__, changed)), block, tally, rounds - 1)
    for at, line in zip(changed, again.split("\n"), strict=True):
        lines[at] = line
    return "\n".join(lines)


def with_rules(text: str, block: Block, tally: Tally) -> str:
    """One round of the repairs within a line."""
    text = with_lost_digits(text, tally)
    text = without_blanks(text, tally) if block == "body" else text
    return with_marks(text, tally)


def name(text: str, script: Script) -> str:
    """Of a person or a publisher: repaired like a headline, but its damage is not counted."""
    if PLAIN.fullmatch(text):
        return with_usual_forms(simplify(text, script), Tally({}, {})) if is_odd(text) else text
    return repaired(" ".join(text.split()), "title", script, Tally({}, {})).replace("\n", " ")
