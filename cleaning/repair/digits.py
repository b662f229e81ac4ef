"""Numbers that lost digits on their way: `?.2亿元`, ` 000多万元`, ` .5万名`, `海拔超过米`. The place is marked; the
number is never guessed, and none is read there."""

import re

from cleaning.repair.tally import LOST_DIGIT, Tally

UNIT = (
    r"[余多]?[万亿千百]?[余多]?(?:元|名|人|户|个|吨|亩|公里|米|例|件|项|台|所|家|次|位|斤|平方|立方|套|座|株|"
    r"只|头|辆|册|份|%|％)"
)
LOST = re.compile(
    rf"(?<![\d.A-Za-z])[?？]+(?=[.,]?\d)|(?<![\d.,:/A-Za-z-]) ?(?=0{{2,}}\d?{UNIT})|"
    rf"(?<![\d.,:/A-Za-z-]) (?=\d{{3}},\d{{3}}(?!\d))(?<=  )|"
    rf"(?<=[\u3400-\u9fff，、（“]) ?(?=\.\d+{UNIT})|(?<=\d\.)[?？](?={UNIT})|(?<=\d)[?？](?={UNIT})"
)
LEFT_OUT = re.compile(
    r"(?:海拔|超过|达到|高达|长达|总长|全长)(?:了|约|近)?(?=(?:米(?![\u4e00-\u9fff])|米[的以处，。、]|"
    r"公里|千米|平方米|平方公里|吨|万吨|%))(?!米兰)"
)


def with_lost_digits(text: str, tally: Tally) -> str:
    """Sets the mark of a lost digit where a number cannot be whole."""
    marked, count = LOST.subn(LOST_DIGIT, text)
    marked, left_out = LEFT_OUT.subn(lambda match: match[0] + LOST_DIGIT, marked)
    tally.add("lost_digit", count + left_out, repaired=False)
    return marked
