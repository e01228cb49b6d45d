"""Sets compared row by row."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from extract.check import compare, examine, golden_of, review
from extract.models import Extraction
from extract.sets import write_set
from extract.tables import Versions, files_of, rows_of

Sample = Callable[..., Extraction]


def _files(*extractions: Extraction, rules: str = "cd" * 32) -> Mapping[str, bytes]:
    return files_of(rows_of(extractions, Versions("0.1.0", rules, "0.42.1", "0.1.7")))


def test_equal_sets_do_not_differ(sample: Sample) -> None:
    assert not compare(_files(sample()), _files(sample()))


def test_a_changed_cell_is_named_with_both_values(sample: Sample) -> None:
    difference = compare(_files(sample()), _files(sample(value="2000")))
    assert str(difference) == ("0 gained, 0 lost, 1 changed\n  ~ counts 2024:2 超千个: value 1000 → 2000 「企业超千个。」")


def test_rows_of_one_span_are_paired_by_their_likeness(sample: Sample) -> None:
    whole = sample()
    renamed = replace(whole.rows[1], cells=(("indicator", "番"), *whole.rows[1].cells[1:]))
    difference = compare(_files(whole), _files(replace(whole, rows=(whole.rows[0], renamed, *whole.rows[2:]))))
    assert [(change.kind, change.cells) for change in difference.changes] == [
        ("changed", (("indicator", "甲", "番"),)),
    ]


def test_gained_and_lost_rows_show_their_cells(sample: Sample) -> None:
    whole, without = sample(), replace(sample(), rows=sample().rows[:2] + sample().rows[3:])
    line = "counts 2024:2 超千个: value 1000, bound over, unit 个, indicator 企业, year 2024, rule counts.new"
    assert str(compare(_files(without), _files(whole))) == (
        f"1 gained, 0 lost, 1 changed\n  + {line} 「企业超千个。」\n  ~ reports 2024: counts 2 → 3"
    )
    assert f"  - {line} 「企业超千个。」" in str(compare(_files(whole), _files(without))).splitlines()


def test_equal_rows_are_counted_off(sample: Sample) -> None:
    whole = sample()
    doubled = replace(whole, rows=(whole.rows[2], *whole.rows))
    kinds = [(c.kind, c.table) for c in compare(_files(whole), _files(doubled)).changes]
    assert kinds == [("gained", "counts"), ("changed", "reports")]


def test_a_new_table_or_column_and_a_foreign_file(sample: Sample) -> None:
    new = _files(sample())
    old = {name: data for name, data in new.items() if name != "repairs.csv"} | {"extra.csv": b""}
    assert str(compare(old, new)).splitlines() == [
        "1 gained, 0 lost, 0 changed",
        "  + repairs 2024:2: kind pinyin bracket, before (yè)",
        "  = extra.csv: other bytes, though no row differs",
    ]
    narrow = {**new, "findings.csv": b"report,line,start,end,level,code,message\n2024,3,24,26,warning,conflict,x\n"}
    (change,) = compare(narrow, new).changes
    assert change.cells == (("message", "x", "two rules, one numeral"), ("rules", "", "a.one b.two"))


@pytest.mark.parametrize("data", [b"", b"\xff\n", b"report\n2024\n", b"start,report,start\nx,2024\n\n"])
def test_a_mangled_table_is_compared_as_far_as_it_goes(sample: Sample, data: bytes) -> None:
    assert compare({**_files(sample()), "counts.csv": data}, _files(sample()))


def test_long_cells_and_sentences_are_shortened(sample: Sample) -> None:
    whole = sample()
    long = replace(whole.rows[2], sentence="前" * 50 + "超千个" + "后" * 50, cells=(("indicator", "长" * 99),))
    (change, *_) = compare(_files(replace(whole, rows=())), _files(replace(whole, rows=(long,)))).changes
    assert str(change) == (
        f"+ counts 2024:2 超千个: indicator {'长' * 39}…, rule counts.new 「…{'前' * 12}超千个{'后' * 12}…」"
    )


def test_a_folder_is_examined(tmp_path: Path, sample: Sample) -> None:
    files = _files(sample())
    missing = examine(tmp_path / "output", files)
    assert not missing.same
    assert missing.words.splitlines()[0] == f"{tmp_path / 'output'}: no set of tables stands here yet"
    write_set(tmp_path / "output", files)
    assert examine(tmp_path / "output", files).words == f"{tmp_path / 'output'}: as the reports and rules give it now"


def test_a_mixed_set_is_named(tmp_path: Path, sample: Sample) -> None:
    write_set(tmp_path, _files(sample()))
    (tmp_path / "counts.csv").write_bytes(_files(sample(value="2000"))["counts.csv"])
    verdict = examine(tmp_path, _files(sample()))
    assert not verdict.same
    assert verdict.words.splitlines() == [
        f"{tmp_path / 'counts.csv'}: not as it was written: edited by hand, or of another set",
        f"{tmp_path}: 0 gained, 0 lost, 1 changed",
        "  ~ counts 2024:2 超千个: value 2000 → 1000 「企业超千个。」",
    ]
    (tmp_path / "SHA256SUMS").unlink()
    assert "SHA256SUMS: missing, so nothing says" in examine(tmp_path, _files(sample())).words


def test_the_approved_set_is_reviewed_where_there_is_one(tmp_path: Path, sample: Sample) -> None:
    files, output = _files(sample()), tmp_path / "output"
    write_set(output, files)
    assert review(output, files).same
    write_set(golden_of(output), _files(sample(), rules="ef" * 32))
    verdict = review(output, files)
    assert not verdict.same
    assert verdict.words.splitlines() == [
        f"{output}: as the reports and rules give it now",
        f"{tmp_path / 'tests' / 'golden'}: 0 gained, 0 lost, 1 changed",
        f"  ~ reports 2024: rules_sha256 {('ef' * 32)[:39]}… → {('cd' * 32)[:39]}…",
    ]
