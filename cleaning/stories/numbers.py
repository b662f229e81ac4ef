"""The numbers of a text, as tokens: what tells this year's bulletin from last year's."""

import re
from collections import Counter

HAN = "〇零一二三四五六七八九十百千两"
NUMBER = re.compile(
    rf"\d+(?:[.,:]\d+)*(?:[万亿%]|(?=\D)|$)"
    rf"|第[{HAN}]+(?=[批届期次轮])|[{HAN}]+(?=[月日年]|季度|周年)|[{HAN}]+[万亿](?=[元余多])"
)
UNREADABLE = re.compile(r"[□�?][\d.]+|(?<=[^\d])\.\d+")


def numbers(text: str) -> Counter[str]:
    """Number tokens with their counts; thousands commas dropped, damaged ones left out."""
    whole = UNREADABLE.sub("", text)
    return Counter(token.replace(",", "") for token in NUMBER.findall(whole))
