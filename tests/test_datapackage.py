"""The data package of a set: what it says is true of what the program writes, and a validator holds the files to it."""

import json
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from extract.datapackage import DATAPACKAGE, datapackage
from extract.models import Bound, Extraction
from extract.rules import load_rules
from extract.rules.settings import BOUNDS, STATUSES
from extract.runs import Run, collect, run
from extract.schema import FACTS, TABLES
from extract.sets import write_set

ROOT = Path(__file__).parents[1]
Sample = Callable[..., Extraction]
PACKAGE = json.loads(datapackage())
ODD = (
    "甲川縣2024年茶產業(yè)工作報告\r\n\r\n2024年，甲川縣新增茶企46家，\r同比增長12%；“茶葉,出口額”達3.2億元，占全市近三成，居全市第二。\n"
    "=1+1，2021—2025年均增長XX%，沐禾茶業等3家企業入選《2024中國茶業百強》。"
)


def _faults(folder: Path) -> list[tuple[str, str]]:
    """The resource and the kind of every error that frictionless finds in a package."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the libraries that it is made of
        from frictionless import validate

        report = validate(str(folder / DATAPACKAGE))
    return [(task.name, error.type) for task in report.tasks for error in task.errors] + [
        ("", e.type) for e in report.errors
    ]


def _files(*extractions: Extraction) -> Mapping[str, bytes]:
    return Run(SimpleNamespace(sha256="cd" * 32), extractions).files


def test_the_shipped_set_is_valid() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "output/datapackage.json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" VALID ") == len(TABLES)


def test_sets_of_many_sorts_of_reports_are_valid(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(ODD.encode())
    (tmp_path / "none.txt").write_text("這裏沒有報告。", encoding="utf-8")
    found = run(collect([tmp_path, ROOT / "tests" / "reports" / "held"]), load_rules(ROOT / "rules"))
    write_set(tmp_path / "output", found.files)
    assert min(len(found.rows[name]) for name in (*FACTS, "numerals", "findings", "repairs", "evidence")) > 0
    assert _faults(tmp_path / "output") == []


@pytest.mark.parametrize(
    ("table", "old", "new", "fault"),
    [
        ("counts", ",exact,", ",exactly,", "constraint-error"),
        ("counts", "2024,2,11", ",2,11", "constraint-error"),
        ("counts", ",1000,", ",1e3家,", "type-error"),
        ("counts", "2024,2,11", "2025,2,11", "foreign-key"),
        ("numerals", "\n2024,2,", "\n2024,2,12,13,千,千,1000,counts,,,\n2024,2,", "primary-key"),
        ("years", "year,kind", "kind,year", "incorrect-label"),
    ],
)
def test_what_breaks_the_rules_of_a_table_is_told(
    tmp_path: Path, sample: Sample, table: str, old: str, new: str, fault: str
) -> None:
    files = dict(_files(sample()))
    text = files[f"{table}.csv"].decode()
    assert old in text
    write_set(tmp_path, files | {f"{table}.csv": text.replace(old, new).encode()})
    assert (table, fault) in _faults(tmp_path)


def test_it_has_every_table_and_column_in_both_languages() -> None:
    assert [resource["path"] for resource in PACKAGE["resources"]] == [f"{name}.csv" for name in TABLES]
    for resource in PACKAGE["resources"]:
        table = TABLES[resource["name"]]
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(table.header)
        assert [(field["title"], field["description"]) for field in fields] == [
            (c.chinese, c.english) for c in table.columns
        ]


def test_a_field(sample: Sample) -> None:
    counts = PACKAGE["resources"][1]["schema"]
    assert counts["fields"][8] == {
        "name": "bound",
        "type": "string",
        "title": "限定：确数、约、近、超、不少于、不足、不超过、量级",
        "description": "how the text limits the value: exact, about, nearly, over, at_least, under, at_most or order_of",
        "constraints": {"enum": ["exact", "about", "nearly", "over", "at_least", "under", "at_most", "order_of"]},
    }
    assert counts["missingValues"] == [""]
    assert counts["foreignKeys"] == [{"fields": ["report"], "reference": {"resource": "reports", "fields": ["report"]}}]


def test_the_values_of_a_column_are_those_that_the_program_knows() -> None:
    values = {column.name: column.values for name in FACTS for column in TABLES[name].own if column.values}
    assert values["bound"] == get_args(Bound) == tuple(BOUNDS)
    assert values["status"] == tuple(STATUSES)
    assert set(values) == {"bound", "status", "measure", "role", "kind"}


def test_it_is_part_of_a_set_and_the_same_for_all(sample: Sample) -> None:
    assert _files(sample())[DATAPACKAGE] == _files(sample("甲"), sample("乙"))[DATAPACKAGE] == datapackage()
