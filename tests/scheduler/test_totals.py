"""`duikou totals` and `duikou export figures` over a home with the reports of the shipped samples."""

import json
from pathlib import Path

import pytest

from tests.scheduler.conftest import Command, Say


def test_the_table(folder: Path, say: Say) -> None:
    code, out, _ = say("totals")
    assert code == 0
    heads = [line for line in out.splitlines() if line.isupper() or line.startswith(("STATED", "LEFT OUT", "CHECK"))]
    assert [head.split("  ")[0] for head in heads] == [
        "STATED SINGLY",
        "STATED SINCE A START",
        "GIVER",
        "LEFT OUT OF WHAT IS STATED SINGLY",
        "CHECK: SINGLE SUMS",
    ]


def test_json_of_a_selection(folder: Path, say: Say) -> None:
    code, out, _ = say("totals", "--donor", "安徽", "--recipient", "山南市", "--programme", "援藏", "--json")
    found = json.loads(out)
    assert code == 0
    assert set(found) == {"sum_of_singles", "stated_cumulative", "left_out", "checks"}
    assert found["sum_of_singles"]["value"] == 28_600_000
    assert found["stated_cumulative"]["value"] == 327_000_000
    (statement,) = found["stated_cumulative"]["statements"]
    assert (statement["donors"], statement["period"]["start"]) == (["340000"], "2025-07")
    assert [check["verdict"] for check in found["checks"]] == ["within"]


@pytest.mark.parametrize(
    "selection", [("--year", "1999"), ("--since", "2099-01-01"), ("--sector", "livestock", "--stage", "pledged")]
)
def test_a_selection_of_nothing_is_nothing(folder: Path, say: Say, selection: tuple[str, ...]) -> None:
    code, out, _ = say("totals", *selection, "--json")
    found = json.loads(out)
    assert (code, found["sum_of_singles"]["value"], found["sum_of_singles"]["figures"]) == (0, 0, 0)


WRONG = [
    (("--donor", "安微省"), "no party is called '安微省'"),
    (("--stage", "spend"), "--stage: there is no 'spend'; did you mean 'spent'?"),
    (("--programme", "援臧"), "--programme: there is no '援臧'"),
    (("--sector", "school"), "--sector: there is no 'school'"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_a_slip_of_the_hand_is_said(folder: Path, say: Say, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = say("totals", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_nothing_is_stored_yet(duikou: Command) -> None:
    done = duikou("totals", "--json")
    assert (done.code, json.loads(done.out)["sum_of_singles"]["value"]) == (0, 0)
    assert "nothing is stored yet" in done.line


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx", "parquet", "iati"])
def test_figures_go_out(folder: Path, say: Say, form: str) -> None:
    code, _, err = say("export", "figures", "--format", form, "--out", "figures.out")
    assert (code, err) == (0, "")
    assert (folder / "figures.out").stat().st_size > 1000


def test_iati_of_reports_is_refused(folder: Path, say: Say) -> None:
    code, _, err = say("export", "reports", "--format", "iati", "--out", "reports.xml")
    assert (code, (folder / "reports.xml").exists()) == (2, False)
    assert "IATI has no place for reports" in err
