"""The tool that builds places.csv, over two small packages of our own."""

import csv
import json
from pathlib import Path

import opencc
import pytest

from seeds.register.build import COLUMNS, HERE, line, main, read_changes, successor
from seeds.register.build import Row as Line
from seeds.register.places import places


def division(code: str, name: str) -> dict[str, str]:
    return {"code": code, "name": name}


@pytest.fixture
def packages(tmp_path: Path) -> tuple[Path, Path]:
    china, gb2260 = tmp_path / "china", tmp_path / "gb"
    (china / "dist").mkdir(parents=True)
    (gb2260 / "gb2260").mkdir(parents=True)
    changes = list(read_changes(HERE / "changes.csv"))
    new = {row["code"] for row in changes if row["kind"] == "new"}
    present = {code: place.name for code, place in places().items() if code not in new}
    present |= {row["code"]: row["name"] for row in changes if row["kind"] == "gone"}
    files = {
        "provinces": [division(code[:2], name) for code, name in present.items() if code.endswith("0000")],
        "cities": [division(c[:4], name) for c, name in present.items() if c.endswith("00") and not c.endswith("0000")],
        "areas": [division(code, name) for code, name in present.items() if not code.endswith("00")],
    }
    files["areas"].append(division("340171", "合肥高新技术产业开发区"))
    for name, content in files.items():
        (china / "dist" / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    lists = {2007: {420600: "襄樊市", 542200: "山南地区"}, 2013: {540127: "墨竹工卡县", 542222: "扎囊县"}, None: {}}
    (gb2260 / "gb2260" / "data.py").write_text(f"data = {lists!r}\n", encoding="utf-8")
    return china, gb2260


def test_builds_the_table(packages: tuple[Path, Path], tmp_path: Path) -> None:
    china, gb2260 = packages
    main(str(china), str(gb2260), str(tmp_path / "out.csv"))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        built = {row["code"]: row for row in csv.DictReader(lines)}
    assert tuple(next(iter(built.values()))) == COLUMNS
    assert built["420600"]["former"] == "襄樊市<2008"
    assert "错那县<2023" in built["540581"]["former"]
    assert built["653229"]["name"] == "和安县"
    assert not {"340171", "500105"} & set(built)  # a development zone; a district that is gone


def test_a_former_name_finds_its_successor() -> None:
    county = Line(code="540521", name="扎囊县", level="county")
    city = Line(code="540500", name="山南市", level="prefecture")
    rows = {row.code: row for row in (county, city)}
    by_stem = {("54", "扎囊"): [county], ("54", "山南"): [city]}
    assert successor("542222", "扎囊县", rows, by_stem) == "540521"
    assert successor("542200", "山南地区", rows, by_stem) == "540500"
    assert successor("542299", "某某县", rows, by_stem) is None


def test_a_line_of_the_table() -> None:
    row = Line(code="632300", name="黄南藏族自治州", level="prefecture", former={"旧名": 2001}, aliases=["黄南州府"])
    code, _, _, former, short, traditional = line(row, opencc.OpenCC("s2t"))
    assert (code, former, short) == ("632300", "旧名<2001", "黄南州|黄南|黄南州府")
    assert "黃南藏族自治州" in traditional.split("|")
