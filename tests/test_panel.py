"""The panel: what two years state is laid side by side, and nothing else is; a definition that moved is said."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from extract.cli import main
from extract.panel import Comparison, as_csv, as_json, compared, compared_with_last, panel_of, words
from extract.panel.compare import Line, compared_records
from extract.panel.figures import Records, records_of
from extract.panel.panel import panel_of_records
from extract.panel.shown import grid, shortened
from extract.rules import RuleSet, load_rules
from extract.runs import collect, run
from extract.sets import read_set
from extract.tables import csv_bytes

ROOT = Path(__file__).parents[1]
PAIRS = ROOT / "tests" / "cases" / "pairs.csv"
Cells = tuple[str, ...]


@cache
def _rules() -> RuleSet:
    return load_rules(ROOT / "rules")


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- the two annual reports


@cache
def _known() -> tuple[Mapping[str, str], ...]:
    """What both reports state, listed by hand from their texts."""
    return tuple(_read(PAIRS.read_text("utf-8")))


def _gold(shared: Path) -> Mapping[str, bytes]:
    years = b"report,report_year\n2024,2024\n2025,2025\n"
    return {"reports.csv": years, **{path.name: path.read_bytes() for path in (shared / "gold").glob("*.csv")}}


@cache
def _extracted(folder: Path) -> Mapping[str, bytes]:
    return run(collect([folder]), _rules()).files


def _cells(line: Line, is_gold: bool) -> Cells:
    """A pair as `pairs.csv` has it; of retold reports the scope, and what is said about it, is left out."""
    before, after = line.before, line.after
    assert before is not None
    assert after is not None
    figures = [cell for one in (before.figure, after.figure) for cell in (f"{one.value:f}", one.bound, one.unit)]
    reasons = (*line.reasons, *(line.notes if is_gold else ()))
    said = next((reason.split()[0] for reason in reasons), "")
    scope = line.scope if is_gold else ""
    return (line.indicator, after.figure.measure, scope, after.figure.base, *figures, "no" if line.reasons else "yes", said)


def _listed(is_gold: bool) -> list[tuple[str, Cells]]:
    """The words that a pair's own words hold, and its cells."""
    listed = []
    for pair in _known():
        cells = {**pair, **({} if is_gold else {"scope": "", "reason": pair["reason"].replace("scope", "")})}
        listed.append((pair["words"], tuple(cell for name, cell in cells.items() if name != "words")))
    return listed


def _assert_exactly_the_listed(comparison: Comparison, is_gold: bool) -> None:
    """Each listed pair is there once, and there is no other."""
    found = [(line.latest.figure.indicator, _cells(line, is_gold)) for line in comparison.pairs]
    for piece, cells in _listed(is_gold):
        fitting = [one for one in found if one[1] == cells and piece in one[0]]
        assert fitting, (piece, cells, found)
        found.remove(fitting[0])
    assert found == []


def test_the_list_is_long_enough() -> None:
    assert len(_known()) == 23


def test_annotated_reports_are_aligned_as_listed_by_hand(shared: Path) -> None:
    _assert_exactly_the_listed(compared(_gold(shared), "2024", "2025", _rules()), is_gold=True)


def test_extracted_reports_are_aligned_as_listed_by_hand(shared: Path) -> None:
    _assert_exactly_the_listed(compared(_extracted(shared / "reports"), "2024", "2025", _rules()), is_gold=False)


def test_retold_reports_are_aligned_as_listed_by_hand() -> None:
    _assert_exactly_the_listed(compared(_extracted(ROOT / "raw"), "2024", "2025", _rules()), is_gold=False)


def test_the_wide_table_holds_the_same_pairs(shared: Path) -> None:
    wide = _read(panel_of(_gold(shared), _rules()).files["panel-wide.csv"].decode())
    several = [row for row in wide if sum(bool(row[year]) for year in ("2023", "2024", "2025")) > 1]
    assert len(several) == len(_known())
    assert [row["comparable"] for row in wide if row not in several] == [""] * (len(wide) - len(several))
    found = sorted(_wide_cells(row) for row in several)
    assert found == sorted(cells for _, cells in _listed(is_gold=True))


