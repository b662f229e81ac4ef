"""The forward model of byte slips: what software that sees bytes instead of characters does to a GBK text."""

import re

PRIVATE = re.compile("[\ue000-\uf8ff]")
LONGEST = 400  # characters that are slipped; nearly every slip is in step again after a few


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
    body = text[at : at + LONGEST].encode("gbk", "ignore")
    if len(body) < 6 or body[0] < 0x81 or body[1] != 0xA3 or body[2] not in b"\xa1\xac\xba\xbb\xbf":
        return None
    mark = chr(body[2] - 0x80) if folded else bytes([0xA3, body[2]]).decode("gbk")
    rest = decoded(body[3:])
    return _kept(text[:at] + "?" + mark + rest + text[at + LONGEST :], private)


def slip_pinyin(text: str, at: int, pinyin: str, *, private: bool = False) -> str:
    """Type B between the characters `at` and the next: an annotation set between the halves of both."""
    body = text[at : at + LONGEST].encode("gbk", "ignore")
    # The half character left before the bracket takes the bracket along.
    rest = decoded(body[3:])
    return _kept(text[: at + 1] + "?" + pinyin + ")" + rest + text[at + LONGEST :], private)


def _kept(text: str, private: bool) -> str:
    return text if private else PRIVATE.sub("", text)
