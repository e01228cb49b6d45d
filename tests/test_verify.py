"""What `verify` finds: every seeded contradiction, nothing in what agrees, and the known slips of real reports."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from extract import extract_text, load_rules
from extract.cli import main
from extract.panel import panel_of
from extract.rules import RuleSet
from extract.runs import Run, collect, run
from extract.schema import VERIFIED
from extract.verify import Verified, findings_for, verify
from extract.verify.checks import ACROSS, CODES, WITHIN
from extract.verify.lists import counted
from extract.verify.years import is_one_body

CASES = Path(__file__).parent / "cases"
REPORTS = Path(__file__).parent / "reports"


def _cases(name: str) -> list[Mapping[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SEEDED, AGREEING = _cases("contradictions.csv"), _cases("consistent.csv")


@lru_cache(maxsize=1)
def _rules() -> RuleSet:
    return load_rules(Path(__file__).parents[1] / "rules")


def _run(text: str, before: str = "") -> Run:
    """A report, and the same body's report on the year before where one is given."""
    texts = [(before, "text-1")] if before else []
    return Run(_rules(), tuple(extract_text(said, _rules(), name=name) for said, name in (*texts, (text, "text-2"))))


def _found(text: str, before: str = "") -> Verified:
    return verify(_run(text, before))


def _told(verified: Verified) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.level) for doubt in verified.doubts]


@pytest.mark.parametrize("case", SEEDED, ids=[f"{n}-{case['code']}" for n, case in enumerate(SEEDED, 2)])
def test_seeded_contradictions_are_found(case: Mapping[str, str]) -> None:
    assert (case["code"], case["level"]) in _told(_found(case["text"], case["before"]))


@pytest.mark.parametrize("case", AGREEING, ids=[str(n) for n in range(2, len(AGREEING) + 2)])
def test_nothing_is_found_in_what_agrees(case: Mapping[str, str]) -> None:
    assert _found(case["text"], case["before"]).lines == (
        f"{2 if case['before'] else 1} report{'s' if case['before'] else ''}: 0 errors, 0 warnings, 0 notes",
    )


def test_every_code_is_seeded_at_least_three_times() -> None:
    seeded = Counter(case["code"] for case in SEEDED)
    assert set(seeded) == set(CODES) == {*WITHIN, *ACROSS}
    assert min(seeded.values()) >= 3
    assert len(SEEDED) >= 40
    assert len(AGREEING) >= 40


def test_case_texts_stand_once() -> None:
    texts = [(case["before"], case["text"]) for case in (*SEEDED, *AGREEING)]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_real_reports(shared: Path) -> None:
    found = verify(run(collect([shared / "reports"]), _rules()))
    told = {(doubt.code, doubt.level): doubt for doubt in found.doubts}
    assert "error" not in {level for _, level in told}

    shares = told["share-sum", "warning"]
    assert shares.arithmetic == "75 + 16 + 16 = 107 > 100"
    assert [(r.said.english, r.said.chinese, r.arithmetic, r.fits) for r in shares.readings] == [
        ("均 means each", "“均”指各自", "75 + 16 + 16 = 107 > 100", False),
        ("均 means together", "“均”指合计", "75 + 16 = 91 ≤ 100", True),
    ]

    growth = told["growth-level", "warning"]
    assert growth.said.english == "the share went from 66% to 46%, and the text says +11 %"
    assert [(r.arithmetic, r.fits) for r in growth.readings] == [
        ("46 ÷ 66 - 1 = -31.6…-29 % ≠ +11 %", False),
        ("46 - 66 = -21…-19 points ≠ +11 %", False),
        ("46 ÷ 66 × 1.36 - 1 = -7.3…-3 % ≠ +11 %", False),
        ("last year 40.8…42.1 % by share, 55.2…57.5 % by number", True),
    ]
    assert [fact.figure.report for fact in growth.rests] == ["2024", "2025", "2025"]  # type: ignore[union-attr]
    assert told["definition-drift", "warning"].arithmetic == "class 千万级 → 超千万元"


@pytest.mark.parametrize(("folder", "most"), [("known", 1), ("held", 1)])
def test_reports_raise_no_false_alarm(folder: str, most: int) -> None:
    """One figure in `known` is truly wrong: 58 firms cannot be 8.3 % more than a whole number of firms."""
    found = _told(verify(run(collect([REPORTS / folder]), _rules())))
    assert found == [("whole-number", "error")] * min(len(found), most)