def _wide_cells(row: Mapping[str, str]) -> Cells:
    early = "2024" if row["2024"] else "2023"
    indicator = row["indicator"] if row["english"] else ""
    values = [row[early], row[f"{early}_bound"], row["unit"], row["2025"], row["2025_bound"], row["unit"]]
    reason = row["reason"].split(" ")[0]
    return (indicator, row["measure"], row["scope"], row["base"], *values, row["comparable"], reason)


def test_what_moved_is_said_in_words(shared: Path) -> None:
    lines = compared(_gold(shared), "2024", "2025", _rules()).pairs
    assert [line.reasons for line in lines if line.reasons] == [
        ("base unsaid → 新增项目",),
        ("class 千万级 → 超千万元",),
        ("list 长城战略咨询“中国独角兽” → 中国独角兽名单",),
    ]


def test_companies_of_the_annotated_reports(shared: Path) -> None:
    firms = compared(_gold(shared), "2024", "2025", _rules()).firms
    assert [firm.name for firm in firms.staying] == ["胡润研究院", "赛分科技", "胜科纳米", "旺山旺水", "仁宝集团"]
    assert (len(firms.new), len(firms.gone)) == (14, 13)
    (listed,) = (firm for firm in firms.staying if firm.name == "胜科纳米")
    assert (listed.before, listed.after) == (("上市队列 首发过会",), ("上市 科创板",))


# --- small tables


def _row(table: str, year: str, value: str, indicator: str, /, **cells: str) -> dict[str, str]:
    """A row of one report for each year: the report on 2024 is `r2024`."""
    report = cells.pop("report", f"r{year}")
    start = str(sum(map(ord, indicator + value)))
    row = {"report": report, "start": start, "end": str(int(start) + 2), "year": year, "text": value, "rule": "x.y"}
    row |= {"value": value, "bound": "exact", "indicator": indicator, "status": "actual", "value_max": ""}
    defaults = {"counts": {"unit": "家"}, "amounts": {"currency": "CNY"}, "percentages": {"measure": "share"}}
    return {"table": table, **row, **defaults.get(table, {}), **cells}


def _tables(rows: Iterable[Mapping[str, str]]) -> Records:
    rows = list(rows)
    years = [{"report": f"r{year}", "report_year": year} for year in ("2023", "2024", "2025")]
    return {"reports": years, **{name: [row for row in rows if row["table"] == name] for name in {r["table"] for r in rows}}}


