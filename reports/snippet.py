"""Short texts out of long ones, cut where a Chinese sentence ends and never inside a character."""

import re
import unicodedata

ENDS = "。！？；"  # not the half-width ones: `?.2亿元` is what is left of a destroyed digit
CLOSERS = "”’」』）】》\"')"
SENTENCE = re.compile(f"[^{ENDS}]*[{ENDS}]+[{re.escape(CLOSERS)}]*|[^{ENDS}]+")
# Unseen characters that change what is seen: controls, line and paragraph separators, embeddings and overrides
# of direction, lone surrogates, noncharacters. https://www.unicode.org/reports/tr36/
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
MORE = "……"  # there is more of it
JOINER = "\u200d"
MODIFIERS = range(0x1F3FB, 0x1F400)  # skin tones belong to the sign before them


def tidy(text: str) -> str:
    """On one line and harmless to lines, headers, files and terminals; blanks at the ends go."""
    return " ".join(UNSEEN.sub(" ", text).split())


def snippet(body: str, *, room: int = 110) -> str:
    """The first one or two sentences of a body, at most `room` characters; a longer first sentence is cut with ……"""
    paragraph = next((line for line in map(tidy, body.split("\n")) if len(line) > 1), "")
    first, second, *_ = (*sentences(paragraph), "", "")
    if len(first) > room:
        return shorten(first, room)
    text = first + second if len(first + second) < room else first
    return text.removesuffix("；") + MORE if text.endswith("；") else text


def sentences(text: str) -> list[str]:
    return [match[0].strip() for match in SENTENCE.finditer(text)]


def shorten(text: str, room: int) -> str:
    """At most `room` characters, …… included; no combining sequence is taken apart."""
    if len(text) <= room:
        return text
    end = room - len(MORE)
    while end > 0 and _joined(text, end):
        end -= 1
    return text[:end].rstrip("，、：,: ") + MORE


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after that place are one sign, or digits and letters of one word."""
    before, after = text[at - 1], text[at]
    if unicodedata.category(after).startswith("M") or JOINER in (before, after) or ord(after) in MODIFIERS:
        return True
    return _in_word(before) and _in_word(after)


def _in_word(character: str) -> bool:
    """Half of 2,687.5 would be another number."""
    return character.isascii() and (character.isalnum() or character in ".,%")
