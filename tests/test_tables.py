"""Rows, bytes, sets of files and data frames."""

import errno
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from extract import sets
from extract.decimals import plain
from extract.errors import InputError, OutputError
from extract.models import Extraction, Row, Span
from extract.schema import FACTS, TABLES
from extract.sets import read_set, recover, write_set
from extract.tables import Versions, cells_of, csv_bytes, files_of, rows_of, tables

VERSIONS = Versions("0.1.0", "cd" * 32, "0.42.1", "0.1.7")
Sample = Callable[..., Extraction]


# --- the dictionary of columns


def test_fact_tables_begin_with_the_place_and_end_with_the_proof() -> None:
    for name in (*FACTS, "numerals"):
        header = TABLES[name].header
        assert header[:6] == ("report", "line", "start", "end", "text", "raw_text")
        assert header[-2:] == ("sentence", "rule")


def test_every_column_says_what_it_means_in_both_languages() -> None:
    for table in TABLES.values():
        assert len(set(table.header)) == len(table.header)
        assert all(column.english and re.search(r"[\u4e00-\u9fff]", column.chinese) for column in table.columns)


def test_own_columns_are_those_of_the_contract(shared: Path) -> None:
    text = (shared / "tables.md").read_text(encoding="utf-8")
    asked = re.findall(r"^## (\w+)\.csv[^\n]*\n`([^`]+)`$", text, re.MULTILINE)
    asked += re.findall(r"^- `(evidence|findings|repairs)\.csv`: `([^`]+)`", text, re.MULTILINE)
    assert len(asked) == 10
    for name, columns in asked:
        assert ",".join(column.name for column in TABLES[name].own) == columns


# --- rows and bytes


def test_rows_are_sorted_by_place_and_then_by_all_cells(sample: Sample) -> None:
    rows = rows_of([sample("b"), sample("a")], VERSIONS)["counts"]
    indicator = TABLES["counts"].header.index("indicator")
    assert [(row[0], row[2], row[indicator]) for row in rows] == [
        ("a", "11", "企业"),
        ("a", "20", "乙"),
        ("a", "20", "甲"),
        ("b", "11", "企业"),
        ("b", "20", "乙"),
        ("b", "20", "甲"),
    ]


def test_a_rendered_set(sample: Sample) -> None:
    files = {name: data.decode() for name, data in files_of(rows_of([sample()], VERSIONS)).items()}
    assert files["counts.csv"] == (
        "report,line,start,end,text,raw_text,value,value_max,bound,unit,indicator,scope,year,status,sentence,rule\n"
        "2024,2,11,14,超千个,超千個,1000,,over,个,企业,,2024,,企业超千个。,counts.new\n"
        "2024,3,20,23,10家,10家,10,,exact,家,乙,,2024,,园区有10家、5家。,counts.listed\n"
        "2024,3,20,23,10家,10家,10,,exact,家,甲,,2024,,园区有10家、5家。,counts.listed\n"
    )
    assert files["evidence.csv"].splitlines()[1:] == ["2024,counts,20,23,1,scope,clause before,17,19"]
    assert files["findings.csv"].splitlines()[1:] == ['2024,3,24,26,warning,conflict,"two rules, one numeral",a.one b.two']
    assert files["repairs.csv"].splitlines()[1:] == ["2024,2,7,11,pinyin bracket,(yè),"]
    assert files["reports.csv"].splitlines()[1:] == [
        f"2024,报告,2024,2025-02-14,traditional,utf-8,{'ab' * 32},28,2,0,3,0,0,0,0,5,1,1,1,1,1,0,"
        f"0.1.0,{'cd' * 32},0.42.1,0.1.7"
    ]


def test_the_text_of_a_span_is_what_normalization_left_of_it(sample: Sample) -> None:
    document = sample().document
    for start in range(len(document.raw)):
        for end in range(start, len(document.raw) + 1):
            row = Row("years", Span(start, end), (), "", "")
            (cells,) = rows_of([replace(sample(), rows=(row,))], VERSIONS)["years"]
            kept = [at for at in range(len(document.text)) if start <= document.to_raw(Span(at, at)).start < end]
            assert cells[4] == "".join(document.text[at] for at in kept)
            assert cells[5] == document.raw[start:end]
            assert cells[1] == str(document.raw[:start].count("\n") + 1)


def test_evidence_counts_the_rows_of_one_span_in_table_order(sample: Sample) -> None:
    whole = sample()
    proof = whole.rows[0].evidence
    both = tuple(replace(row, evidence=proof) for row in whole.rows[:3])
    rows = rows_of([replace(whole, rows=both)], VERSIONS)["evidence"]
    assert [row[2:5] for row in rows] == [("11", "14", "1"), ("20", "23", "1"), ("20", "23", "2")]