def _pairs(*rows: Mapping[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """The pairs of `r2024` and `r2025` as earlier and later text, and why they cannot be compared."""
    lines = compared_records(_tables(rows), "r2024", "r2025", _rules()).pairs
    return [(line.before.figure.text, line.after.figure.text, line.reasons) for line in lines if line.before and line.after]


def _count(year: str, value: str, indicator: str, /, **cells: str) -> dict[str, str]:
    return _row("counts", year, value, indicator, **{"scope": "全县", **cells})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("全县制茶车间", "制茶车间"),
        ("入围《2024云麓百强》的制茶企业", "上榜《2025云麓百强》制茶企业"),
        ("制茶企业数量", "制茶企业"),
        ("采茶、制茶两大领域车间", "制茶、采茶两大领域车间"),
        ("年营收超过300万元的茶企", "年营收逾300万元的茶企"),
    ],
)
def test_other_words_for_one_thing_are_one_series(before: str, after: str) -> None:
    assert _pairs(_count("2024", "3", before), _count("2025", "5", after)) == [("3", "5", ())]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_count("2024", "3", "制茶车间"), _count("2025", "5", "新建制茶车间")),
        (_count("2024", "3", "制茶车间"), _count("2025", "5", "采茶车间")),
        (_count("2024", "3", "制茶车间"), _count("2025", "5", "制茶车间", scope="全市")),
        (_count("2024", "3", "制茶车间"), _count("2025", "5", "制茶车间", scope="")),
        (_count("2024", "3", "制茶车间"), _count("2025", "5", "制茶车间", status="target")),
        (_count("2024", "3", "制茶车间"), _count("2025", "5", "制茶车间", year="")),
        (_count("2024", "3", "新增企业"), _count("2025", "5", "新增企业")),
        (_count("2024", "3", "入选《云麓百强》茶企"), _count("2025", "5", "入选《沐禾百强》茶企")),
        (_count("2024", "3", "投资超5亿元的车间"), _count("2025", "5", "投资超10亿元的车间")),
        (_row("amounts", "2024", "3", "到位资金"), _row("amounts", "2025", "5", "到位资金")),
        (_row("amounts", "2024", "3", "茶叶收入", holder="甲川"), _row("amounts", "2025", "5", "茶叶收入", holder="沐禾")),
        (_row("amounts", "2024", "3", "茶叶收入", holder="甲川"), _row("amounts", "2025", "5", "茶叶收入")),
        (_count("2024", "3", "独角兽企业"), _count("2025", "5", "潜在独角兽企业")),
        (_count("2024", "3", "独角兽企业"), _count("2025", "5", "新增独角兽企业")),
        (_count("2024", "3", "独角兽企业"), _row("percentages", "2025", "5", "独角兽企业", scope="全县")),
        (
            _row("rankings", "2024", "", "制茶车间", rank="3", scope="全市"),
            _row("rankings", "2025", "", "制茶车间", rank="5", scope="全省"),
        ),
    ],
)
def test_what_is_another_thing_stays_apart(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    assert _pairs(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (_count("2024", "3", "获千万级融资的茶企"), _count("2025", "5", "获超千万元融资茶企"), "class 千万级 → 超千万元"),
        (_count("2024", "3", "亿元以上签约项目"), _count("2025", "5", "10亿元以上签约项目"), "class 亿元以上 → 10亿元以上"),
        (
            _count("2024", "3", "企业入选甲川研究院“2023中国独角兽”"),
            _count("2025", "5", "企业上榜《2025云麓中国独角兽榜》"),
            "list 甲川研究院“中国独角兽” → 《云麓中国独角兽榜》",
        ),
        (
            _row("percentages", "2024", "3", "制茶车间", scope="全县", base=""),
            _row("percentages", "2025", "5", "制茶车间", scope="全县", base="全部车间"),
            "base unsaid → 全部车间",
        ),
        (_count("2024", "3", "制茶车间", unit="间"), _count("2025", "5", "制茶车间", unit="处"), "unit 间 → 处"),
        (
            _row("amounts", "2024", "3", "实际使用外资", currency="USD"),
            _row("amounts", "2025", "5", "实际利用外资", currency="CNY"),
            "unit USD → CNY",
        ),
    ],
)
def test_a_definition_that_moved_is_a_pair_that_cannot_be_compared(
    before: Mapping[str, str], after: Mapping[str, str], reason: str
) -> None:
    measures = {"unit": "个"} if "项目" in before["indicator"] else {}
    assert _pairs({**before, **measures}, {**after, **measures}) == [("3", "5", (reason,))]


def test_measure_words_of_a_canonical_indicator_count_alike() -> None:
    pair = [_count("2024", "3", "新签约项目", unit="个"), _count("2025", "5", "签约项目", unit="宗")]
    assert _pairs(*pair) == [("3", "5", ())]


def test_growth_against_the_year_before_is_one_thing_however_it_is_said() -> None:
    pair = [
        _row("percentages", "2024", "3", "制茶车间", measure="growth", base="较上年"),
        _row("percentages", "2025", "5", "制茶车间", measure="growth", base="同比"),
    ]
    assert _pairs(*pair) == [("3", "5", ())]


def test_a_scope_that_one_report_leaves_out_is_noted_under_a_canonical_indicator() -> None:
    tables = _tables([_count("2024", "3", "独角兽企业"), _count("2025", "5", "独角兽企业", scope="")])
    (line,) = compared_records(tables, "r2024", "r2025", _rules()).pairs
    assert (line.scope, line.reasons, line.notes) == ("全县", (), ("scope 全县 unsaid in r2025",))


def test_a_scope_that_is_left_out_is_not_guessed_where_there_are_two() -> None:
    rows = [_count("2024", "3", "独角兽企业", scope=scope) for scope in ("全县", "开发区")]
    assert _pairs(*rows, _count("2025", "5", "独角兽企业", scope="")) == []


def test_of_two_classes_in_one_year_each_keeps_its_own_next_year() -> None:
    rows = [
        _count("2024", "3", "亿元以上签约项目", unit="个"),
        _count("2024", "1", "10亿元以上签约项目", unit="个"),
        _count("2025", "5", "亿元以上签约项目", unit="个"),
        _count("2025", "2", "50亿元以上签约项目", unit="个"),
    ]
    assert _pairs(*rows) == [("3", "5", ())]


