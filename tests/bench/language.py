"""Makes `cleaning/tables/`: how often characters stand in Chinese news, which character follows which,
which words there are, the traditional forms of characters and how they are read. `python -m tests.bench.language`

Counted over the development half of the study corpus alone, so that the other half measures something: half a million
characters, too few for what is seldom printed. So its counts are mixed with those of jieba's dictionary (MIT), which
has 350,000 words with their frequency, and with the names of the register. The forms are OpenCC's (Apache 2.0),
the readings pypinyin's (MIT)."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import jieba
import opencc

from cleaning.repair.pinyin import plain
from tests.bench.halves import texts
from tests.noise.readings import toned_readings

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "cleaning" / "tables"
PLACES = ROOT / "seeds" / "register" / "places.csv"
READABLE = re.compile(r"[\u4e00-\u9fff，。、；：？！“”‘’《》（）—…·]+")
HAN = re.compile("[\u4e00-\u9fff]+")
MARKS = "，。、；：？！“”‘’《》（）—…·"
BASIC = "".join(map(chr, (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))))  # Han of the basic plane
STANDARDS = ("s2t", "s2tw", "s2hk")
USUAL = 32  # times a pair is printed before a blank in it is none
OF_DICTIONARY = 40  # times a word must stand in the dictionary's texts, of sixty million
COMMON = 200  # the same for a character that the corpus does not have
SHARE_OF_MARKS = 0.15
TRUST = 100  # printed characters that weigh as much as the dictionary
LEAST = 2  # times a pair must be printed to be kept: once is chance
LONGEST = 5  # characters of a word
NAME = 2.0**-19
HALF_BITS = 2


def main() -> None:
    runs = [run for row in texts(measured=False) for run in READABLE.findall(row["title"] + "\n" + row["text"])]
    printed = Counter(character for run in runs for character in run)
    pairs = Counter(pair for run in runs for pair in map("".join, pairwise(run)))
    words = dictionary()
    characters = [*_levels(printed, 1), "".join(_added(printed, words))]
    _write("characters.txt", characters[:-1])
    _write("usual.txt", ["".join(pair for pair, count in sorted(pairs.items()) if count >= USUAL)])
    _write("forms.txt", _forms("".join(characters)))
    _write("traditional.txt", [_changing()])
    _write("readings.txt", _readings())
    _write_chances(sorted("".join(characters)), printed, pairs, words)
    _write("words.txt", map(" ".join, _by_cost(_words(runs, words))))


def dictionary() -> Counter[str]:
    """Words of Han characters, in simplified form, by how often they stand in the dictionary's own texts."""
    simple = opencc.OpenCC("t2s")
    found: Counter[str] = Counter()
    for line in simple.convert(jieba.get_dict_file().read().decode()).splitlines():
        word, count, _ = line.split()
        if HAN.fullmatch(word) and (int(count) >= OF_DICTIONARY or len(word) == 1):
            found[word] += int(count)
    return found


def _added(printed: Mapping[str, int], words: Counter[str]) -> list[str]:
    """Common characters of the language that the corpus happens not to have, of those that GB 2312 has."""
    count = _spelt(words)
    return sorted(one for one in count if count[one] >= COMMON and one not in printed and _is_plain(one))


def _is_plain(character: str) -> bool:
    return bool(character.encode("gb2312", "ignore"))


def _spelt(words: Counter[str]) -> Counter[str]:
    count: Counter[str] = Counter()
    for word, times in words.items():
        for character in word:
            count[character] += times
    return count


def _write_chances(known: list[str], printed: Counter[str], pairs: Counter[str], words: Counter[str]) -> None:
    """Of a character behind another: of the printed pair, of the words, and that a word ends and another begins."""
    followed: Counter[str] = Counter()
    for pair, count in pairs.items():
        followed[pair[0]] += count
    starts, ends, inside, spelt = _positions(words)
    begun, all_printed = starts.total(), printed.total()
    first = {one: (_start(starts[one], one) / begun + (printed[one] + 0.02) / all_printed) / 2 for one in known}
    doubt = {one: TRUST / (TRUST + followed[one]) for one in known}
    back = {one: doubt[one] * (1.0 if one in MARKS else max(ends[one] / max(spelt[one], 1), 0.02)) for one in known}
    chances = {}
    for pair in pairs.keys() | inside.keys():
        one, two = pair
        if one in back and two in first and (pairs[pair] >= LEAST or inside[pair]):
            usual = back[one] * first[two]
            chance = usual + doubt[one] * inside[pair] / max(spelt[one], 1) + pairs[pair] / (TRUST + followed[one])
            if chance > 2 * usual:
                chances[pair] = chance
    for name, table in (("first", first), ("back", back), ("pairs", chances)):
        _write(f"{name}.txt", map("".join, _by_cost(table)))