def test_a_cell_without_a_column_is_a_fault(sample: Sample) -> None:
    strange = Row("counts", Span(11, 14), (("measure", "share"),), "", "counts.new")
    with pytest.raises(ValueError, match=r"^counts\.new fills measure, which counts\.csv does not have$"):
        rows_of([replace(sample(), rows=(strange,))], VERSIONS)


def test_cells_are_quoted_only_where_they_must_be() -> None:
    assert csv_bytes(("a", "b"), [("1,2", '"x"'), ("甲\r\n", "\r"), ("", " y ")]) == (
        'a,b\n"1,2","""x"""\n"甲\r\n","\r"\n, y \n'.encode()
    )


@given(st.lists(st.tuples(st.text(), st.text(min_size=1)), min_size=1))
def test_csv_gives_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    assert [tuple(row) for row in cells_of(csv_bytes(("a", "b"), rows))[1:]] == rows


def test_a_cell_of_a_million_characters_is_read_back() -> None:
    assert cells_of(csv_bytes(("a",), [("长" * 1_000_000,)]))[1] == ["长" * 1_000_000]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=10))
def test_plain_is_exact_up_to_ten_decimals(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)
    assert not re.search(r"\.\d*0$|^-0$", plain(value))


# --- sets of files

OLD = {"a.csv": b"old a\n", "b.csv": b"old b\n", "gone.csv": b"old\n"}
NEW = {"a.csv": b"new a\n", "b.csv": b"new b\n", "born.csv": b"new\n"}


def test_a_set_replaces_the_one_before_and_leaves_strangers_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    write_set(tmp_path, OLD)
    write_set(tmp_path, NEW)
    assert read_set(tmp_path) == sets.FileSet(NEW)
    assert sorted(p.name for p in tmp_path.iterdir() if p.name != sets.LOCK) == [
        "SHA256SUMS",
        "a.csv",
        "b.csv",
        "born.csv",
        "notes.md",
    ]
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(NEW.items()))
    assert (tmp_path / "SHA256SUMS").read_text() == "".join(lines)


def test_no_folder_and_an_empty_one_hold_no_set(tmp_path: Path) -> None:
    assert read_set(tmp_path / "none") == read_set(tmp_path) == sets.FileSet({})
    assert not (tmp_path / "none").exists()


def test_what_was_edited_or_lost_is_named(tmp_path: Path) -> None:
    write_set(tmp_path, OLD)
    (tmp_path / "a.csv").write_bytes(b"edited\n")
    (tmp_path / "b.csv").unlink()
    assert read_set(tmp_path).altered == ("a.csv", "b.csv")
    (tmp_path / "SHA256SUMS").unlink()
    assert read_set(tmp_path).altered == ("SHA256SUMS",)


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("precious")
    folder = tmp_path / "output"
    write_set(folder, OLD)
    with (folder / "SHA256SUMS").open("a") as manifest:
        manifest.write("0" * 64 + "  ../mine\n")
    write_set(folder, NEW)
    assert (tmp_path / "mine").read_text() == "precious"


class Killed(BaseException):
    """Stands for the end of the process."""


def _until_killed(step: int, work: Callable[[], None]) -> bool:
    """Whether the work ends before that many lines of sets.py have run; it is torn off where it does not."""
    left = step

    def trace(frame: object, event: str, _: object) -> object:
        nonlocal left
        if frame.f_code.co_filename != sets.__file__:  # type: ignore[attr-defined]
            return None
        left -= event == "line"
        if left < 0:
            raise Killed
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work()
    except Killed:
        return False
    finally:
        sys.settrace(before)
    return True


@pytest.fixture
def swift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