def test_a_figure_behind_a_company_is_the_companys() -> None:
    sentence = "甲川茶业扩产，制茶车间5家；独角兽企业5家。"
    proof = {"line": "1", "sentence": sentence, "text": "5家", "scope": ""}
    company = {"table": "companies", "report": "r2025", "start": "0", "name": "甲川", "text": "甲川茶业", "role": "项目"}
    rows = [_count("2024", "3", "制茶车间", scope=""), _count("2025", "5", "制茶车间", **proof, start="9")]
    assert len(_pairs(*rows)) == 1
    assert _pairs(*rows, {**company, "event": "", "line": "1", "sentence": sentence}) == []
    lists = {"event": "", "line": "1", "sentence": sentence, "role": "榜单发布"}
    assert len(_pairs(*rows, {**company, **lists})) == 1


# --- several figures of one year


def _wide(*rows: Mapping[str, str]) -> list[dict[str, str]]:
    return _read(panel_of_records(_tables(rows), _rules()).files["panel-wide.csv"].decode())


def test_the_report_of_the_year_itself_is_preferred_and_a_difference_is_said() -> None:
    again = _count("2024", "4", "制茶车间", report="r2025")
    rows = [_count("2024", "3", "制茶车间"), again, _count("2025", "5", "制茶车间")]
    (row,) = _wide(*rows)
    assert (row["2024"], row["2024_report"], row["2025"], row["comparable"]) == ("3", "r2024", "5", "yes")
    assert row["reason"] == "2024: 4家 in r2025"
    assert panel_of_records(_tables(rows), _rules()).warnings == ("制茶车间: 2024: 4家 in r2025",)
    long = _read(panel_of_records(_tables(rows), _rules()).files["panel.csv"].decode())
    assert [(one["year"], one["report"], one["value"]) for one in long] == [
        ("2024", "r2024", "3"),
        ("2024", "r2025", "4"),
        ("2025", "r2025", "5"),
    ]


def test_a_year_that_only_a_later_report_states_is_taken_from_it() -> None:
    (row,) = _wide(_count("2023", "4", "制茶车间", report="r2025"), _count("2025", "5", "制茶车间"))
    assert (row["2023"], row["2023_report"], row["2025"]) == ("4", "r2025", "5")


def test_the_same_figure_said_more_exactly_contradicts_nothing() -> None:
    rounded = _count("2024", "1000", "制茶车间", bound="over")
    (row,) = _wide(rounded, _count("2024", "1012", "制茶车间"), _count("2025", "5", "制茶车间"))
    assert (row["2024"], row["2024_bound"], row["comparable"]) == ("1012", "exact", "yes")


def test_figures_that_contradict_each_other_are_no_figure_of_the_year() -> None:
    rows = [_count("2024", "3", "制茶车间"), _count("2024", "9", "制茶车间"), _count("2025", "5", "制茶车间")]
    (row,) = _wide(*rows)
    assert (row["2024"], row["2025"], row["comparable"]) == ("", "5", "no")
    assert row["reason"] == "2024: several figures in r2024: 3家; 9家"
    comparison = compared_records(_tables(rows), "r2024", "r2025", _rules())
    assert (comparison.pairs, comparison.doubts) == ((), ("制茶车间: several figures in r2024: 3家; 9家",))


def test_what_the_later_report_only_says_again_is_no_pair() -> None:
    rows = [_count("2024", "3", "制茶车间"), _count("2024", "3", "制茶车间", report="r2025")]
    comparison = compared_records(_tables(rows), "r2024", "r2025", _rules())
    assert ([line.name for line in comparison.gone], comparison.pairs, comparison.new) == (["制茶车间"], (), ())


def test_more_years_than_two() -> None:
    rows = [_count(year, value, "制茶车间") for year, value in (("2023", "2"), ("2024", "3"), ("2025", "5"))]
    assert [(row["2023"], row["2024"], row["2025"], row["comparable"]) for row in _wide(*rows)] == [("2", "3", "5", "yes")]


# --- on the terminal


