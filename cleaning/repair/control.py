"""Characters that nobody sees: zero width, direction marks, controls, soft hyphens, private use; and leftover tags."""

import re
import unicodedata

from cleaning.repair.tally import Tally

# Of the first plane; a class of nothing else is searched for twice as fast as one that holds others.
HIDDEN = (
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
)
OWN = "\ue000-\uf8ff"
ALIKE = "\u2e80-\u2fdf\uf900-\ufaff"
UNSEEN = re.compile(f"[{HIDDEN}\U0001fffe\U0001ffff\U000e0000-\U000e0fff]")
PRIVATE = re.compile(f"[{OWN}\U000f0000-\U0010ffff]")
COMPATIBLE = re.compile(f"[{ALIKE}\U0002f800-\U0002fa1f]")
SUSPECT = re.compile(f"[{HIDDEN}{ALIKE}\U00010000-\U0010ffff]")  # where none of these stands, there is neither
TAG = re.compile(
    r"</?(?:p|br|div|span|strong|b|i|u|em|font|img|a|style|script|noscript|table|t[rdh]|tbody|center|h[1-6]|ul|li|ol|o:p|st1:\w+|iframe|input|pre|code|tt|kbd|small|var|sub|sup|acronym|abbr|address|fieldset|legend|dl|dt|dd|del|ins|label|object|option|select|form|menu|menuitem|th|thead|tfoot|q|s|strike|rp|rt|ruby|section|article|optgroup|blockquote|bdo|big|cite|dfn|dir|track|video|source|nav|progress|meter|output|mark|xmp|wbr)(?:\s[^<>]{0,300})?/?>|"
    r"&(?:nbsp|ensp|emsp|quot|ldquo|rdquo|amp|lt|gt|middot|mdash);|&#\d{2,6};|\\[nrt](?![a-z])|\"\s?/>|(?<![a-z])pagebreak(?![a-z])",
    re.I,
)


def without_unseen(text: str, tally: Tally) -> str:
    """NFC, without what no reader sees. U+FFFD goes as well: it was counted when the bytes were read."""
    if SUSPECT.search(text):
        seen, count = UNSEEN.subn("", text)
        tally.add("control", count - text.count("\ufffd"))
        text = COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), seen)
    return unicodedata.normalize("NFC", text)


def without_private(text: str, tally: Tally) -> str:
    """Only after byte slips were looked at, for which these characters are evidence."""
    clean, count = PRIVATE.subn("", text)
    tally.add("control", count, repaired=False)
    return clean


def without_tags(text: str, tally: Tally) -> str:
    """Markup that was printed as text."""
    if not any(mark in text for mark in "<&\\>") and "pagebreak" not in text:
        return text
    clean, count = TAG.subn(" ", text)
    tally.add("tag_soup", count)
    return clean
