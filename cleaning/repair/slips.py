"""GBK bytes that slipped out of step: text which software that sees bytes, not characters, cut in the wrong places.

It is undone by writing the bytes back, trying every byte for the lost one and taking what Chinese prefers, if that
reads much better than what stands there."""

import functools
import re

from cleaning.language import traditional_forms
from cleaning.repair.chances import fluency
from cleaning.repair.control import PRIVATE
from cleaning.repair.pinyin import without_pinyin
from cleaning.repair.shifted import MARKS_OF_LOSS, Reading, read_shifted
from cleaning.repair.tally import LOST_DIGIT, LOST_TEXT, Tally
from cleaning.repair.traces import FEW, Slip, traces_of
from cleaning.repair.words import Words

GAIN = 3.5  # by how much a restored text must read better, in bits per character
EFFORT = 1200  # bytes of slips on one page that are tried; beyond them what is proven is only counted
SUSPECT = -10.0  # fluency from which a run is taken as printed
LONE = -13.0  # what one character alone is taken to read like, for it says nothing
GARBAGE = -16.5  # fluency that nothing printed has
AROUND = 24  # characters to either side that are looked at
SAMPLE = 2000  # characters in which the script is looked for
MANY = 50  # one of so many is a traditional form
MARKS = re.compile("[\x00-\x7f，；：？！]+")  # and letters, which stand alone in a slip


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
        found = [(slip, mended) for slip in slips if (mended := _restored(text, slip, words)) is not None]
        if found:
            slip, mended = max(found, key=_readable)
            done += [text[position : slip.start], mended.text]
            position = slip.end
            tally.add("byte_slip", 1, repaired=LOST_TEXT not in mended.text)
            tally.add("lost_digit", mended.text.count(LOST_DIGIT), repaired=False)
    return "".join((*done, text[position:]))


def _readable(found: tuple[Slip, Reading]) -> float:
    return found[1].bits


def _restored(text: str, slip: Slip, words: Words) -> Reading | None:
    """The best reading of a slip; None if the text as it stands reads no worse, so that nothing has slipped."""
    published = _published(text, slip)
    if published >= SUSPECT:
        return None
    before = without_pinyin(text[max(slip.start - AROUND, 0) : slip.start], Tally({}, {}))
    after = without_pinyin(text[slip.end : slip.end + AROUND], Tally({}, {}))
    read = read_shifted(slip, words, before, after, traditional=_is_traditional(text)) if slip.known else None
    if read and read.bits >= published + GAIN:
        return Reading(text=MARKS_OF_LOSS.sub(LOST_TEXT, read.text + slip.eaten), bits=read.bits)
    if slip.proven or (published <= GARBAGE and len(slip.known) >= FEW):
        return Reading(text=LOST_TEXT + slip.eaten.strip(LOST_TEXT), bits=GARBAGE)
    return None


def _published(text: str, slip: Slip) -> float:
    """How the run reads as it stands."""
    if slip.proven or PRIVATE.search(text, slip.start, slip.end):
        return GARBAGE
    run = MARKS.sub("", text[slip.start : slip.end])
    if slip.eaten and not run:  # `???` is but a question
        return 0.0
    return max(fluency(run), GARBAGE) if len(run) > 1 else LONE


@functools.lru_cache(maxsize=1)
def _is_traditional(text: str) -> bool:
    return sum(map(traditional_forms().__contains__, text[:SAMPLE])) > SAMPLE / MANY