def test_cells_are_as_wide_as_a_terminal_shows_them() -> None:
    assert grid([("茶", "a"), ("tea", "b")]) == ["茶   a", "tea  b"]
    assert shortened("采茶、制茶、售茶、品茶与茶文化五大新兴领域的新增项目") == "采茶、制茶、售茶、…兴领域的新增项目"


PAGES = {
    "raw/2024.txt": "临溪县2024年工作报告\n2024年，全县拥有独角兽企业3家，占全市30%，近100家企业参加茶会；"
    "茶叶出口额达3.2亿元。云麓茶业、甲川茶业等4家企业入选《2024中国茶业百强》。\n",
    "raw/2025.txt": "临溪县2025年工作报告\n2025年，全县拥有独角兽企业5家，占全市28%；茶叶出口额超4亿元。"
    "云麓茶业、沐禾茶业等6家企业入选《2025中国茶业百强》。\n",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports and the shipped rules."""
    (tmp_path / "raw").mkdir()
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _call(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main(args)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_compare_on_the_terminal(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _call(capsys, "compare", "2024", "raw/2025.txt")
    assert (code, err) == (0, "rules: rules\n")
    assert out.splitlines() == [
        "2024 → 2025: 4 in both, 0 of them not comparable",
        "  indicator                     measure  scope  base  2024       2025          change",
        "  独角兽企业                    count    全县         3家        5家           +66.7 %",
        "  独角兽企业                    share    全县   全市  30%        28%           -2 points",
        "  茶叶出口额                    amount                3.2亿 CNY  over 4亿 CNY  over +23 %",
        "  企业入选《2025中国茶业百强》  count    全县         4家        6家           +50 %",
        "",
        "not in 2025: 1",
        "  企业参加茶会  count  全县    nearly 100家",
        "",
        "companies: 1 new, 1 gone, 1 staying",
        "  + 沐禾茶业  入选榜单 2025中国茶业百强",
        "  - 甲川茶业  入选榜单 2024中国茶业百强",
        "  = 云麓茶业  入选榜单 2024中国茶业百强 → 入选榜单 2025中国茶业百强",
    ]


def test_compare_for_programs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = _read(_call(capsys, "compare", "2024", "2025", "--csv")[1])
    assert [row["found"] for row in rows] == ["both"] * 4 + ["before"]
    assert (rows[0]["indicator"], rows[0]["name"], rows[1]["change"]) == ("unicorns", "独角兽企业", "-2")
    assert (rows[2]["change"], rows[2]["change_low"][:5], rows[2]["change_high"]) == ("", "23.08", "Infinity")
    said = json.loads(_call(capsys, "compare", "2024", "2025", "--json")[1])
    assert [one["name"] for one in said["indicators"]] == [row["name"] for row in rows]
    assert said["companies"]["gone"] == [{"name": "甲川茶业", "before": ["入选榜单 2024中国茶业百强"], "after": []}]


def test_compare_needs_two_reports(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _call(capsys, "compare", "2024", "raw/2024.txt") == (
        2,
        "",
        "rules: rules\nraw/2024.txt: both are one report; name two reports\n",
    )
    assert _call(capsys, "compare", "2024", "2026")[0] == 3


def test_every_shape_says_the_same(place: Path) -> None:
    comparison = compared(_extracted(Path("raw").resolve()), "2024", "2025", _rules())
    assert words(comparison).startswith("2024 → 2025: 4 in both")
    assert len(json.loads(as_json(comparison))["indicators"]) == len(_read(as_csv(comparison)))


@pytest.mark.parametrize(("report", "last"), [("r2025", "r2023"), ("r2023", "older"), ("other", "r2023"), ("older", None)])
def test_a_report_is_compared_with_the_last_one_on_the_same_things(report: str, last: str | None) -> None:
    things = ("制茶车间", "采茶车间", "售茶车间")
    rows = [_count(year, value, thing) for year, value in (("2023", "3"), ("2025", "5")) for thing in things]
    rows += [_count("2024", "4", "制茶车间", report="other")]  # another place's, later but with less in common
    rows += [_count("2022", "4", thing, report="older") for thing in things]
    years = [("r2023", "2023"), ("r2025", "2025"), ("other", "2024"), ("older", "2022")]
    files = {
        "reports.csv": csv_bytes(("report", "report_year"), years),
        "counts.csv": csv_bytes(tuple(rows[0]), (tuple(row.values()) for row in rows)),
    }
    comparison = compared_with_last(files, report, _rules())
    assert (comparison.before if comparison else None) == last


# --- the set


def test_the_panel_belongs_to_the_set(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _call(capsys, "run")
    assert _call(capsys, "panel") == (
        0,
        "output: 9 figures, 4 under a canonical indicator; 4 series over several years, 0 of them not comparable\n",
        "rules: rules\n",
    )
    found = read_set(Path("output"))
    assert ({"panel.csv", "panel-wide.csv"} <= found.files.keys(), found.altered) == (True, ())
    assert _call(capsys, "check")[:2] == (0, "output: as the reports and rules give it now\n")
    before = found.files
    _call(capsys, "panel")
    assert read_set(Path("output")).files == before


def test_a_panel_of_some_reports_only(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("raw/zizhou.txt").write_text("紫洲县2025年工作报告\n2025年，全县拥有独角兽企业70家。\n", "utf-8")
    _call(capsys, "run")
    assert _call(capsys, "panel")[2] == "rules: rules\n独角兽企业: 2025: 5家 in 2025\n"
    assert _call(capsys, "panel", "2024", "2025")[2] == "rules: rules\n"
    wide = _read(Path("output/panel-wide.csv").read_text("utf-8"))
    assert [(row["2024"], row["2025"]) for row in wide if row["measure"] == "count"][:1] == [("3", "5")]
    code, _, err = _call(capsys, "panel", "2024", "zizou")
    assert (code, err) == (2, "rules: rules\nzizou: no such report in the tables; did you mean 'zizhou'?\n")


def test_a_run_takes_a_panel_of_other_tables_away(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _call(capsys, "run")
    _call(capsys, "panel")
    _call(capsys, "run", "raw/2025.txt")
    assert not list(Path("output").glob("panel*"))


def test_a_panel_edited_by_hand_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _call(capsys, "run")
    _call(capsys, "panel")
    Path("output/panel.csv").write_text("", "utf-8")
    code, out, _ = _call(capsys, "check")
    assert (code, out) == (1, "output/panel.csv: not as it was written: edited by hand, or of another set\n")
    assert _call(capsys, "panel")[0] == 3


def test_no_panel_without_tables(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _call(capsys, "panel")
    assert code == 3
    assert err.splitlines()[1].startswith("output: not one whole set: ")


def test_a_row_that_two_indicators_claim_is_told_and_keeps_its_own_words(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = (
        (ROOT / "rules" / "indicators.toml").read_text("utf-8").split("[[indicator]]\n")[1].replace('"unicorns"', '"horned"')
    )
    files = {path.name: path for path in (ROOT / "rules").iterdir()}
    Path("other").mkdir()
    for name, path in files.items():
        (Path("other") / name).symlink_to(path)
    (Path("other") / "indicators.toml").unlink()
    text = (ROOT / "rules" / "indicators.toml").read_text("utf-8") + "\n[[indicator]]\n" + twin
    (Path("other") / "indicators.toml").write_text(text, "utf-8")
    _call(capsys, "run", "--rules", "other")
    code, out, err = _call(capsys, "panel", "--rules", "other")
    assert code == 0
    assert "3家 is claimed by unicorns and horned" in err
    long = _read(Path("output/panel.csv").read_text("utf-8"))
    claimed = [(row["indicator"], row["note"]) for row in long if row["note"]]
    assert claimed == [("独角兽企业", "claimed by unicorns and horned")] * 4
    assert "4 series over several years" in out


def test_tables_without_indicators_align_by_their_own_words(shared: Path, tmp_path: Path) -> None:
    for path in (ROOT / "rules").iterdir():
        if path.name != "indicators.toml":
            (tmp_path / path.name).symlink_to(path)
    comparison = compared(_gold(shared), "2024", "2025", load_rules(tmp_path))
    assert {line.indicator for line in comparison.pairs} == {""}
    assert len(comparison.pairs) == 17


def test_records_keep_every_cell() -> None:
    rows: Sequence[Mapping[str, str]] = records_of({"counts.csv": b"report,value\na,1\n"})["counts"]
    assert rows == [{"report": "a", "value": "1"}]