def test_findings_rest_on_rows_that_stand_there() -> None:
    made = _run(
        "2025年，茶叶、竹木、冷链项目分别占30%、25%。全县茶企6家，其中规上茶企4家，占一半。",
        "2024年，全县茶企41家。",
    )
    rows = {
        f"{cells[0]}/{name}:{cells[2]}-{cells[3]}"
        for name in ("percentages", "counts", "numerals")
        for cells in made.rows[name]
    }
    records = findings_for(made)
    assert [record["code"] for record in records] == ["paired-length", "part-total"]
    assert [tuple(record) for record in records] == [VERIFIED.header] * 2
    for record in records:
        assert set(record["sources"].split()) <= rows
    assert records[1]["sources"] == "text-2/counts:31-33 text-2/counts:40-42 text-2/percentages:44-46"
    assert records[1]["chinese"] == "4家占6家的66.6…66.7%，不是一半"
    assert records[1]["arithmetic"] == "4 ÷ 6 = 66.6…66.7 % ≠ 50 %"
    assert records[1]["sentences"] == "全县茶企6家，其中规上茶企4家，占一半。"


def test_places_are_those_of_the_raw_text() -> None:
    raw = "2024年，臨溪縣茶企(yè)46家。\r\n全縣茶企(qǐ)3家入選百強榜，占全市40%。"
    (record,) = findings_for(_run(raw))
    assert raw[int(record["start"]) : int(record["end"])] == "40%"
    assert (record["line"], record["level"], record["code"]) == ("2", "error", "whole-number")


def test_a_run_gives_the_same_bytes_twice() -> None:
    texts = (SEEDED[0]["text"], SEEDED[10]["text"])
    assert _found(*texts).files == _found(*texts).files


def test_reports_of_two_places_are_not_laid_side_by_side() -> None:
    def made(name: str, text: str) -> Run:
        return Run(_rules(), (extract_text(text, _rules(), name=name),))

    first, second = (
        verify(made(name, text)).reports[name]
        for name, text in (("qinghe2023", "2023年，全县茶企41家。"), ("linxi2024", "2024年，全县茶企60家，同比增长20%。"))
    )
    assert not is_one_body(first, second)
    third = verify(made("qinghe2024", "2024年，全县茶企60家。")).reports["qinghe2024"]
    assert is_one_body(first, third)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("茶叶、竹木、冷链项目", 3, 3), ("茶叶、竹木和冷链", 2, 3), ("《甲、乙》", 1, 1), ("茶叶（含红茶、绿茶）、竹木", 2, 2)],
)
def test_members_of_lists(text: str, least: int, most: int) -> None:
    found = counted(text)
    assert found is not None
    assert (found.least, found.most) == (least, most)


def _verify(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(["verify", *arguments])
    return code, capsys.readouterr().out


def test_command_tells_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("2024年，全县新增茶企5家，同比增长20%。", "utf-8")
    code, said = _verify(["a.txt"], capsys)
    assert code == 1
    assert said == (
        "a:1: error whole-number: no whole number that changed by 20% came to 5家"
        " [5 ÷ (1 + 20 %) = 4.14…4.19; 5/4 = +25 %, 5/5 = +0 %]\n1 report: 1 error, 0 warnings, 0 notes\n"
    )
    written = (tmp_path / "output/verify/findings.csv").read_text("utf-8")
    header, row = csv.reader(io.StringIO(written))
    assert tuple(header) == VERIFIED.header
    assert row[:6] == ["a", "1", "19", "22", "error", "whole-number"]
    assert row[-1] == "a/counts:12-14 a/percentages:19-22"


@pytest.mark.parametrize(("text", "code"), [("2024年，全县新增茶企约300家左右。", 0), ("2024年，全县新增茶企300家。", 0)])
def test_notes_are_no_failure(text: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert _verify([str(tmp_path / "a.txt"), "--output", str(tmp_path / "found")], capsys)[0] == code


def test_the_tables_of_a_run_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("2024年，全县新增茶企5家，同比增长20%。", "utf-8")
    assert main(["run", "a.txt"]) == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "output").glob("*.csv")}
    assert _verify(["a.txt"], capsys)[0] == 1
    assert main(["check", "a.txt"]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "output").glob("*.csv")} == before
    capsys.readouterr()
    assert main(["verify", "a.txt", "--output", "output"]) == 3
    assert "the tables of a run stand here" in capsys.readouterr().err


def test_years_apart_are_laid_side_by_side_as_the_panel_does() -> None:
    made = _run("2024年，沐禾镇茶企60家，同比增长20%。", "2023年，沐禾镇茶企41家。")
    assert len(panel_of(made.files, made.rules).series) == 2
    (record,) = findings_for(made)
    assert record["sentences"] == "2023年，沐禾镇茶企41家。 | 2024年，沐禾镇茶企60家，同比增长20%。"
    assert record["sources"] == "text-1/counts:11-14 text-2/counts:11-14 text-2/percentages:19-22"


@pytest.mark.parametrize(
    "text",
    [
        f"2024年，全县茶企{'9' * 80}家，占全市33.33%，同比增长20%。",
        f"2024年，全县产值0亿元，其中茶叶{'9' * 60}亿元，占50%。",
        "2024年，全县茶企0家，占全市0%，同比下降100%，由0家增至4家，增长100%。",
    ],
)
def test_hostile_figures_are_checked_all_the_same(text: str) -> None:
    assert "unit-scale" not in {code for code, _ in _told(_found(text))}