def _positions(words: Counter[str]) -> Iterator[Counter[str]]:
    """How often a character begins a word, ends one, stands before another in one, and stands in one at all."""
    starts, ends, inside = Counter[str](), Counter[str](), Counter[str]()
    for word, count in words.items():
        starts[word[0]] += count
        ends[word[-1]] += count
        for one, two in pairwise(word):
            inside[one + two] += count
    yield from (starts, ends, inside, _spelt(words))


def _start(count: int, character: str) -> float:
    """The dictionary knows no marks, which begin what stands behind a word as well."""
    return 0.0 if character in MARKS else (1 - SHARE_OF_MARKS) * (count + 0.5)


def _words(runs: Iterable[str], words: Counter[str]) -> Mapping[str, float]:
    """Words and their chance: half out of the corpus, cut by the dictionary, half out of the dictionary itself."""
    cut = Counter(word for run in runs for word in jieba.cut(run, HMM=False))
    with PLACES.open(encoding="utf-8") as file:
        rows = [(row["name"], row["former"], row["short"]) for row in csv.DictReader(file)]
    names = {name for row in rows for cell in row for name in HAN.findall(cell) if len(name) > 1}
    all_cut, all_words = cut.total(), words.total()
    return {
        word: (cut[word] / all_cut + words[word] / all_words) / 2 + NAME * (word in names)
        for word in cut.keys() | words.keys() | names
        if len(word) <= LONGEST
    }


def _levels(counts: Counter[str], least: int) -> list[str]:
    """One line per power of two: those that often or more, the rarest first."""
    levels: dict[int, list[str]] = {}
    for item, count in sorted(counts.items()):
        if count >= least:
            levels.setdefault(count.bit_length(), []).append(item)
    return ["".join(levels.get(level, [])) for level in range(1, max(levels) + 1)]


def _by_cost(chances: Mapping[str, float]) -> list[list[str]]:
    """One line per half bit, the likeliest first."""
    lines: dict[int, list[str]] = {}
    for item, chance in sorted(chances.items()):
        lines.setdefault(round(-HALF_BITS * math.log2(chance)), []).append(item)
    return [lines.get(cost, []) for cost in range(max(lines) + 1)]


def _forms(characters: str) -> list[str]:
    """The simplified characters that any standard writes otherwise, and below each its form in each standard; then
    what they write so in some words only (制 and 製), with the simplified form in the first place."""
    written = [opencc.OpenCC(standard).convert("\n".join(characters)).split("\n") for standard in STANDARDS]
    rows = [row for row in zip(characters, *written, strict=True) if len(set(row)) > 1]
    known = {form for row in rows for form in row}
    simple = zip(_changing(), opencc.OpenCC("t2s").convert("\n".join(_changing())).split("\n"), strict=True)
    rows += [
        (one, one, *[form] * (len(STANDARDS) - 1))
        for form, one in simple
        if form not in known and one in characters and form not in characters and form.encode("gbk", "ignore")
    ]
    return ["".join(column) for column in zip(*rows, strict=True)]


def _changing() -> str:
    """Every character of the basic plane that t2s changes by itself."""
    simple = opencc.OpenCC("t2s").convert("\n".join(BASIC)).split("\n")
    return "".join(one for one, other in zip(BASIC, simple, strict=True) if one != other)


def _readings() -> list[str]:
    """Each syllable without tones, a blank, and what is read so in the basic plane."""
    found: dict[str, list[str]] = {}
    for character in BASIC:
        for syllable in sorted({plain(reading) for reading in toned_readings(character)}):
            found.setdefault(syllable, []).append(character)
    return [f"{syllable} {''.join(characters)}" for syllable, characters in sorted(found.items())]


def _write(name: str, lines: Iterable[str]) -> None:
    (TABLES / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