torn = pytest.mark.filterwarnings(  # what is torn off closes no file
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@torn
@pytest.mark.usefixtures("swift")
def test_a_write_torn_off_at_any_line_leaves_a_whole_set(tmp_path: Path) -> None:
    seen = set()
    for step in range(10_000):
        folder = tmp_path / str(step)
        write_set(folder, OLD)
        ended = _until_killed(step, lambda: write_set(folder, NEW))  # noqa: B023 (called before the loop goes on)
        found = read_set(folder)
        assert found in (sets.FileSet(OLD), sets.FileSet(NEW))
        assert not (folder / sets.STAGE).exists()
        seen.add(found.files["a.csv"])
        if ended:
            break
    assert seen == {OLD["a.csv"], NEW["a.csv"]}
    assert step > 50


@torn
@pytest.mark.usefixtures("swift")
def test_a_recovery_torn_off_at_any_line_can_be_done_again(tmp_path: Path) -> None:
    def torn_off(folder: Path, at: int) -> Path:
        write_set(folder, OLD)
        assert not _until_killed(at, lambda: write_set(folder, NEW))
        return folder

    steps = next(step for step in range(10_000) if _until_killed(step, lambda: write_set(tmp_path / "x", OLD)))
    for at in range(0, steps, 7):
        for step in range(10_000):
            folder = torn_off(tmp_path / f"{at}-{step}", at)
            ended = _until_killed(step, lambda: recover(folder))  # noqa: B023 (called before the loop goes on)
            assert read_set(folder) in (sets.FileSet(OLD), sets.FileSet(NEW))
            if ended:
                break


@pytest.mark.usefixtures("swift")
def test_a_committed_stage_that_was_tampered_with_is_dropped(tmp_path: Path) -> None:
    write_set(tmp_path, OLD)
    (tmp_path / sets.STAGE).mkdir()
    (tmp_path / sets.STAGE / "SHA256SUMS").write_text("0" * 64 + "  a.csv\n")
    assert read_set(tmp_path) == sets.FileSet(OLD)


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    with pytest.raises(OutputError, match=r"output: cannot keep the tables here \(File exists\); name a folder"):
        write_set(tmp_path / "output", NEW)
    assert (tmp_path / "output").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_an_output_that_may_not_be_written(tmp_path: Path) -> None:
    write_set(tmp_path, OLD)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match=r"\(Permission denied\); name a folder that can be written"):
            write_set(tmp_path, NEW)
        assert read_set(tmp_path) == sets.FileSet(OLD)
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_leaves_the_old_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_set(tmp_path, OLD)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match=r"\(No space left on device\); make room on the disk and run again$"):
            write_set(tmp_path, NEW)
    assert not (tmp_path / sets.STAGE).exists()
    assert read_set(tmp_path) == sets.FileSet(OLD)


def test_a_file_too_large_for_the_system_leaves_the_old_set(tmp_path: Path) -> None:
    write_set(tmp_path, OLD)
    code = (
        "import pathlib, resource, sys; from extract.sets import write_set\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))\n"
        "write_set(pathlib.Path(sys.argv[1]), {'a.csv': b'new', 'b.csv': b'x' * 20000})"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)
    assert "OutputError" in done.stderr
    assert "cannot keep the tables here (File too large)" in done.stderr
    assert read_set(tmp_path) == sets.FileSet(OLD)


def test_a_folder_in_the_place_of_a_table(tmp_path: Path) -> None:
    write_set(tmp_path, OLD)
    (tmp_path / "born.csv").mkdir()
    with pytest.raises(OutputError, match=r"\(born\.csv is a folder there\)"):
        write_set(tmp_path, NEW)
    assert read_set(tmp_path) == sets.FileSet(OLD)


def test_two_runs_do_not_interleave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sets, "PATIENCE", 0.05)
    write_set(tmp_path, OLD)
    with FileLock(tmp_path / sets.LOCK), pytest.raises(OutputError, match="another run is writing there; wait for it"):
        write_set(tmp_path, NEW)
    assert read_set(tmp_path) == sets.FileSet(OLD)


# --- data frames


def test_data_frames_have_the_types_of_the_dictionary(tmp_path: Path, sample: Sample) -> None:
    write_set(tmp_path, files_of(rows_of([sample(value="450000000.5")], VERSIONS)))
    frames = tables(tmp_path)
    assert list(frames) == list(TABLES)
    counts = frames["counts"]
    assert [str(counts[name].dtype) for name in ("start", "value", "unit")] == ["Int64", "Float64", "string"]
    assert counts["value"].tolist() == [450000000.5, 10.0, 10.0]
    assert counts["scope"].isna().all()
    assert frames["percentages"].empty
    assert frames["reports"]["published"].tolist() == ["2025-02-14"]


def test_data_frames_of_an_altered_or_missing_set_are_refused(tmp_path: Path, sample: Sample) -> None:
    write_set(tmp_path, files_of(rows_of([sample()], VERSIONS)))
    (tmp_path / "counts.csv").write_text("report\n")
    with pytest.raises(InputError, match=r"not one whole set: counts\.csv; write it anew with `baogao run`$"):
        tables(tmp_path)
    with pytest.raises(InputError, match=r"not one whole set: amounts\.csv, "):
        tables(tmp_path / "none")
