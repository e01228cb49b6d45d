"""Annotations laid over the raw text for other tools, and taken back from them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.cli import main
from extract.errors import InputError
from extract.models import Extraction
from extract.runs import Run
from extract.schema import FACTS
from extract.standoff import brat, doccano, labelstudio, webannotation
from extract.standoff.marks import CHOICES

ROOT = Path(__file__).parents[1]
RULES = str(ROOT / "rules")
# characters of two code units, line ends of two characters, markup, a separator that is no line end
ODD = (
    "𠮷溪縣2024年茶產業(yè)工作報告\r\n\r\n<p>2024年，𠮷溪縣新增茶企46家，同比增長12%；</p>\r\n"
    "&nbsp;茶葉出口額達3.2億元，\u2028占全市近三成，居全市第二。👨‍👩‍👧其中，雲麓茶業(yè)等3家企業(yè)入選《2024中國茶業百強》。"
)
Sample = Callable[..., Extraction]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _exported(form: str, *inputs: str) -> Path:
    assert main(["export", *inputs, "--format", form, "--rules", RULES, "--output", form]) == 0
    return Path(form)


def _imported(file: Path, form: str) -> Path:
    assert main(["import", str(file), "--format", form, "--rules", RULES]) == 0
    return Path("imported")


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _files(module, *extractions: Extraction) -> dict[str, str]:
    return {name: data.decode() for name, data in module.files_of(Run(None, extractions)).items()}


# --- what is written, to the character


def _kept(indicator: str, value: str = "10", bound: str = "exact", unit: str = "家", rule: str = "counts.listed") -> dict:
    over = value == "1000"
    return {
        "table": "counts",
        "start": 11 if over else 20,
        "end": 14 if over else 23,
        "cells": {"value": value, "bound": bound, "unit": unit, "indicator": indicator, "year": "2024"},
        "sentence": "企业超千个。" if over else "园区有10家、5家。",
        "rule": rule,
    }


OVER = _kept("企业", "1000", "over", "个", "counts.new")


def test_doccano_line(sample: Sample) -> None:
    (line,) = _files(doccano, sample())["reports.jsonl"].splitlines()
    assert json.loads(line) == {
        "text": "八方首頁\n企業(yè)超千個。\r\n園區有10家、5家。\n",
        "label": [[11, 14, "counts"], [20, 23, "counts"]],
        "report": "2024",
        "rows": [OVER, _kept("乙"), _kept("甲")],
    }
    assert line.startswith('{"text": "八方首頁\\n企業(yè)超千個。\\r\\n園區')


def test_label_studio_task(sample: Sample) -> None:
    files = _files(labelstudio, sample())
    (task,) = json.loads(files["tasks.json"])
    assert task["data"] == {"text": "八方首頁\n企業(yè)超千個。\r\n園區有10家、5家。\n", "report": "2024"}
    (prediction,) = task["predictions"]
    assert prediction["model_version"] == "baogao"
    assert prediction["result"][0] == {
        "id": "counts-11-14",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": 11, "end": 14, "text": "超千個", "labels": ["counts"]},
        "meta": {"text": ["value=1000 bound=over unit=个 indicator=企业 year=2024 by counts.new"], "rows": [OVER]},
    }
    assert prediction["result"][1]["meta"]["rows"] == [_kept("乙"), _kept("甲")]
    assert files["labels.xml"].splitlines()[:3] == [
        "<View>",
        '  <Labels name="label" toName="text">',
        '    <Label value="percentages"/>',
    ]


def test_brat_files(sample: Sample) -> None:
    files = _files(brat, sample())
    assert files["2024.txt"] == "八方首頁\n企業(yè)超千個。 \n園區有10家、5家。\n"
    assert files["2024.ann"].splitlines() == [
        "T1\tcounts 11 14\t超千個",
        "A1\tbound T1 over",
        "#1\tAnnotatorNotes T1\tvalue=1000 unit=个 indicator=企业 year=2024 by counts.new",
        "T2\tcounts 20 23\t10家",
        "A2\tbound T2 exact",
        "#2\tAnnotatorNotes T2\tvalue=10 unit=家 indicator=乙 year=2024 by counts.listed",
        "T3\tcounts 20 23\t10家",
        "A3\tbound T3 exact",
        "#3\tAnnotatorNotes T3\tvalue=10 unit=家 indicator=甲 year=2024 by counts.listed",
    ]
    assert "measure\tArg:percentages, Value:share|growth|points|rate" in files["annotation.conf"].splitlines()


def test_web_annotation_page(sample: Sample) -> None:
    page = json.loads(_files(webannotation, sample("二〇 24"))["二〇 24.jsonld"])
    assert {key: page[key] for key in ("@context", "id", "type")} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "%E4%BA%8C%E3%80%87%2024.jsonld",
        "type": "AnnotationPage",
    }
    assert page["items"][0] == {
        "id": "%E4%BA%8C%E3%80%87%2024.jsonld#counts-11-14",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": "counts"},
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "application/json",
                "value": '{"value": "1000", "bound": "over", "unit": "个", "indicator": "企业", "year": "2024", '
                '"rule": "counts.new"}',
            },
        ],
        "target": {
            "source": "%E4%BA%8C%E3%80%87%2024.txt",
            "selector": [
                {"type": "TextPositionSelector", "start": 11, "end": 14},
                {
                    "type": "TextQuoteSelector",
                    "exact": "超千個",
                    "prefix": "八方首頁\n企業(yè)",
                    "suffix": "。\r\n園區有10家、5家。\n",
                },
            ],
        },
    }
    assert [len(item["body"]) for item in page["items"]] == [2, 3]


# --- there and back


@pytest.mark.parametrize(("form", "file"), [("doccano", "reports.jsonl"), ("labelstudio", "tasks.json")])
def test_the_way_back_gives_the_same_tables(form: str, file: str) -> None:
    Path("odd.txt").write_bytes(ODD.encode())
    inputs = [str(ROOT / "raw"), "odd.txt"]
    assert main(["run", *inputs, "--rules", RULES, "--quiet"]) == 0
    folder = _imported(_exported(form, *inputs) / file, form)
    assert len(_rows(folder, "counts")) > 3
    for table in FACTS:
        assert (folder / f"{table}.csv").read_bytes() == Path("output", f"{table}.csv").read_bytes()


def test_wide_characters_are_two_units_for_doccano_and_one_for_the_others() -> None:
    Path("odd.txt").write_bytes(ODD.encode())
    start = ODD.index("46家")
    record = json.loads((_exported("doccano", "odd.txt") / "reports.jsonl").read_text("utf-8"))
    assert [start + 2, start + 5, "counts"] in record["label"]
    (task,) = json.loads((_exported("labelstudio", "odd.txt") / "tasks.json").read_text("utf-8"))
    assert f"counts-{start}-{start + 3}" in [region["id"] for region in task["predictions"][0]["result"]]


def test_brat_quotes_what_stands_there() -> None:
    Path("odd.txt").write_bytes(ODD.encode())
    folder = _exported("brat", "odd.txt")
    text = (folder / "odd.txt").read_bytes().decode()
    assert len(text) == len(ODD)
    assert "\r" not in text
    marks = [line.split("\t") for line in (folder / "odd.ann").read_text("utf-8").split("\n") if line.startswith("T")]
    assert len(marks) == 10
    for _, place, quoted in marks:
        start, end = map(int, place.split()[1:])
        assert text[start:end] == quoted


def test_brat_leaves_a_line_break_out_of_a_mark() -> None:
    from extract.models import Span

    assert brat._pieces(Span(0, 7), "云麓\n茶业 \n等") == [Span(0, 2), Span(3, 6)]


def test_web_annotations_select_what_stands_there() -> None:
    folder = _exported("webannotation", str(ROOT / "raw"))
    raw = (ROOT / "raw" / "2024.txt").read_bytes().decode("utf-8-sig")
    page = json.loads((folder / "2024.jsonld").read_text("utf-8"))
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids)) > 50
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        assert raw[position["start"] : position["end"]] == quote["exact"] != ""
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in raw


def test_cells_of_few_words_are_among_those_words() -> None:
    for table in FACTS:
        for row in _rows(ROOT / "output", table):
            assert [row[column] for column in CHOICES.keys() & row.keys() if row[column] not in ("", *CHOICES[column])] == []


# --- what people changed


def _doccano(**changed: object) -> Path:
    record = {"text": "2024年，𠮷溪縣新增茶企46家。", "label": [[14, 17, "counts"]], "report": "linxi", "rows": []}
    Path("work.jsonl").write_text(json.dumps(record | changed) + "\n", "utf-8")
    return Path("work.jsonl")


def test_a_label_that_a_person_set_is_a_row_without_cells(capsys: pytest.CaptureFixture[str]) -> None:
    folder = _imported(_doccano(), "doccano")
    (row,) = _rows(folder, "counts")
    assert {name: cell for name, cell in row.items() if cell} == {
        "report": "linxi",
        "line": "1",
        "start": "13",
        "end": "16",
        "text": "46家",
        "raw_text": "46家",
        "sentence": "2024年，𠮷溪县新增茶企46家。",
        "rule": "annotation",
    }
    assert capsys.readouterr().out == "linxi: 1 rows, 1 of them from labels that a person set or moved\n"


@pytest.mark.parametrize(
    ("changed", "rule", "value"),
    [
        ({}, "counts.after-noun", "46"),
        ({"label": [[13, 17, "counts"]]}, "annotation", ""),
        ({"label": [[14, 17, "years"]]}, "annotation", ""),
        ({"label": [[14, 17, "counts"], [14, 17, "counts"]]}, "counts.after-noun", "46"),
        ({"label": [], "labels": [[14, 17, "counts"]]}, "counts.after-noun", "46"),
        (
            {"label": [], "entities": [{"id": 7, "label": "counts", "start_offset": 14, "end_offset": 17}], "relations": []},
            "counts.after-noun",
            "46",
        ),
    ],
)
def test_doccano_labels_keep_their_cells_where_they_stand(changed: dict, rule: str, value: str) -> None:
    row = {"table": "counts", "start": 13, "end": 16, "cells": {"value": "46"}, "sentence": "x", "rule": "counts.after-noun"}
    folder = _imported(_doccano(rows=[row], **changed), "doccano")
    (found,) = [row for table in FACTS for row in _rows(folder, table)]
    assert (found["rule"], found.get("value", "")) == (rule, value)


def test_doccano_metadata_may_stand_apart_or_be_gone() -> None:
    row = {"table": "counts", "start": 13, "end": 16, "cells": {"value": "46"}, "sentence": "x", "rule": "counts.after-noun"}
    apart = _imported(_doccano(report="", metadata={"report": "linxi", "rows": [row]}), "doccano")
    assert [(row["report"], row["value"]) for row in _rows(apart, "counts")] == [("linxi", "46")]
    gone = _imported(_doccano(report="", id=17), "doccano")
    assert [(row["report"], row["value"]) for row in _rows(gone, "counts")] == [("17", "")]


def _task(*annotations: dict) -> Path:
    region = {"type": "labels", "id": "counts-13-16", "value": {"start": 13, "end": 16, "labels": ["counts"]}}
    row = {"table": "counts", "start": 13, "end": 16, "cells": {"value": "46"}, "sentence": "x", "rule": "counts.after-noun"}
    guess = {"result": [region | {"meta": {"text": ["…"], "rows": [row]}}]}
    task = {
        "id": 3,
        "meta": {},
        "drafts": [],
        "data": {"text": "2024年，𠮷溪縣新增茶企46家。", "report": "linxi"},
        "predictions": [guess],
    }
    Path("work.json").write_text(json.dumps([task | {"annotations": list(annotations)}]), "utf-8")
    return Path("work.json")


def _labels(start: int, end: int, *labels: str, **value: object) -> dict:
    return {"id": "x", "type": "labels", "value": {"start": start, "end": end, "labels": list(labels), **value}}


@pytest.mark.parametrize(
    ("annotations", "rules"),
    [
        ([], ["counts.after-noun"]),
        ([{"result": [], "was_cancelled": True}], ["counts.after-noun"]),
        ([{"result": [_labels(0, 5, "years"), _labels(0, 5, "years")]}], ["annotation"]),
        ([{"result": []}], []),
        ([{"result": [_labels(0, 5, "years", "counts", text="2024年")]}], ["annotation", "annotation"]),
        ([{"result": [{"id": "c", "type": "choices", "value": {"choices": ["good"]}}]}], []),
        ([{"result": []}, {"result": [_labels(0, 5, "years")], "ground_truth": True}], ["annotation"]),
    ],
)
def test_label_studio_gives_what_people_settled(annotations: list[dict], rules: list[str]) -> None:
    folder = _imported(_task(*annotations), "labelstudio")
    assert [row["rule"] for table in FACTS for row in _rows(folder, table)] == rules


def test_predictions_of_which_only_numbers_came_back_say_nothing() -> None:
    Path("work.json").write_text('[{"data": {"text": "46家", "report": "linxi"}, "predictions": [12]}]', "utf-8")
    assert [(report.report, report.rows) for report in labelstudio.read(Path("work.json"))] == [("linxi", ())]


# --- what cannot be used


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"label": [[14, 99, "counts"]]}, "counts 13:98 is outside the text, which has 17 characters"),
        ({"label": [[14, 14, "counts"]]}, "counts 13:13 is outside the text, which has 17 characters"),
        ({"label": [[7, 17, "counts"]]}, "offset 7 is inside a character"),
        (
            {"label": [[14, 17, "firm"]]},
            "the label 'firm' is no table of facts: percentages, counts, amounts, companies, years, rankings",
        ),
        ({"label": [["a", 17, "counts"]]}, "Expected `int`, got `str` - at `$.label[0][0]`"),
        ({"text": None}, "Expected `str`, got `null` - at `$.text`"),
        (
            {"rows": [{"table": "counts", "start": 1, "end": 2, "cells": {"colour": "red"}}]},
            "counts has no column 'colour'",
        ),
    ],
)
def test_a_bad_line_of_doccano_is_named(changed: dict, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(_doccano(**changed)), "--format", "doccano", "--rules", RULES]) == 3
    assert capsys.readouterr().err == f"work.jsonl:1: {message}; export the project again, or name its --format\n"
    assert not Path("imported").exists()


@pytest.mark.parametrize(
    ("annotations", "message"),
    [
        ([{"result": []}, {"result": []}], "task 1: 2 annotations, and no single one is marked as ground truth"),
        (
            [{"result": [_labels(4, 6, "years", text="2024年")]}],
            "task 1: the region at 4:6 says '2024年', the text has '年，'",
        ),
        ([{"result": [{"id": "x", "type": "labels", "value": {}}]}], "task 1: Object missing required field `start`"),
    ],
)
def test_a_bad_task_of_label_studio_is_named(annotations: list[dict], message: str) -> None:
    with pytest.raises(InputError) as caught:
        labelstudio.read(_task(*annotations))
    assert str(caught.value) == f"work.json: {message}; export the project again, or name its --format"


@pytest.mark.parametrize(
    ("form", "data", "message"),
    [
        ("doccano", b"", "bad: no report stands in the file; export the project again"),
        ("doccano", b"\xff", "bad: byte 0xff at offset 0 is no utf-8 text; save the file as UTF-8"),
        (
            "doccano",
            b'{"text": "x", "report": "a"}\n' * 2,
            "bad: the report a stands twice; import one person's work at a time",
        ),
        (
            "doccano",
            b"[]\n",
            "bad:1: Expected `object`, got `array`; export the project again, or name its --format",
        ),
        (
            "labelstudio",
            b"[{",
            "bad: Input data was truncated; export the project again, or name its --format",
        ),
    ],
)
def test_a_bad_file_is_one_line(form: str, data: bytes, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad").write_bytes(data)
    assert main(["import", "bad", "--format", form, "--rules", RULES]) == 3
    assert capsys.readouterr().err == f"{message}\n"


def test_a_missing_file_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "none.jsonl", "--format", "doccano"]) == 3
    word = "none.jsonl: cannot read the file (No such file or directory); name an exported file\n"
    assert capsys.readouterr().err == word


def test_no_export_takes_the_place_of_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    Path("odd.txt").write_bytes(ODD.encode())
    assert main(["run", "odd.txt", "--rules", RULES, "--quiet"]) == 0
    assert main(["export", "odd.txt", "--format", "brat", "--rules", RULES, "--output", "output"]) == 3
    word = "output: the tables of a run stand here; name another folder with --output"
    assert capsys.readouterr().err.splitlines()[-1] == word
    assert Path("output/reports.csv").is_file()
