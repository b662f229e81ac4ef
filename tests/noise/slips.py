"""The forward model of byte slips: what software that sees bytes instead of characters does to a GBK text."""

import re

PRIVATE = re.compile("[\ue000-\uf8ff]")
LONGEST = 400  # characters that are slipped; nearly every slip is in step again after a few


def in_bytes(text: str) -> bytes:
    """Up to the first character that GBK does not have: it stands as an entity there, which no slip runs through."""
    try:
        return text[:LONGEST].encode("gbk")
    except UnicodeEncodeError as error:
        return text[: error.start].encode("gbk")


def decoded(body: bytes) -> str:
    """Bytes as browsers decode GBK: 80 is €, a lead byte without its trail prints ? and takes its neighbour along."""
    out, at = [], 0
    while at < len(body):
        lead = body[at]
        if lead < 0x80 or lead == 0x80 or lead == 0xFF:
            out.append("€" if lead == 0x80 else chr(lead) if lead < 0x80 else "")
            at += 1
            continue
        pair = body[at : at + 2]
        if len(pair) == 2 and pair[1] >= 0x40 and pair[1] not in (0x7F, 0xFF):
            out.append(pair.decode("gb18030", "replace")[:1])
            at += 2
        else:
            out.append("?")
            at += 2
    return "".join(out)


def slip_mark(text: str, at: int, *, folded: bool, private: bool = False) -> str | None:
    """Type A at character `at`, whose second byte and the next one's first make a full-width mark; None if they do not.

    `folded`: the mark prints in ASCII; `private`: characters in private use survive."""
    body = in_bytes(text[at:])
    if len(body) < 6 or body[0] < 0x81 or body[1] != 0xA3 or body[2] not in b"\xa1\xac\xba\xbb\xbf":
        return None
    mark = chr(body[2] - 0x80) if folded else bytes([0xA3, body[2]]).decode("gbk")
    return _kept(text[:at] + "?" + mark, text[at:], body, private)


def slip_pinyin(text: str, at: int, pinyin: str, *, private: bool = False) -> str | None:
    """Type B between the characters `at` and the next: an annotation set between the halves of both."""
    # The half character left before the bracket takes the bracket along.
    return _kept(text[: at + 1] + "?" + pinyin + ")", text[at:], in_bytes(text[at:]), private)


def _kept(before: str, text: str, body: bytes, private: bool) -> str | None:
    """None if the text is out of step to the end of what was encoded."""
    whole, slipped = body.decode("gbk"), decoded(body[3:])
    if slipped[-1:] != whole[-1:]:
        return None
    slipped = before + slipped + text[len(whole) :]
    return slipped if private else PRIVATE.sub("", slipped)


def is_whole(text: str, slipped: str) -> bool:
    """Whether all bytes but the lost one are left: none was eaten by a byte without its trail (a mark may print as a second `?`)."""
    return slipped.replace("??", "?").count("?") - text.count("?") <= 1
