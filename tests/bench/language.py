"""Makes `cleaning/tables/`: how often characters and pairs stand in Chinese news. `python -m tests.bench.language`

Counted over the development half of the study corpus alone, so that the other half measures something."""

import re
from collections import Counter
from pathlib import Path

from tests.bench.halves import texts

TABLES = Path(__file__).parents[2] / "cleaning" / "tables"
READABLE = re.compile(r"[\u4e00-\u9fff，。、；：？！“”《》（）—…]+")


def main() -> None:
    runs = [run for row in texts(measured=False) for run in READABLE.findall(row["title"] + "\n" + row["text"])]
    _write("characters.txt", Counter(character for run in runs for character in run), 1)
    _write("pairs.txt", Counter(run[at : at + 2] for run in runs for at in range(len(run) - 1)), 3)


def _write(name: str, counts: Counter[str], least: int) -> None:
    """One line per power of two: those that often or more, the rarest first."""
    levels: dict[int, list[str]] = {}
    for item, count in sorted(counts.items()):
        if count >= least:
            levels.setdefault(count.bit_length(), []).append(item)
    lines = ("".join(levels.get(level, [])) for level in range(1, max(levels) + 1))
    (TABLES / name).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
