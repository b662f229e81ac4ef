"""The numbers of a text, as tokens: what tells this year's bulletin from last year's."""

import re

HAN = "〇零一二三四五六七八九十百千两"
# Each begins with one class, by which the rest of a text is passed over: in front of anything else, a look ahead or a
# repetition, every character would be tried.
NUMBER = re.compile(
    rf"[\d第{HAN}](?:(?<=\d)\d*(?:[.,:]\d+)*(?:[万亿%]|(?=\D)|$)"
    rf"|(?<=第)[{HAN}]+(?=[批届期次轮])|(?<=[{HAN}])[{HAN}]*(?:(?=[月日年]|季度|周年)|[万亿](?=[元余多])))"
)
BLANKS = re.compile(r"[^\S\n]")  # copies set them between digits too
UNREADABLE = re.compile(r"[□�?.](?:(?<=[□�?])[\d.]+|(?<=[^\d]\.)\d+)")


def numbers(text: str) -> tuple[str, ...]:
    """Number tokens in their order; thousands commas dropped, damaged ones left out."""
    whole = UNREADABLE.sub("", BLANKS.sub("", text))
    return tuple(token.replace(",", "") for token in NUMBER.findall(whole))
