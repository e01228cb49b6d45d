"""The tables for other programs: types kept, texts never run, the same bytes each time."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pandas
import pytest

from extract.cli import main
from extract.errors import OutputError
from extract.exports import excel, frames, plain, records, workbook
from extract.models import Extraction, Row, Span
from extract.runs import Run
from extract.schema import TABLES
from extract.sets import write_set
from extract.tables import cells_of, tables

ROOT = Path(__file__).parents[1]
Sample = Callable[..., Extraction]
Office = Callable[..., list[Path]]
PAYLOADS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", " =1+1", '=HYPERLINK("h","甲")')
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
RUN_FORMULAS = "--infilter=CSV:44,34,76,1,,0,false,false,false,false,false,0,true"


def _run(*extractions: Extraction) -> Run:
    return Run(SimpleNamespace(sha256="cd" * 32), extractions)


def _hostile(whole: Extraction) -> Run:
    """A run whose report is named `-2024` and whose texts a spreadsheet would compute."""
    rows = tuple(
        Row("counts", Span(11, 14), (("value", f"-{at}.5"), ("indicator", text), ("year", "2024")), f"{text}。", text)
        for at, text in enumerate(PAYLOADS)
    )
    source = replace(whole.document.source, id="-2024")
    return _run(replace(whole, rows=rows, title=PAYLOADS[0], document=replace(whole.document, source=source)))


def _book(run: Run) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.files_of(run)["tables.xlsx"]))


def _column(book: openpyxl.Workbook, table: str, name: str) -> list:
    at = TABLES[table].header.index(name)
    return [row[at] for row in book[table].iter_rows(min_row=2)]


# --- the workbook


def test_a_workbook_has_a_sheet_for_each_table_and_the_codebook(sample: Sample) -> None:
    book = _book(_run(sample()))
    assert book.sheetnames == [*TABLES, "codebook"]
    for name, table in TABLES.items():
        assert tuple(cell.value for cell in book[name][1]) == table.header
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    codebook = list(book["codebook"].iter_rows(values_only=True))
    assert codebook[0] == ("table", "column", "type", "values", "english", "chinese")
    assert codebook[9] == (
        "percentages",
        "bound",
        "text",
        "exact about nearly over at_least under at_most order_of",
        "how the text limits the value: exact, about, nearly, over, at_least, under, at_most or order_of",
        "限定：确数、约、近、超、不少于、不足、不超过、量级",
    )
    assert len(codebook) == 1 + sum(len(table.columns) for table in TABLES.values())


def test_cells_of_a_workbook_have_their_types(sample: Sample) -> None:
    book = _book(_run(sample(value="33.33")))
    assert {name: cell.value for name, cell in zip(TABLES["counts"].header, book["counts"][2], strict=True)} == {
        "report": "2024",
        "line": 2,
        "start": 11,
        "end": 14,
        "text": "超千个",
        "raw_text": "超千個",
        "value": 33.33,
        "value_max": None,
        "bound": "over",
        "unit": "个",
        "indicator": "企业",
        "scope": None,
        "year": 2024,
        "status": None,
        "sentence": "企业超千个。",
        "rule": "counts.new",
    }
    assert [cell.number_format for cell in book["counts"][2]][6] == "General"
    assert [cell.number_format for cell in book["counts"][3]][6] == "0"
    assert {type(cell.value) for cell in _column(book, "reports", "characters")} == {int}
    assert [cell.value for cell in _column(book, "reports", "sha256")] == ["ab" * 32]


def test_a_number_longer_than_a_spreadsheet_keeps_is_a_text(sample: Sample) -> None:
    book = _book(_run(sample(value="123456789012345"), sample("long", value="1234567890123456.5")))
    assert [cell.value for cell in _column(book, "counts", "value")][::3] == [123456789012345, "1234567890123456.5"]


def test_a_cell_longer_than_a_spreadsheet_holds_ends_in_an_ellipsis(sample: Sample) -> None:
    whole = sample()
    for text, held in [
        ("𠮷" * 16_383, "𠮷" * 16_383),
        ("𠮷" * 16_384, "𠮷" * 16_383 + "…"),
        ("长" * 40_000, "长" * 32_766 + "…"),
    ]:
        book = _book(_run(replace(whole, rows=(replace(whole.rows[0], sentence=text),))))
        assert [cell.value for cell in _column(book, "counts", "sentence")] == [held]


def test_a_table_longer_than_a_sheet_is_refused(monkeypatch: pytest.MonkeyPatch, sample: Sample) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    message = "^numerals has 5 rows, a sheet holds 4 below its header; export fewer reports, or another format$"
    with pytest.raises(OutputError, match=message):
        workbook.files_of(_run(sample()))


def test_columns_are_as_wide_as_what_they_hold(sample: Sample) -> None:
    widths = _book(_run(sample()))["counts"].column_dimensions
    shown = {name: round(widths[letter].width) for name, letter in [("line", "B"), ("raw_text", "F"), ("sentence", "O")]}
    assert shown == {"line": 9, "raw_text": 13, "sentence": 20}


def test_texts_of_a_workbook_are_never_formulas(sample: Sample) -> None:
    book = _book(_hostile(sample()))
    cells = _column(book, "counts", "indicator")
    assert sorted(cell.value.replace("_x000D_", "\r") for cell in cells) == sorted(PAYLOADS)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    assert [cell.quotePrefix for cell in _column(book, "counts", "raw_text")] == [False] * len(PAYLOADS)
    assert sorted(cell.value for cell in _column(book, "counts", "value")) == [-0.5 - at for at in range(8, -1, -1)]
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"s", "n"}


def test_a_workbook_knows_no_clock(sample: Sample) -> None:
    data = workbook.files_of(_run(sample()))["tables.xlsx"]
    assert data == workbook.files_of(_run(sample()))["tables.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count(">2000-01-01T00:00:00Z<") == 2


# --- what an office makes of them


def test_an_office_shows_a_workbook_as_the_tables_are(tmp_path: Path, sample: Sample, office: Office) -> None:
    found = _hostile(sample())
    file = tmp_path / "tables.xlsx"
    file.write_bytes(workbook.files_of(found)["tables.xlsx"])
    sheets = office(file, ALL_SHEETS, tmp_path / "shown")
    assert [sheet.name for sheet in sheets] == sorted(f"tables-{name}.csv" for name in (*TABLES, "codebook"))
    for name, data in plain.files_of(found).items():
        shown = (tmp_path / "shown" / f"tables-{name}").read_bytes()
        assert [_unbroken(row) for row in cells_of(shown)] == [_unbroken(row) for row in cells_of(data)]


def _unbroken(row: list[str]) -> list[str]:
    return [cell.replace("\r", "\n") for cell in row]


def test_an_office_computes_nothing_in_csv_for_excel(tmp_path: Path, sample: Sample, office: Office) -> None:
    found = _hostile(sample())
    kinds = {}
    for form, module in (("plain", plain), ("excel", excel)):
        file = tmp_path / f"{form}.csv"
        file.write_bytes(module.files_of(found)["counts.csv"])
        (shown,) = office(file, "xlsx", tmp_path / form, RUN_FORMULAS)
        kinds[form] = {cell.data_type for row in openpyxl.load_workbook(shown).active.iter_rows() for cell in row}
    assert "f" in kinds["plain"]  # so the office was asked to compute
    assert kinds["excel"] == {"s", "n"}


# --- CSV


def test_plain_csv_is_what_a_run_writes(sample: Sample) -> None:
    found = _run(sample())
    assert plain.files_of(found) == {name: data for name, data in found.files.items() if name.endswith(".csv")}


def test_csv_for_excel(sample: Sample) -> None:
    assert excel.files_of(_run(sample("-5", value="-5")))["counts.csv"].decode().split("\r\n")[:2] == [
        "\ufeffreport,line,start,end,text,raw_text,value,value_max,bound,unit,indicator,scope,year,status,sentence,rule",
        "'-5,2,11,14,超千个,超千個,-5,,over,个,企业,,2024,,企业超千个。,counts.new",
    ]


def test_csv_for_excel_puts_an_apostrophe_before_what_would_be_computed(sample: Sample) -> None:
    rows = list(
        csv.DictReader(io.StringIO(excel.files_of(_hostile(sample()))["counts.csv"].decode("utf-8-sig"), newline=""))
    )
    assert sorted(row["indicator"] for row in rows) == sorted(f"'{text}" for text in PAYLOADS)
    assert {row["raw_text"] for row in rows} == {"超千個"}
    assert {row["report"] for row in rows} == {"'-2024"}


# --- frames


def test_parquet_gives_back_the_frames(tmp_path: Path, sample: Sample) -> None:
    found = _run(sample(value="450000000.5"), sample("甲"))
    write_set(tmp_path, found.files)
    files = frames.files_of(found)
    assert list(files) == [f"{name}.parquet" for name in TABLES]
    for name, frame in tables(tmp_path).items():
        again = pandas.read_parquet(io.BytesIO(files[f"{name}.parquet"]))
        pandas.testing.assert_frame_equal(again, frame)
    assert files == frames.files_of(found)


def test_json_gives_back_the_frames(tmp_path: Path, sample: Sample) -> None:
    found = _run(sample(value="450000000.5"), sample("甲"))
    write_set(tmp_path, found.files)
    files = records.files_of(found)
    assert list(files) == [f"{name}.json" for name in TABLES]
    for name, frame in tables(tmp_path).items():
        again = pandas.DataFrame(json.loads(files[f"{name}.json"]), columns=list(TABLES[name].header))
        pandas.testing.assert_frame_equal(again.astype(frame.dtypes), frame)


def test_json_records(sample: Sample) -> None:
    files = records.files_of(_run(sample(value="12345678901234567890.125")))
    assert files["counts.json"].decode().splitlines()[:2] == [
        "[",
        '{"report":"2024","line":2,"start":11,"end":14,"text":"超千个","raw_text":"超千個","value":12345678901234567890.125,'
        '"value_max":null,"bound":"over","unit":"个","indicator":"企业","scope":null,"year":2024,"status":null,'
        '"sentence":"企业超千个。","rule":"counts.new"},',
    ]
    first = json.loads(files["counts.json"], parse_float=Decimal)[0]
    assert first["value"] == Decimal("12345678901234567890.125")
    assert json.loads(files["percentages.json"]) == []


# --- the door


@pytest.fixture
def _report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "muhe.txt").write_text("2024年，全县新增茶企46家，同比增长12%。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def _export(form: str, *options: str) -> int:
    return main(["export", "muhe.txt", "--format", form, "--rules", str(ROOT / "rules"), *options])


@pytest.mark.usefixtures("_report")
def test_formats_follow_one_another_in_one_folder(capsys: pytest.CaptureFixture[str]) -> None:
    names = sorted(TABLES)
    for form, files in [
        ("csv", [f"{name}.csv" for name in names]),
        ("json", [f"{name}.json" for name in names]),
        ("parquet", [f"{name}.parquet" for name in names]),
        ("xlsx", ["tables.xlsx"]),
    ]:
        assert _export(form) == 0
        assert capsys.readouterr().out == f"exports: {', '.join(files)}\n"
        assert sorted(path.name for path in Path("exports").iterdir() if path.name[0] != ".") == sorted(
            ["SHA256SUMS", *files]
        )


@pytest.mark.usefixtures("_report")
def test_excel_is_a_sort_of_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert _export("csv", "--excel") == 0
    assert Path("exports/counts.csv").read_bytes().startswith("\ufeffreport,".encode())
    assert _export("json", "--excel") == 2
    assert capsys.readouterr().err.splitlines()[-1] == "--excel goes with --format csv; see baogao export --help"


@pytest.mark.usefixtures("_report")
def test_the_tables_of_a_run_are_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "muhe.txt", "--rules", str(ROOT / "rules"), "--quiet"]) == 0
    assert _export("csv", "--output", "output") == 3
    said = "output: the tables of a run stand here; name another folder with --output"
    assert capsys.readouterr().err.splitlines()[-1] == said


@pytest.mark.usefixtures("_report")
@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_library_is_one_line(form: str, library: str) -> None:
    away = Path("away", library)
    away.mkdir(parents=True)
    (away / "__init__.py").write_text(f"raise ModuleNotFoundError('away', name='{library}')\n")
    command = [sys.executable, "-m", "extract", "export", "muhe.txt", "--format", form, "--rules", str(ROOT / "rules")]
    env = {**os.environ, "PYTHONPATH": "away"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    said = f"--format {form} needs {library}, which is not installed; pip install 'baogao[{form}]'"
    assert (done.returncode, done.stdout, done.stderr.splitlines()[1:]) == (2, "", [said])


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "# Codebook", "| `currency` | text |  | ISO 4217 code; empty where the text names no unit of money |"),
        (
            "zh",
            "# 数据字典",
            "| `kind` | 文本 | `reference` `since` `title` `published` `relative` `range` | "
            "类别：所指、以来、名称、发布、相对、区间 |",
        ),
    ],
)
def test_the_codebook_says_what_every_column_holds(
    capsys: pytest.CaptureFixture[str], language: str, title: str, line: str
) -> None:
    assert main(["codebook", "--language", language]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == title
    assert line in shown
    assert [row for row in shown if row.startswith("## ")] == [f"## {name}.csv" for name in TABLES]
    assert sum(row.startswith("| `") for row in shown) == sum(len(table.columns) for table in TABLES.values())
