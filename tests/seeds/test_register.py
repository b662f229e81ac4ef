"""The register: places, pairings, calendars, and the linter that watches them."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from seeds.register.abbreviations import pairs
from seeds.register.calendars import Term, national_number, term
from seeds.register.lint import of_organisations, of_pairings, of_places, of_terms, problems
from seeds.register.naming import short_forms, stem
from seeds.register.organisations import Organisation
from seeds.register.pairings import Pairing, known, pairing_between, pairings
from seeds.register.places import Place, ancestors, places, within
from seeds.register.publishers import publisher_named
from seeds.register.regions import programme_of, receives
from seeds.register.sectors import sector_list
from seeds.register.units import units

PAIRING = Pairing(
    programme="援藏", donor="110000", recipient="540100", since=1995, until=None, confidence="A",
    publisher="报", date="2020", title="题",
)  # fmt: skip
TERM = Term(
    programme="援藏", counters=("national",), number=1, start="1995-05", end="1998-06", planned=False, source="报"
)


def test_the_shipped_register_is_well() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("code", "name", "former"),
    [
        ("540581", "错那市", "错那县"),
        ("540481", "米林市", "米林县"),
        ("540500", "山南市", "山南地区"),
        ("540302", "卡若区", "昌都县"),
        ("420600", "襄阳市", "襄樊市"),
        ("330102", "上城区", "江干区"),
        ("500157", "两江新区", "渝北区"),
    ],
)
def test_former_names_lead_to_the_present_code(code: str, name: str, former: str) -> None:
    place = places()[code]
    assert place.name == name
    assert former in dict(place.former)


def test_new_divisions_are_there() -> None:
    assert {places()[code].name for code in ("653229", "659013", "653132", "XPCC-14")} == {
        "和安县",
        "草湖市",
        "岑岭县",
        "新疆生产建设兵团第十四师",
    }


@pytest.mark.parametrize(
    ("name", "level", "forms"),
    [
        ("黄南藏族自治州", "prefecture", ("黄南州", "黄南")),
        ("东乡族自治县", "county", ("东乡县", "东乡")),
        ("鄂伦春自治旗", "county", ("鄂伦春旗", "鄂伦春")),
        ("内蒙古自治区", "province", ("内蒙古",)),
        ("洛隆县", "county", ("洛隆",)),
        ("朗县", "county", ()),
        ("浦东新区", "county", ("浦东",)),
        ("阿里地区", "prefecture", ("阿里",)),
    ],
)
def test_short_forms(name: str, level: str, forms: tuple[str, ...]) -> None:
    assert short_forms(name, level) == forms


def test_every_stem_is_two_characters_or_the_name() -> None:
    assert all(len(stem(place.name)) > 1 for place in places().values())


def test_traditional_forms() -> None:
    assert {"洛隆縣"} <= set(places()["540329"].traditional)
    assert {"錯那市", "錯那縣", "錯那"} <= set(places()["540581"].traditional)


def test_divisions_above() -> None:
    assert ancestors("540581") == ("540500", "540000")
    assert ancestors("310115") == ("310000",)
    assert ancestors("XPCC-03") == ("650000",)
    assert within("540581", "540000")
    assert not within("540000", "540581")


@pytest.mark.parametrize(
    ("code", "programme"),
    [("540329", "援藏"), ("632300", "援青"), ("XPCC-03", "援疆"), ("513228", "四省涉藏州县"), ("110000", None)],
)
def test_regions(code: str, programme: str | None) -> None:
    assert programme_of(code) == programme
    assert receives(code) == (programme is not None)


def test_rows_marked_c_are_never_shown() -> None:
    assert any(pairing.confidence == "C" for pairing in pairings())
    assert all(pairing.confidence != "C" for pairing in known())


@pytest.mark.parametrize(
    ("donor", "recipient", "year", "since"),
    [
        ("130000", "542500", 2023, 1995),  # 河北 to 阿里
        ("350500", "540329", 2024, 2016),  # 泉州 to 洛隆
        ("350000", "540400", 2010, 1995),  # 福建 to 林芝, until 2016
        ("350000", "540400", 2024, None),
        ("120000", "632323", 2020, 2010),  # a county of 黄南
        ("420000", "540300", 2020, None),  # 湖北 is not at 昌都
        ("330000", "511132", 2023, 1996),  # 浙江 to 四川, a county of 乐山
        ("370200", "621121", 2024, 2021),  # 青岛 to a county of 定西
        ("440605", "522636", 2024, 2021),  # 南海 to 丹寨
        ("330100", "522636", 2019, 2016),  # before it, 杭州
        ("330100", "522636", 2024, None),
        ("440600", "653129", 2016, 2010),  # 佛山 to 伽师
        ("440000", "650502", 2005, 1998),  # 广东 to 哈密, until 2010
        ("370000", "450000", 2024, None),  # 山东 is not in 广西
    ],
)
def test_pairing_of_a_year(donor: str, recipient: str, year: int, since: int | None) -> None:
    pairing = pairing_between(donor, recipient, year)
    assert (pairing.since if pairing else None) == since


@pytest.mark.parametrize(
    ("donor", "number", "national"),
    [("130000", 10, 10), ("340000", 8, 10), ("220000", 6, 8), ("350500", 10, None), ("国家电网", 5, None)],
)
def test_who_counts_decides_what_a_batch_is(donor: str, number: int, national: int | None) -> None:
    assert national_number("援藏", donor, number) == national


def test_term_of_a_batch() -> None:
    found = term("援藏", "340000", 8)
    assert found is not None
    assert (found.start, found.end) == ("2022-07", "2025-07")


def test_abbreviated_pairs() -> None:
    assert pairs()["冀阿"] == ("130000", "542500")
    assert pairs()["津昌"] == ("120000", "540300")
    assert pairs()["泉洛"] == ("350500", "540329")


def test_publishers_and_their_aliases() -> None:
    assert publisher_named("《西藏日报》") == "西藏日报"
    assert publisher_named("新华网") == "新华网"
    assert publisher_named("绒布厂家") is None


def test_sectors_and_units_have_codes() -> None:
    assert sector_list()["health_hospital"].crs_purpose
    assert {unit.unit for unit in units()} >= {"CNY", "人次", "亩", "%"}


@pytest.mark.parametrize(
    ("pairing", "words"),
    [
        (replace(PAIRING, recipient="549999"), "unknown code"),
        (replace(PAIRING, since=2020, until=2010), "impossible years"),
        (replace(PAIRING, programme="援月"), "unknown programme"),
        (replace(PAIRING, publisher=""), "no source"),
    ],
)
def test_linter_finds_a_wrong_pairing(pairing: Pairing, words: str) -> None:
    assert [line for line in of_pairings([pairing]) if words in line]


def test_linter_finds_overlaps() -> None:
    assert any("two rows" in line for line in of_pairings([PAIRING, replace(PAIRING, since=2010)]))
    assert not list(of_pairings([replace(PAIRING, until=2010), replace(PAIRING, since=2010)]))
    later = replace(TERM, number=2, start="1998-01", end="2001-06")
    assert any("starts before" in line for line in of_terms([TERM, later]))
    assert any("does not grow" in line for line in of_terms([TERM, replace(later, number=1)]))


def test_linter_finds_wrong_places_and_names() -> None:
    place = Place(code="54", name="某县", level="county", former=(("某县", 1900),))
    assert len(list(of_places([place]))) == 3
    assert any("is a place" in line for line in of_organisations([Organisation(name="北京市", level="enterprise")]))


@pytest.mark.shared
def test_every_division_of_the_gazetteer_is_known(shared: Path) -> None:
    with (shared / "domain" / "gazetteer.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code"] < "81"]
    wrong = [row["name"] for row in rows if (found := places().get(row["code"])) is None or found.name != row["name"]]
    assert wrong == []
    plateau = [row for row in rows if row["code"][:2] in ("54", "63")]
    told = {(row["code"], name) for row in plateau for name in row["former_names"].split("|") if name}
    ours = {(code, name) for code, place in places().items() for name, _ in place.former}
    assert {name for _, name in told - ours} <= {"市区", "郊区", "日喀则市"}  # names that others bear today
