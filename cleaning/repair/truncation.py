"""Texts that end before their end: what a page says of the rest, and what is too long to be an article."""

import re

from cleaning.repair.tally import Tally
from cleaning.report import Block

LONGEST = {"title": 300, "body": 100_000, "captions": 20_000}  # characters; longer is no article but an attack
CUES = ("剩余", "……", "..", "。。", ".。", "未完", "全文")  # where the end holds none of them, nothing is cut off
CUT = re.compile(
    r"[(（]\s*剩余\s*\d+\s*字\s*[)）]|(?:…{4,}|[.。]{9,})\s*$|(?:未完待续|点击(?:查看|阅读)全文|展开(?:全文|阅读全文)|阅读全文)\s*[)）】>]*$"
)


def cut_to_size(text: str, block: Block, tally: Tally) -> str:
    if len(text) <= LONGEST[block]:
        return text
    tally.add("truncated", 1, repaired=False)
    return text[: LONGEST[block]]


def note_truncation(text: str, block: Block, tally: Tally) -> None:
    end = text[-200:]
    if block == "body" and any(map(end.__contains__, CUES)) and CUT.search(end):
        tally.add("truncated", 1, repaired=False)
