"""Rows out: the same columns in each format, nothing that a spreadsheet would run, whole files or none."""

import csv
import gc
import io
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaning.report import Facts, Party, Period, Relevance
from cleaning.serial import figure_from_json, report_from_json
from reports.columns import FIGURES, RUNS
from reports.columns import REPORTS as TYPED
from reports.export import export, figure_row, report_row, run_row, write
from reports.sheet import CUT, LONGEST
from reports.table import cell, guarded
from seeds.errors import WrongUsageError
from store.runs import Counts, Run
from tests.cleaning.figures import entry
from tests.cleaning.figures import figure as ledger_figure
from tests.reports.rows import NOW, figure, kept

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "\t=1",
    "\r=1",
    " =1",
    "\u3000=1",
    "\n=1",
    "\ufeff=1",
)
FOUND = entry(
    ledger_figure(
        "近5亿元",
        500_000_000,
        donors=("350500",),
        recipients=("540426", "540421"),
        qualifier="lt",
        qualifier_word="近",
        value_high=500_000_000,
        period=Period(start="1994", end="2024-08", basis="stated"),
        part_of="x",
    ),
    title="=援藏",
)
FULL = Facts(
    relevance=Relevance(is_aid_report=True, score=0.9, why=("援藏",)),
    programmes=("援藏", "援青"),
    donors=(
        Party(code="340000", name="安徽省", level="province"),
        Party(code=None, name="甲|乙公司", level="enterprise"),
    ),
    figures=(figure("近5亿元", "投入近5亿元。"),),
)
RUN = Run(
    id=7, kind="crawl", subject="alpha_com", due=None, started=NOW, ended=NOW, outcome="ok", reason="", pid=1, host="h",
    counts=Counts(requests=12, new=3),
)  # fmt: skip


REPORTS = tuple(TYPED)


def written(format: Any, rows: list[Any], what: Any = "reports") -> bytes:
    file = io.BytesIO()
    write(what, rows, format, file)
    return file.getvalue()


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, None),
        (True, True),
        (3.5, 3.5),
        ("文", "文"),
        ([], ""),
        (["援藏", "援青"], "援藏|援青"),
        (["甲|乙", "丙"], "甲\\|乙|丙"),
        ([{"code": "1", "name": "安徽省"}], "安徽省"),
        ([{"donor": "340000", "recipient": "540500", "known": "yes"}], "340000→540500"),
        ([{"text": "近5亿元", "value": 1}], "近5亿元"),
        ([{"kind": "pinyin", "count": 2}], '{"kind":"pinyin","count":2}'),
        ({"score": 0.9}, '{"score":0.9}'),
    ],
)
def test_cells(value: object, wanted: object) -> None:
    assert cell(value) == wanted


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_of_a_csv_is_a_formula(formula: str) -> None:
    (_, row) = table(written("csv", [report_row(kept(title=formula))]))
    assert row[REPORTS.index("title")] == f"'{formula}"


@given(st.text(alphabet="=+-@＝＋－＠ \t\r\n\u3000ab一", max_size=8))
def test_guarded_texts_begin_harmlessly(text: str) -> None:
    safe = str(guarded(text))
    assert safe.removeprefix("'").endswith(text.removeprefix("'"))
    assert safe[:1] not in tuple("=+-@＝＋－＠\t\r")


def test_numbers_are_not_guarded() -> None:
    assert guarded(-5) == -5


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(formula: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", [report_row(kept(title=formula))])))
    found = book["reports"].cell(row=2, column=REPORTS.index("title") + 1)
    assert found.data_type == "s"
    assert str(found.value).strip() == formula.strip()


def test_a_csv_opens_in_excel_and_keeps_lines() -> None:
    data = written("csv", [report_row(kept(body="第一段。\n第二段，“引号”。"))])
    assert data.startswith(b"\xef\xbb\xbf")
    head, row = table(data)
    assert tuple(head) == REPORTS
    assert row[REPORTS.index("body")] == "第一段。\n第二段，“引号”。"


def test_a_report_carries_the_contract_and_what_the_store_knows() -> None:
    row = kept(3, facts=FULL, gone_at=NOW, version=2)
    found = json.loads(written("jsonl", [report_row(row)]))
    assert report_from_json(found) == row.report
    assert set(found) == set(REPORTS)
    assert (found["id"], found["version"], found["gone_at"]) == (3, 2, "2026-11-21T08:00:00+08:00")


def test_lists_are_joined_in_tables() -> None:
    head, row = table(written("csv", [report_row(kept(facts=FULL))]))
    found = dict(zip(head, row, strict=True))
    assert (found["programmes"], found["donors"], found["figures"]) == ("援藏|援青", "安徽省|甲\\|乙公司", "近5亿元")


def test_runs_have_the_contracts_columns() -> None:
    row = run_row(RUN)
    assert tuple(row) == tuple(RUNS)
    assert (row["started"], row["requests"], row["new"], row["due"]) == ("2026-11-21T08:00:00+08:00", 12, 3, None)


def test_what_a_cell_cannot_hold_is_said_to_be_cut() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(written("xlsx", [report_row(kept(body="文" * 40_000, title="坏\x00字\x0b"))]))
    )
    sheet = book["reports"]
    body = str(sheet.cell(row=2, column=REPORTS.index("body") + 1).value)
    assert len(body) == LONGEST
    assert body.endswith(CUT)
    assert sheet.cell(row=2, column=REPORTS.index("title") + 1).value == "坏字"


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_rows_stream(format: Any) -> None:
    """Each row is on its way before the next one is asked for."""
    file = io.BytesIO()
    sizes: list[int] = []

    def rows() -> Iterator[Any]:
        for id in range(3):
            sizes.append(file.tell())
            yield report_row(kept(id, body="文" * 9000))

    write("reports", rows(), format, file)
    assert sizes[0] < sizes[1] < sizes[2]


