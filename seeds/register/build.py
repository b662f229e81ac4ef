"""Builds places.csv from two packages' folders: python -m seeds.register.build CHINA_DIVISION GB2260 places.csv

CHINA_DIVISION: the unpacked npm package china-division (dist/{provinces,cities,areas}.json): the present divisions.
GB2260: the unpacked PyPI wheel GB2260 (gb2260/data.py): the lists of 2002 to 2013, for former names.
changes.csv beside this file: what happened since, and before, each with its source. See SOURCES.md for licences."""

import ast
import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import opencc

from seeds.register.naming import short_forms, stem

HERE = Path(__file__).parent
COLUMNS = ("code", "name", "level", "former", "short", "traditional")
LAST = 2013  # what this list still has ended later, we do not know when
NOT_DIVISIONS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


@dataclass(kw_only=True)
class Row:
    """One line of places.csv. `former`: name -> the year in which it ended, None if not known."""

    code: str
    name: str
    level: str
    former: dict[str, int | None] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)


def main(china_division: str, gb2260: str, out: str) -> None:
    rows = {row.code: row for row in present(Path(china_division))}
    changes = list(read_changes(HERE / "changes.csv"))
    for change in changes:
        if change["kind"] == "new":
            rows[change["code"]] = Row(code=change["code"], name=change["name"], level=change["level"])
        elif change["kind"] == "gone":
            del rows[change["code"]]
    for name, code, year in former(Path(gb2260), rows):
        rows[code].former.setdefault(name, year)
    for change in changes:
        if change["kind"] in ("former", "alias"):
            apply(change, rows[change["code"]])
    write(sorted(rows.values(), key=lambda row: row.code), Path(out))


def apply(change: dict[str, str], row: Row) -> None:
    if change["kind"] == "former":
        row.former[change["name"]] = int(change["year"]) if change["year"] else None
    else:
        row.aliases.append(change["name"])


def read_changes(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def present(package: Path) -> Iterator[Row]:
    """The divisions of today. The statistical codes of development zones (…71 to …80) are no divisions."""
    for file, level in (("provinces", "province"), ("cities", "prefecture"), ("areas", "county")):
        for entry in json.loads((package / "dist" / f"{file}.json").read_text(encoding="utf-8")):
            code = entry["code"].ljust(6, "0")
            if code.endswith("00") and level == "county":
                continue  # 东莞, 中山 and 儋州 have no counties, and stand in their own place
            if entry["name"] not in NOT_DIVISIONS and not is_statistical(code):
                yield Row(code=code, name=entry["name"], level=level)


def is_statistical(code: str) -> bool:
    return 71 <= int(code[4:]) <= 80


def lists(package: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The yearly lists in gb2260/data.py, oldest first: (year, code -> name)."""
    module = ast.parse((package / "gb2260" / "data.py").read_text(encoding="utf-8"))
    assert isinstance(module.body[0], ast.Assign)
    data = ast.literal_eval(module.body[0].value)
    for revision in sorted((key for key in data if key), key=lambda key: int(str(key)[:4])):
        yield int(str(revision)[:4]), {str(code): name for code, name in data[revision].items()}


def former(package: Path, rows: dict[str, Row]) -> Iterator[tuple[str, str, int | None]]:
    """(former name, code of today, year in which it ended) of every name that no longer stands."""
    seen: dict[tuple[str, str], int] = {}
    for year, names in lists(package):
        seen |= {(code, name): year for code, name in names.items() if name not in NOT_DIVISIONS}
    by_stem: dict[tuple[str, str], list[Row]] = {}
    for row in rows.values():
        by_stem.setdefault((row.code[:2], stem(row.name)), []).append(row)
    for (code, name), year in seen.items():
        today = successor(code, name, rows, by_stem)
        if today and rows[today].name != name:
            yield name, today, year + 1 if year < LAST else None


def successor(code: str, name: str, rows: dict[str, Row], by_stem: dict[tuple[str, str], list[Row]]) -> str | None:
    """The code of today: the same stem in the same province, else a new name under the same code."""
    same = [row for row in by_stem.get((code[:2], stem(name)), []) if is_county(row.code) == is_county(code)]
    near = [row for row in same if row.code[:4] == code[:4]] or same
    if len(near) == 1:
        return near[0].code
    return code if code in rows and not near else None


def is_county(code: str) -> bool:
    return code[4:] != "00"


def write(rows: Iterable[Row], out: Path) -> None:
    traditional = opencc.OpenCC("s2t")
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow(line(row, traditional))


def line(row: Row, traditional: opencc.OpenCC) -> tuple[str, ...]:
    former = "|".join(f"{name}<{year}" if year else name for name, year in row.former.items())
    short = (*short_forms(row.name, row.level), *row.aliases)
    forms = [traditional.convert(name) for name in chain([row.name], row.former, short)]
    known = {row.name, *row.former, *short}
    return (
        row.code,
        row.name,
        row.level,
        former,
        "|".join(short),
        "|".join(dict.fromkeys(f for f in forms if f not in known)),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
