"""Blanks in the middle of words and around numbers, which layout left behind: `精 神`, `26 场次`, `手术 197例`."""

import re

from cleaning.language import is_usual
from cleaning.repair.tally import Tally

HAN = "\u3400-\u9fff"
MARKS = "，。；：！？、）】》”’"
BLANKS = "\t\r\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # beside the plain one
BLANK = re.compile(f"[{BLANKS}]")
RUN = re.compile("  +")
# Both expressions begin with the blank itself, which is searched for tenfold faster than what must stand before it.
AROUND_NUMBER = re.compile(
    rf" (?:(?<=[{HAN}] )(?=\d)|(?<=\d )(?=[{HAN}%‰℃]|[.,]\d)|(?<=[，。；：！？、（《“] )(?=\S)|"
    rf"(?<=[{HAN}\d] )(?=[，。；：！？、）》”]))"
)
PROSE = re.compile(f"[，。！？；]|(?<=[{HAN}])[,;!?]|[,;!?](?=[{HAN}])")
IN_WORD = re.compile(rf" (?=[{HAN}])(?:(?<=[{HAN}]{{2}} )|(?<=^[{HAN}] ))")

# `潘多 次旺 唐斌 摄`: names, and 多次 is no word there.
LISTED = re.compile(rf"(?:^|[^{HAN}])[{HAN}]{{2,4}} [{HAN}]{{2,4}} (?=[{HAN}])")


def with_plain_blanks(text: str) -> str:
    """Blanks of every width as plain ones."""
    return BLANK.sub(" ", text)


def with_single_blanks(text: str) -> str:
    """Runs of plain blanks as one, none around a line; this is layout and no damage. Lines stay lines."""
    if "  " in text or " \n" in text or "\n " in text:
        return "\n".join(RUN.sub(" ", line).strip() for line in text.split("\n"))
    return text.strip(" ")


def without_blanks(text: str, tally: Tally) -> str:
    """For running text; headlines, captions and rows of tables use blanks to set parts apart."""
    if " " not in text:
        return text
    return "\n".join(_joined(line, tally) if " " in line and PROSE.search(line) else line for line in text.split("\n"))


def _joined(line: str, tally: Tally) -> str:
    """A blank beside a number or a mark is how some set their type, and no damage; one inside a word is."""
    joined, words = _in_words(AROUND_NUMBER.sub("", line))
    tally.add("spaces", words)
    return joined


def _in_words(text: str) -> tuple[str, int]:
    """Between two characters that are printed side by side very often there was no blank."""
    count = 0

    def judge(match: re.Match[str]) -> str:
        nonlocal count
        before, behind = match.start() - 1, match.end()
        if not is_usual(text[before] + text[behind]) or LISTED.search(text, max(before - 5, 0), behind + 5):
            return " "
        count += 1
        return ""

    return IN_WORD.sub(judge, text), count
