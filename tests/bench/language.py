"""Makes `cleaning/tables/`: how often characters and pairs stand in Chinese news, which pairs stand in words, and the
traditional forms of characters. `python -m tests.bench.language`

Counted over the development half of the study corpus alone, so that the other half measures something. The words are
those of pypinyin's dictionary (MIT), the forms OpenCC's (Apache 2.0): both take a third of a second to load, which no
process that reads a few pages has."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import opencc
from pypinyin.phrases_dict import phrases_dict

from tests.bench.halves import texts

TABLES = Path(__file__).parents[2] / "cleaning" / "tables"
READABLE = re.compile(r"[\u4e00-\u9fff，。、；：？！“”《》（）—…]+")
STANDARDS = ("s2t", "s2tw", "s2hk")


def main() -> None:
    runs = [run for row in texts(measured=False) for run in READABLE.findall(row["title"] + "\n" + row["text"])]
    characters = _levels(Counter(character for run in runs for character in run), 1)
    pairs = _levels(Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1)), 3)
    _write("characters.txt", characters)
    _write("pairs.txt", pairs)
    _write("words.txt", _words("".join(pairs)))
    _write("forms.txt", _forms("".join(characters)))
    _write("traditional.txt", [_changing()])


def _levels(counts: Counter[str], least: int) -> list[str]:
    """One line per power of two: those that often or more, the rarest first."""
    levels: dict[int, list[str]] = {}
    for item, count in sorted(counts.items()):
        if count >= least:
            levels.setdefault(count.bit_length(), []).append(item)
    return ["".join(levels.get(level, [])) for level in range(1, max(levels) + 1)]


def _words(printed: str) -> list[str]:
    """One line per character: behind it all those that follow it in a word, but for the pairs that were printed."""
    known = {printed[at : at + 2] for at in range(0, len(printed), 2)}
    pairs = {word[at : at + 2] for word in phrases_dict for at in range(len(word) - 1)} - known
    seconds: dict[str, str] = {}
    for pair in sorted(pairs):
        seconds[pair[0]] = seconds.get(pair[0], "") + pair[1]
    return [one + following for one, following in seconds.items()]


def _forms(characters: str) -> list[str]:
    """The simplified characters that any standard writes otherwise, and below each its form in each standard."""
    written = [opencc.OpenCC(standard).convert("\n".join(characters)).split("\n") for standard in STANDARDS]
    rows = [row for row in zip(characters, *written, strict=True) if len(set(row)) > 1]
    return ["".join(column) for column in zip(*rows, strict=True)]


def _changing() -> str:
    """Every character of the basic plane that t2s changes by itself."""
    han = "".join(map(chr, (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))))
    simple = opencc.OpenCC("t2s").convert("\n".join(han)).split("\n")
    return "".join(one for one, other in zip(han, simple, strict=True) if one != other)


def _write(name: str, lines: Iterable[str]) -> None:
    (TABLES / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
