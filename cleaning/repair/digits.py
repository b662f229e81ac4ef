"""Numbers that lost digits on their way: `?.2亿元`, ` 000多万元`, ` .5万名`, `海拔超过米`. The place is marked; the
number is never guessed, and none is read there."""

import re

from cleaning.repair.tally import LOST_DIGIT, LOST_NAME, LOST_TEXT, Tally

UNIT = (
    r"[ \u00a0\u3000]?[余多]?[万亿千百]?[余多]?(?:元|名|人|户|个|吨|亩|公里|米|例|件|项|台|所|家|次|位|斤|平方|立方|"
    r"套|座|株|只|头|辆|册|份|%|％)"
)
# A question mark before a number is a question, unless it stands behind a word that announces an amount.
GIVEN = r"(?<=投入|资金|总额|达到|超过|累计|共计|捐赠|价值|投资|落实|安排|拨付|发放|到位|筹集|约为|近万|培训|选派)"
MARKED = f"□{LOST_DIGIT}{LOST_TEXT}{LOST_NAME}"  # here or by somebody before us: once is enough
LOST = re.compile(
    r"(?=[?？\s0.,，、:：;；])(?:"  # most characters are none of those that it may begin with
    rf"(?<![\d.A-Za-z])[?？]+ ?(?=\.\d)|{GIVEN}[,，、:：;；]*[?？]+(?=\d)|"
    rf"(?<![\d./A-Za-z\s{MARKED}-])(?<!\d[:,])\s?(?=0{{2,}}\d?{UNIT})|"
    rf"(?<=[\u3400-\u9fff，、（“,;；:：]) ?(?=\.\d+{UNIT})|(?<=\d\.)[?？](?={UNIT})|(?<=\d)[?？](?={UNIT})|"
    r"(?<=\d) ?\?(?= ?[,，;；、]))"  # however these are set: their width is mended later
)
# Where none of these stands, nothing is lost; one by one, for what begins with one character is found tenfold faster.
SUSPECTS = (re.compile(r"\.(?=\d)(?<!\d\.)"), re.compile(r"0(?=0)(?<!\d0)"), re.compile(r"\?"), re.compile("？"))
# Where a blank stands for a digit once, every number behind a blank has lost one.
BLANKED = re.compile(rf" (?<=[\u3400-\u9fff] )(?:0{{2,}}{UNIT}|\.\d+{UNIT})")
ALSO = re.compile(rf" (?<=[\u3400-\u9fff] )(?=\d+(?:\.\d+)?{UNIT})")
LEFT_OUT = re.compile(
    r"(?:海拔|超过|达到|高达|长达|总长|全长)(?:了|约|近)?(?=(?:米(?![\u4e00-\u9fff])|米[的以处，。、]|"
    r"公里|千米|平方米|平方公里|吨|万吨|%))(?!米兰)"
)


def with_lost_digits(text: str, tally: Tally) -> str:
    """Sets the mark of a lost digit where a number cannot be whole."""
    if is_suspect(text):
        dropped = BLANKED.search(text) is not None
        text = "\n".join(_marked(line, tally) if is_suspect(line) else line for line in text.split("\n"))
        text, blanks = ALSO.subn(LOST_DIGIT, text) if dropped else (text, 0)
        tally.add("lost_digit", blanks, repaired=False)
    text, left_out = LEFT_OUT.subn(lambda match: match[0] + LOST_DIGIT, text)
    tally.add("lost_digit", left_out, repaired=False)
    return text


def is_suspect(text: str) -> bool:
    return any(sign.search(text) for sign in SUSPECTS)


def _marked(line: str, tally: Tally) -> str:
    marked, count = LOST.subn(LOST_DIGIT, line)
    tally.add("lost_digit", count, repaired=False)
    return marked
