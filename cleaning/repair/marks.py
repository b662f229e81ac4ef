"""Punctuation and width: full width where a mark stands between Chinese; digits, Latin letters, decimal points,
thousands commas and times half width; quotation marks as published. Doubled marks (`,，`) become one."""

import operator
import re

from cleaning.repair.tally import Tally

NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
NARROW |= {ord(wide): ord(wide) - 0xFEE0 for wide in "％＋＝＃＆＠＊＜＞＿｜＂＇＄＾｀｛｝［］／＼"}
NARROW |= {ord("｡"): ord("。"), ord("､"): ord("、"), ord("｢"): ord("「"), ord("｣"): ord("」")}
WIDE_CHARACTER = re.compile(f"[{''.join(map(chr, NARROW))}]")
WIDE = dict(zip(",;:?!()", "，；：？！（）", strict=True))
HALF = {wide: half for half, wide in WIDE.items()}
BRACKET = re.compile("[()（）]")
SKIPPED = frozenset(WIDE) | frozenset(HALF) | frozenset(" \u3000\"'")
CHINESE_CHARACTER = "\u2e80-\u303f\u3100-\u312f\u3400-\u9fff\uf900-\ufaff“”‘’—…·□\U00020000-\U0003ffff\ufdd0-\ufdd2"
CHINESE = re.compile(f"[{CHINESE_CHARACTER}]")
# A full-width mark right beside a Chinese character stays as it is: nearly all of a newspaper's.
# Here and below an expression begins with its mark and looks behind only then: one that begins with a single class or
# character is searched for tenfold faster.
MARK = re.compile(f"[,;:?!()（），；：？！](?:(?<=[,;:?!()（）])|(?<![{CHINESE_CHARACTER}].)(?![{CHINESE_CHARACTER}]))")
BESIDE = re.compile(f"[,;:?!](?:(?<=[{CHINESE_CHARACTER}].)|(?=[{CHINESE_CHARACTER}]))")  # needs no look further off
# Cheap, for the many texts and lines that need nothing.
PAIR = re.compile(r"[,，;；:：、。] ?[,，。；;：:！？!?、]")
SUSPECT = re.compile(
    f"[，,；;：:？?！!(（)）．－.](?:(?<=[,;:?!()．－.])(?<!\\.(?=\\d))|(?<=[，；：？！])(?![{CHINESE_CHARACTER}])"
    f"(?<![{CHINESE_CHARACTER}].)|(?<![^\n].))"
)
REACH = 12  # characters that are looked at to either side
# Of two alike exactly one goes: where the first does, because a full-width mark follows, the second must stay.
DOUBLED = re.compile(
    r"[,，;；:：、。](?:(?<!。) ?(?=[，。；：！？])|(?<=[,，]) ?(?=、)|(?<=，,)|(?<=。[。,，])(?![。])(?<![。]{3})|"
    r"(?<=、[,、])|(?<=；[;,])|(?<=：:))"
)
THOUSANDS = re.compile(
    r"\d(?<![\d，,.]\d)\d{0,2}(?:，\d{3})+(?![\d，])(?=\.\d|[余多]?[亿万千百]?[余多]?[元名人户个吨亩例件项台所家次位米公平立套座株只头辆册份盒箱吊批场])"
)
BETWEEN_DIGITS = re.compile(r"(?<=\d)\s?[：]\s?(?=\d)|(?<=\d)．(?=\d)|(?<=\d)－(?=\d)")
DOT = {"：": ":", "．": ".", "－": "-"}
LAST_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff”』」》）]\.)(?=$|\n|[”』」）])")


def with_narrow(text: str, tally: Tally) -> str:
    """Digits, letters and signs half width: other repairs look for them so."""
    narrow, count = WIDE_CHARACTER.subn(lambda match: match[0].translate(NARROW), text)
    tally.add("width", count)
    return narrow


def with_marks(text: str, tally: Tally) -> str:
    """Brings a text (lines are separate) to the rule: every mark's width depends on its place alone. A mark that was
    half width may double another only now, which gives a third one another place: whoever calls asks again."""
    single = without_doubled(text, tally)
    if not SUSPECT.search(single):
        return single
    return "\n".join(_line(line, tally) if SUSPECT.search(line) else line for line in single.split("\n"))


def without_doubled(text: str, tally: Tally) -> str:
    count = 1
    while count and PAIR.search(text):
        text, count = DOUBLED.subn("", text)
        tally.add("double_marks", count)
    return text


def _line(line: str, tally: Tally) -> str:
    count = 0
    if any(map(line.__contains__, DOT)):
        line, count = BETWEEN_DIGITS.subn(lambda match: DOT[match[0].strip()], line)
    wide = THOUSANDS.sub(lambda match: match[0].replace("，", ","), line)
    wide = LAST_STOP.sub("。", wide)
    wide = BESIDE.sub(lambda match: WIDE[match[0]], wide)
    pairs = _brackets(wide)
    done = MARK.sub(lambda match: _mark(wide, match.start(), pairs), wide)
    tally.add("width", count + (sum(map(operator.ne, line, done)) if line != done else 0))
    return done


def _brackets(line: str) -> dict[int, int]:
    """Where each bracket's partner stands."""
    open_at: list[int] = []
    pairs: dict[int, int] = {}
    for match in BRACKET.finditer(line):
        at = match.start()
        if match[0] in "(（":
            open_at.append(at)
        elif open_at:
            first = open_at.pop()
            pairs[first], pairs[at] = at, first
    return pairs


def _mark(line: str, at: int, pairs: dict[int, int]) -> str:
    mark = HALF.get(line[at], line[at])
    if at in pairs:
        first, last = sorted((at, pairs[at]))
        wide = _is_chinese(_left(line, first)) or _is_chinese(_right(line, last)) or CHINESE.search(line, first, last)
        return WIDE[mark] if wide else line[at]
    left, right = _left(line, at), _right(line, at)
    if mark == ":" and left.isdigit() and right.isdigit():
        return mark
    if mark in ",;?!" and not right and left:
        return WIDE[mark] if CHINESE.search(line) else line[at]
    return WIDE[mark] if _is_chinese(left) or _is_chinese(right) else line[at]


def _is_chinese(character: str) -> bool:
    return CHINESE.match(character) is not None


def _left(line: str, at: int) -> str:
    """The nearest character before that is no mark itself; empty at the start."""
    return next((line[near] for near in range(at - 1, max(at - REACH, 0) - 1, -1) if line[near] not in SKIPPED), "")


def _right(line: str, at: int) -> str:
    return next((line[near] for near in range(at + 1, min(at + REACH, len(line))) if line[near] not in SKIPPED), "")
