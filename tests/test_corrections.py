"""Corrections: a person's last word on one cell, refused with a finding where it no longer fits."""

from pathlib import Path

import pytest

from extract.errors import InputError
from extract.pipeline import extract_file
from extract.rules import load_rules

RULES = load_rules(Path(__file__).parents[1] / "rules")
TEXT = "2024年，全县新增备案项目46个，同比增长7%。"


def extraction(tmp_path: Path, line: str, header: str = "start,raw_text,table,column,value,who,why"):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "r.corrections.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    return extract_file(tmp_path / "r.txt", RULES)


def test_a_correction_has_the_last_word(tmp_path):
    result = extraction(tmp_path, f"{TEXT.index('46个')},46个,counts,indicator,备案项目,me,the county counts filings")
    (count,) = [row for row in result.rows if row.table == "counts"]
    assert (count.cell("indicator"), count.cell("value"), count.rule) == ("备案项目", "46", "correction:1")
    assert result.corrections == 1


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("3,46个,counts,value,47,me,because", "its text no longer stands there"),
        (f"{TEXT.index('46个')},46个,counts,colour,red,me,because", "no such row or column there"),
        (f"{TEXT.index('46个')},46个,counts,value,abc,me,because", "'abc' is no number"),
        (f"{TEXT.index('46个')},46个,counts,year,２０２３,me,because", "'２０２３' is no integer"),
        (
            f"{TEXT.index('46个')},46个,counts,status,planned,me,because",
            "'planned' is none of actual, forecast, target, threshold",
        ),
    ],
)
def test_one_that_does_not_fit_is_refused(tmp_path, line, why):
    result = extraction(tmp_path, line)
    assert [f.message for f in result.findings if f.code == "correction"] == [f"correction 1 is not applied: {why}"]
    assert [row.cell("value") for row in result.rows if row.table == "counts"] == ["46"]


@pytest.mark.parametrize(
    ("header", "line"),
    [("start,text", "1,2"), ("start,raw_text,table,column,value,who,why", "x,46个,counts,value,47,me,because")],
)
def test_a_file_that_is_none_is_refused(tmp_path, header, line):
    with pytest.raises(InputError, match=r"r\.corrections\.csv"):
        extraction(tmp_path, line, header)