def test_a_lone_surrogate_does_not_stop_an_export() -> None:
    assert b"\\udc80" in written("csv", [report_row(kept(title="坏\udc80"))])


@pytest.mark.parametrize("format", ["jsonl", "csv", "xlsx"])
def test_from_the_store_to_a_file(home: Any, tmp_path: Path, format: Any) -> None:
    home.keep("一", "二")
    path = tmp_path / "out" / f"reports.{format}"
    export(home.database, "reports", format, since=None, to=path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    if format == "jsonl":
        titles = [json.loads(line)["title"] for line in path.read_text().splitlines()]
    elif format == "csv":
        titles = [row[REPORTS.index("title")] for row in table(path.read_bytes())[1:]]
    else:
        titles = [row[REPORTS.index("title")] for row in openpyxl.load_workbook(path)["reports"].values][1:]
    assert titles == ["一", "二"]


def test_runs_and_since(home: Any) -> None:
    """One run is there before."""
    home.ran("alpha_com", "ok")
    for since, count in ((None, 2), (datetime(2030, 1, 1, tzinfo=UTC), 0)):
        file = io.BytesIO()
        export(home.database, "runs", "jsonl", since=since, to=file)
        assert len(file.getvalue().splitlines()) == count


def test_a_figure_carries_the_contract_and_what_the_report_knows() -> None:
    found = json.loads(written("jsonl", [figure_row(FOUND)], "figures"))
    assert tuple(found) == tuple(FIGURES)
    assert figure_from_json({key: found[key] for key in found if key not in AROUND}) == FOUND.figure
    assert (found["url"], found["title"], found["story"]) == (FOUND.url, "=援藏", None)
    assert found["published_at"] == "2024-08-29T00:00:00+00:00"


AROUND = ("url", "story", "title", "publisher", "published_at")


def test_figures_in_a_table() -> None:
    head, row = table(written("csv", [figure_row(FOUND)], "figures"))
    found = dict(zip(head, row, strict=True))
    assert tuple(head) == tuple(FIGURES)
    assert (found["title"], found["recipients"], found["value"]) == ("'=援藏", "540426|540421", "500000000")
    assert json.loads(found["period"]) == {"start": "1994", "end": "2024-08", "basis": "stated"}


def test_parquet_is_typed() -> None:
    rows = [figure_row(FOUND), figure_row(entry(ledger_figure("？亿元", None), published=None))]
    found = pq.read_table(io.BytesIO(written("parquet", rows, "figures")))
    assert tuple(found.column_names) == tuple(FIGURES)
    assert found.schema.field("value").type == pa.float64()
    assert found.schema.field("donors").type == pa.list_(pa.string())
    first, second = found.to_pylist()
    assert (first["value"], first["recipients"], first["counted"]) == (5e8, ["540426", "540421"], False)
    assert first["published_at"] == FOUND.published
    assert (second["value"], second["published_at"], second["period"]) == (None, None, None)


def test_parquet_of_reports_and_runs() -> None:
    row = kept(3, facts=FULL, gone_at=NOW, title="坏\udc80")
    (found,) = pq.read_table(io.BytesIO(written("parquet", [report_row(row)]))).to_pylist()
    assert (found["title"], found["programmes"], found["gone_at"]) == ("坏\\udc80", ["援藏", "援青"], NOW)
    assert json.loads(found["donors"])[0]["code"] == "340000"
    (run,) = pq.read_table(io.BytesIO(written("parquet", [run_row(RUN)], "runs"))).to_pylist()
    assert (run["started"], run["new"], run["due"]) == (NOW, 3, None)


def test_no_rows_are_a_table_too() -> None:
    assert pq.read_table(io.BytesIO(written("parquet", [], "figures"))).num_rows == 0


def test_parquet_without_pyarrow_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WrongUsageError, match=r"pip install 'duikou\[parquet\]'"):
        written("parquet", [])


@pytest.mark.parametrize("what", ["reports", "runs"])
def test_iati_has_figures_only(home: Any, what: Any) -> None:
    with pytest.raises(WrongUsageError, match="IATI has no place for"):
        export(home.database, what, "iati", since=None, to=io.BytesIO())


@pytest.mark.parametrize(("since", "found"), [(None, ["近5亿元"]), (datetime(2030, 1, 1, tzinfo=UTC), [])])
def test_figures_from_the_store(home: Any, since: Any, found: list[str]) -> None:
    home.keep("一", facts=FULL)
    file = io.BytesIO()
    export(home.database, "figures", "jsonl", since=since, to=file)
    assert [json.loads(line)["text"] for line in file.getvalue().splitlines()] == found


class Left(io.BytesIO):
    """A pipe whose reader has gone."""

    def write(self, _: Any) -> int:
        raise BrokenPipeError


@pytest.mark.parametrize("what", ["reports", "runs"])
def test_a_reader_that_leaves_leaves_no_cursor_open(home: Any, caplog: pytest.LogCaptureFixture, what: Any) -> None:
    home.keep("一", "二")
    home.ran("alpha_com", "ok")
    with pytest.raises(BrokenPipeError) as gone:
        export(home.database, what, "jsonl", since=None, to=Left())
    home.database.close()  # as the command does, while the error is on its way out
    del gone
    gc.collect()
    assert caplog.text == ""
