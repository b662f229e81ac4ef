"""What an edit changed: sentence by sentence, and which figures with it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cleaning.report import Figure, Report

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；”]*|\n")
ALIKE = 0.5  # from which a sentence that went and one that came are one, edited


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A sentence as it was and as it is; one of them empty where it was taken out or put in."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """`edits` in the order of the new text, the headline first; `gone`, `come`: figures that only the old or only the
    new text states."""

    edits: tuple[Edit, ...]
    gone: tuple[Figure, ...]
    come: tuple[Figure, ...]


def change(before: Report, after: Report) -> Change:
    """From one version of a report to another."""
    return Change(
        edits=tuple(_edits(_sentences(before), _sentences(after))),
        gone=_only(before, after),
        come=_only(after, before),
    )


def _sentences(report: Report) -> list[str]:
    """The headline, the text and the captions; the date and the publisher stand in no sentence."""
    said = [report.title, *SENTENCE.findall(report.body), *report.captions]
    return [sentence.strip() for sentence in said if sentence.strip()]


def _edits(before: Sequence[str], after: Sequence[str]) -> list[Edit]:
    found: list[Edit] = []
    # Its guess at junk would take a sentence that a long text repeats for nothing.
    for kind, start, end, at, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _paired(list(before[start:end]), after[at:to])
    return found


def _paired(gone: list[str], come: Sequence[str]) -> list[Edit]:
    """Sentences that came, each with the one that it was made of; then those that nothing was made of."""
    edits: list[Edit] = []
    for sentence in come:
        source = max(gone, key=lambda each: _ratio(each, sentence), default="")
        if source and _ratio(source, sentence) >= ALIKE:
            gone.remove(source)
            edits.append(Edit(before=source, after=sentence))
        else:
            edits.append(Edit(before="", after=sentence))
    return edits + [Edit(before=sentence, after="") for sentence in gone]


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _only(here: Report, there: Report) -> tuple[Figure, ...]:
    """Figures of the one that the other does not state: by what they say, not by where they stand."""
    left = Counter(map(_said, there.facts.figures))
    found = []
    for figure in here.facts.figures:
        if left[_said(figure)]:
            left[_said(figure)] -= 1
        else:
            found.append(figure)
    return tuple(found)


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.kind, figure.value, figure.value_low, figure.value_high, figure.unit, figure.role, figure.qualifier
