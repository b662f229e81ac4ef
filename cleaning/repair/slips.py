"""GBK bytes that slipped out of step: text which software that sees bytes, not characters, cut in the wrong places.

It is undone by writing the bytes back, trying every byte for the lost one and taking what Chinese prefers. Whether
anything slipped at all is told by the same measure: how much likelier are these bytes as Chinese out of step than the
characters that stand there as Chinese in step."""

import functools
import operator
import re
from collections.abc import Sequence

from cleaning.language import traditional_forms
from cleaning.repair.chances import bits_of
from cleaning.repair.pinyin import without_pinyin
from cleaning.repair.shifted import MARKS_OF_LOSS, Ways, read, ways_of
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally
from cleaning.repair.traces import Slip, is_asked, is_term, traces_of
from cleaning.repair.words import Words

# Bits by which a run must be likelier out of step than in step. Nearly nobody types `?;`, many `?!`; a slip that ends
# in a letter which the text lost leaves nothing to see but rare characters, so that it must be far likelier.
NEEDED, NEEDED_OF_CALL, NEEDED_OF_QUESTION, NEEDED_UNSEEN = -8.0, -2.0, 8.0, 20.0
LETTER, TERM = 20.0, 6.0  # bits of a Latin letter among Chinese, and of one that is written on purpose
EFFORT = 1200  # bytes of slips on one page that are tried; beyond them what is proven is only counted
AROUND = 24  # characters to either side that are looked at
SAMPLE = 500  # characters in which the script is looked for
MANY = 50  # one of so many is a traditional form
HEAD = re.compile(r"\?(?:[^)）]{0,9}[a-z\u00e0-\u01dcɡɑ ][)）]|[,，;；:：?？!！]+)")
QUESTION = re.compile("[?？!！]")


def without_slips(text: str, tally: Tally) -> str:
    """Restores what the bytes allow; what they do not is one mark of lost text each."""
    done, position, effort = [], 0, 0
    words = Words(text)
    for slips in traces_of(text):
        if slips[0].start < position:
            continue
        if effort >= EFFORT:
            tally.add("byte_slip", slips[0].proven, repaired=False)
            continue
        effort += sum(len(slip.known) for slip in slips)
        if found := _found(text, slips):
            slip, ways = found
            mended = _mended(text, slip, ways, words)
            done += [text[position : slip.start], mended]
            position = slip.end
            tally.add("byte_slip", 1, repaired=LOST_TEXT not in mended)
            tally.add("lost_digit", mended.count(LOST_DIGIT), repaired=False)
    return "".join((*done, text[position:]))


def _found(text: str, slips: Sequence[Slip]) -> tuple[Slip, Ways | None] | None:
    """The likeliest of several slips that begin at one place and the ways to read it, none if nothing but that it
    slipped is known; None if nothing has slipped."""
    likely = []
    for slip in slips:
        if slip.known and (slip.proven or not slip.is_marks):
            before = without_pinyin(text[max(slip.start - AROUND, 0) : slip.start], Tally({}, {}))
            ways = ways_of(slip, before[-1:], _behind(text, slip), traditional=_is_traditional(text))
            gain = ways.bits - _printed(text, slip)
            if gain >= _needed(text, slip):
                likely.append((gain, slip, ways))
    if likely:
        return max(likely, key=operator.itemgetter(0))[1:]
    return (slips[0], None) if slips[0].proven else None


def _mended(text: str, slip: Slip, ways: Ways | None, words: Words) -> str:
    before = without_pinyin(text[max(slip.start - AROUND, 0) : slip.start], Tally({}, {}))
    after = without_pinyin(text[slip.end : slip.end + AROUND], Tally({}, {}))
    mended = read(ways, words, before, after) if ways else LOST_TEXT
    return MARKS_OF_LOSS.sub(LOST_TEXT, mended + slip.eaten)


def _behind(text: str, slip: Slip) -> str:
    """The next character, if it says something of the last one of the slip: neither if some of the text between is lost
    nor if it is a digit or a letter, which nearly every character may stand before."""
    behind = text[slip.end : slip.end + 1]
    return "" if slip.eaten or behind.isascii() else behind


def _needed(text: str, slip: Slip) -> float:
    if slip.is_unseen:
        return NEEDED_UNSEEN
    if not slip.proven and is_asked(text, slip.start):
        return NEEDED_OF_QUESTION
    return NEEDED_OF_CALL if QUESTION.match(text, slip.start + 1) else NEEDED


def _printed(text: str, slip: Slip) -> float:
    """Bits of the run as it stands, and of what is behind it."""
    head = HEAD.match(text, slip.start)
    run, behind = text[head.end() if head else slip.start : slip.end], _behind(text, slip)
    if run[-1:].isascii() and run[-1:].isalpha():
        letter = TERM if is_term(text, slip.end - 1) else LETTER
        return bits_of("？" + run[:-1]) + bits_of(behind) - letter
    return bits_of("？" + run.replace("?", "？") + behind)


@functools.lru_cache(maxsize=1)
def _is_traditional(text: str) -> bool:
    return sum(map(traditional_forms().__contains__, text[:SAMPLE])) > SAMPLE / MANY
