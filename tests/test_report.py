"""The report's charts: which figures stand on them, how each bound is drawn, what is written to files."""

import csv
import io
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tea import INDICATORS, tea

from extract.charts import canvas
from extract.charts.gather import charts_of
from extract.charts.labels import _box, labels_of
from extract.charts.layout import drawable, label_of, place_in_time, scale_of, words_of
from extract.charts.model import Chart, Link, Point
from extract.charts.page import page
from extract.charts.render import png_of, svg_of, years_of
from extract.charts.said import Said, change_said, reason_said
from extract.charts.svg import written
from extract.cli import main
from extract.models import Bound
from extract.panel import Panel, panel_of
from extract.panel.figures import Figure, Measure
from extract.rules import RuleSet, load_rules
from extract.runs import Run

ROOT = Path(__file__).parents[1]
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules(ROOT / "rules")


@pytest.fixture(scope="module")
def run(rules: RuleSet, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return tea(rules, tmp_path_factory.mktemp("tea"))


@pytest.fixture(scope="module")
def panel(run: Run) -> Panel:
    return panel_of(run.files, run.rules)


@pytest.fixture(scope="module")
def charts(panel: Panel) -> dict[str, Chart]:
    return {chart.id: chart for chart in charts_of(panel)}


def test_each_canonical_indicator_and_each_of_several_years_has_a_chart(charts: dict[str, Chart]) -> None:
    assert {chart.id: (chart.chinese, chart.english, chart.years) for chart in charts.values()} == {
        "tea-firms.count.全县": ("茶企", "tea companies", (2023, 2024, 2025)),
        "tea-exports.amount": ("茶叶出口额", "tea exports", (2023, 2024, 2025, 2026)),
        "tea-exports.rank.全市": ("茶叶出口额", "tea exports", (2023, 2024, 2025)),
        "有机茶园.share.全县.全县茶园": ("有机茶园", "", (2023, 2024, 2025)),
        "茶馆.count.全县": ("茶馆", "", (2024, 2025)),
        "茶叶合作社.count.全县": ("茶叶合作社", "", (2023, 2024)),
    }
    assert list(charts)[:3] == ["tea-firms.count.全县", "tea-exports.amount", "tea-exports.rank.全市"]


def test_one_year_in_its_own_words_is_no_chart(rules: RuleSet, tmp_path: Path) -> None:
    count = {"value": "7", "bound": "exact", "unit": "家", "status": "actual"}
    figures = [("counts", "7家", {**count, "indicator": "茶具厂"}), ("counts", "7 家", {**count, "indicator": "茶企"})]
    run = tea(rules, tmp_path, {"2024": figures})
    assert [chart.id for chart in charts_of(panel_of(run.files, run.rules))] == ["tea-firms.count"]


def _drawn(chart: Chart, years: tuple[int, int] = (2023, 2026)) -> ElementTree.Element:
    return svg_of(chart, years, "c", ("zh",))


def _all(root: ElementTree.Element, kind: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if kind in element.get("class", "").split()]


def test_the_points_drawn_are_the_panel(panel: Panel, charts: dict[str, Chart]) -> None:
    points = [point for chart in charts.values() for point in _all(_drawn(chart), "point")]
    facts = Counter(
        ("–".join(filter(None, (p.get("data-value"), p.get("data-value-max")))), p.get("data-bound"), p.get("data-report"))
        for p in points
        if p.get("data-status") == "actual" and not p.get("data-disputed")
    )
    wide = csv.DictReader(io.StringIO(panel.files["panel-wide.csv"].decode()))
    said = Counter(
        (row[year], row[f"{year}_bound"], row[f"{year}_report"]) for row in wide for year in panel.years if row[year]
    )
    assert facts == said
    assert sum(facts.values()) == 15
    others = [(p.get("data-value"), p.get("data-status"), p.get("data-disputed")) for p in points]
    assert [other for other in others if other[1:] != ("actual", None)] == [
        ("500000000", "target", None),
        ("18", "actual", "yes"),
        ("21", "actual", "yes"),
    ]


def test_no_line_joins_what_cannot_be_compared(charts: dict[str, Chart]) -> None:
    shares = _drawn(charts["有机茶园.share.全县.全县茶园"])
    assert len(_all(shares, "link")) == 1
    (mark,) = _all(shares, "break")
    assert mark.get("data-reason") == "基数：未说明 → 全县茶园 / base unsaid → 全县茶园"
    assert [title.text for title in mark.iter("title")] == [mark.get("data-reason")]
    assert _all(_drawn(charts["茶馆.count.全县"]), "link") == []  # an order of magnitude measures nothing
    assert len(_all(_drawn(charts["tea-exports.amount"]), "link")) == 3


def _figure(value: str = "50", bound: Bound = "exact", measure: Measure = "count", **more: object) -> Figure:
    figure = Figure(
        report="r",
        report_year="2024",
        measure=measure,
        indicator="茶企",
        scope="",
        base="",
        holder="",
        year="2024",
        value=Decimal(value),
        value_max=None,
        bound=bound,
        unit="家",
        status="actual",
        start=0,
        end=3,
        text=f"{value}家",
        rule="counts.made",
    )
    return replace(figure, **more)  # type: ignore[arg-type]


def _chart(*points: Point, links: tuple[Link, ...] = ()) -> Chart:
    measure = points[0].figure.measure
    return Chart("tea", "茶企", "", "", "", measure, "家", points, links, (), False)


KINDS = ("band", "whisker", "cap", "bar", "arrow", "foot", "point", "label")


@pytest.mark.parametrize(
    ("figure", "kinds", "hollow"),
    [
        (_figure(), ["point", "label"], False),
        (_figure(bound="over"), ["arrow", "point", "label"], True),
        (_figure(bound="at_least"), ["arrow", "foot", "point", "label"], True),
        (_figure(bound="nearly"), ["arrow", "point", "label"], True),
        (_figure(bound="under"), ["arrow", "point", "label"], True),
        (_figure(bound="at_most"), ["arrow", "foot", "point", "label"], True),
        (_figure(bound="about"), ["whisker", "cap", "cap", "point", "label"], False),
        (_figure(bound="order_of"), ["band", "point", "label"], True),
        (_figure(value_max=Decimal(75)), ["bar", "point", "label"], False),
        (_figure(status="forecast"), ["point", "label"], True),
        (_figure(status="target", bound="over"), ["arrow", "point", "label"], True),
    ],
    ids=lambda value: value.bound + value.status if isinstance(value, Figure) else "",
)
def test_each_bound_has_its_mark(figure: Figure, kinds: list[str], hollow: bool) -> None:
    root = _drawn(_chart(Point(figure, 2024)))
    found = [kind for element in root.iter() for kind in KINDS if kind in element.get("class", "").split()]
    assert sorted(found, key=KINDS.index) == kinds
    (point,) = _all(root, "point")
    (*_, drawn) = (element for element in point.iter() if element.tag in ("path", "use"))
    colour = "plan" if figure.status != "actual" else "accent"
    assert drawn.get("class") == f"fill-{'paper' if hollow else colour} stroke-{colour}"
    assert ("stroke-dasharray" in drawn.attrib) == (figure.status != "actual")


@pytest.mark.parametrize(
    ("figure", "upward"),
    [
        (_figure(bound="over"), True),
        (_figure(bound="under"), False),
        (_figure("-3", "over", "growth"), False),  # a fall of more than 3 %
        (_figure("-3", "nearly", "growth"), True),
        (_figure("10", "at_most", "rank"), True),  # among the first ten
    ],
)
def test_an_arrow_points_to_what_is_left_open(figure: Figure, upward: bool) -> None:
    (arrow,) = _all(_drawn(_chart(Point(figure, 2024))), "arrow")
    (path,) = arrow.iter("path")
    heights = [float(pair.split()[1]) for pair in path.get("d", "").replace("M", "L").split("L")[1:]]
    assert (heights[1] < heights[0]) == upward  # in SVG, what is higher has the smaller number


def test_a_plan_stands_beside_the_fact_of_its_year() -> None:
    plan = Point(_figure("60", status="target"), 2025)
    chart = _chart(Point(_figure(), 2024), Point(_figure("55"), 2025), plan)
    assert [place_in_time(chart, number, (2024, 2025)) for number in (0, 1)] == [2024, 2025]
    assert 2025.1 < place_in_time(chart, 2, (2024, 2025)) < 2025.2
    assert place_in_time(_chart(Point(_figure(), 2024), plan), 1, (2024, 2025)) == 2025


def test_the_first_stands_at_the_top() -> None:
    scale = scale_of(_chart(Point(_figure("3", measure="rank"), 2024), Point(_figure("1", measure="rank"), 2025)))
    assert scale.low > 3 > 1 > scale.high


@pytest.mark.parametrize(
    ("value", "unit", "measure", "said"),
    [
        ("320000000", "CNY", "amount", ("亿元", 3.2)),
        ("45000", "USD", "amount", ("万美元", 4.5)),
        ("120000", "平方米", "count", ("万平方米", 12.0)),
        ("12", "%", "share", ("%", 12.0)),
    ],
)
def test_the_axis_has_its_unit(value: str, unit: str, measure: Measure, said: tuple[str, float]) -> None:
    scale = scale_of(replace(_chart(Point(_figure(value, measure=measure, unit=unit), 2024)), unit=unit))
    assert (scale.unit, scale.of(Decimal(value))) == said
    assert scale.low == 0


points = st.builds(
    lambda year, value, bound, text: Point(_figure(str(value), bound, text=text), year),
    st.integers(2016, 2026),
    st.integers(0, 10**6),
    st.sampled_from(("exact", "over", "nearly", "about", "order_of")),
    st.sampled_from(("46家", "超千家", "突破十二万三千四百家", "4家")),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(points, min_size=1, max_size=9, unique_by=lambda point: point.year))
def test_no_words_lie_upon_others_and_the_last_are_said(listed: list[Point]) -> None:
    chart = _chart(*sorted(listed, key=lambda point: point.year))
    years, scale = years_of([chart]), scale_of(chart)
    labels = labels_of(chart, years, scale)
    boxes = [_box(label, chart.points[label.number].year, years, scale) for label in labels]
    assert not any(one.meets(other) for n, one in enumerate(boxes) for other in boxes[:n])
    if len(listed) <= 2:
        assert labels[-1].number == len(listed) - 1


def test_words_are_as_printed_and_short() -> None:
    assert label_of(Point(_figure(text="超千\n家", bound="over"), 2024)) == "超千 家"
    assert label_of(Point(_figure("1200", text="一千二百家规模以上茶叶加工企业"), 2024)) == "1200家"
    assert drawable("茶\x00\u202e<b> \ud800") == "茶\ufffd\ufffd<b> \ufffd"


def test_titles_are_folded_and_say_whose_and_why(charts: dict[str, Chart]) -> None:
    chart = replace(charts["有机茶园.share.全县.全县茶园"], chinese="茶" * 30)
    assert words_of(chart, "zh").title == ("茶" * 22, "茶" * 8)
    assert words_of(chart, "zh").place == "占比 · 全县 · 全县茶园"
    assert words_of(chart, "en").place == "share · 全县 · 全县茶园"
    assert words_of(chart, "zh").notes == ("≠ 基数：未说明 → 全县茶园",)
    assert words_of(charts["tea-firms.count.全县"], "en").title == ("tea companies",)


@pytest.mark.parametrize(
    ("reason", "chinese"),
    [
        ("base unsaid → 全市", "基数：未说明 → 全市"),
        ("class 千万级 → 超千万元", "门槛：千万级 → 超千万元"),
        ("list 甲榜 → 乙榜", "名单：甲榜 → 乙榜"),
        ("unit 家 → 个", "单位：家 → 个"),
        ("scope 园区 unsaid in 2025", "2025 未说明范围“园区”"),
        ("2024: several figures in linxi: 18家; 21家", "2024 年：linxi 中有几个数：18家; 21家"),
        ("several figures in linxi: 18家; 21家", "linxi 中有几个数：18家; 21家"),
        ("2024: 18家 in linxi", "2024 年：linxi 中为 18家"),
        ("2024: 18家 in linxi; 2025: 9家 in anli", "2024 年：linxi 中为 18家；2025 年：anli 中为 9家"),
        ("anything else", "anything else"),
    ],
)
def test_reasons_are_said_in_chinese_too(reason: str, chinese: str) -> None:
    assert reason_said(reason) == Said(reason, chinese)


@pytest.mark.parametrize(
    ("change", "english", "chinese"),
    [
        ("+60 %", "+60 %", "+60%"),
        ("-11.4…-1.7 %", "−11.4…−1.7 %", "−11.4…−1.7%"),
        ("over +23 %", "over +23 %", "高于 +23%"),
        ("under -1 points", "under −1 points", "低于 −1 个百分点"),
        ("+1 place", "+1 place", "+1 位"),
        ("unknown", "left open", "无从确定"),
    ],
)
def test_changes_are_said_in_both_languages(change: str, english: str, chinese: str) -> None:
    assert change_said(change) == Said(english, chinese)


def test_colours_and_fonts_are_left_to_the_reader(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        root = _drawn(chart)
        assert [element.tag for element in root.iter() if element.tag in ("style", "metadata", "script", "image")] == []
        assert [key for element in root.iter() for key in element.attrib if key == "style" or key.startswith("on")] == []
        for element in root.iter():
            for key in ("fill", "stroke"):
                if element.get(key, "none").startswith("#"):
                    assert f"{key}-" in element.get("class", ""), written(element)
        assert "DejaVu" not in written(root)


def test_ids_of_two_charts_differ(charts: dict[str, Chart]) -> None:
    years = years_of(list(charts.values()))
    svgs = [svg_of(chart, years, f"c{number}", ("zh", "en")) for number, chart in enumerate(charts.values())]
    ids = [element.get("id") for svg in svgs for element in svg.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) > 0
    used = [value for svg in svgs for element in svg.iter() if (value := element.get("href"))]
    assert {value.removeprefix("#") for value in used} <= set(ids)


def test_the_same_bytes_whatever_the_machine_says(run: Run, panel: Panel, rules: RuleSet, tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\nfont.size: 30\nsvg.fonttype: path\n", "utf-8")
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); from tea import tea;"
        "from extract.rules import load_rules; from extract.panel import panel_of; from extract.charts.page import page;"
        "run = tea(load_rules(Path(sys.argv[2])), Path(sys.argv[3]));"
        "sys.stdout.buffer.write(page(run, panel_of(run.files, run.rules)))"
    )
    arguments = [str(ROOT / "tests"), str(ROOT / "rules"), str(tmp_path / "tea")]
    env = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Asia/Shanghai", "MATPLOTLIBRC": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True, env=env)
    assert done.stdout == page(run, panel) == page(run, panel)


def test_a_png_is_the_chart_in_two_pixels_a_point(charts: dict[str, Chart]) -> None:
    if not canvas._chinese_font():
        pytest.skip("no Chinese font on this system")
    chart = charts["tea-firms.count.全县"]
    data = png_of(chart, (2023, 2026), "zh")
    assert data == png_of(chart, (2023, 2026), "zh")
    high = canvas.high_of([words_of(chart, "zh")])
    assert (data[:8], data[16:24]) == (PNG, (640).to_bytes(4) + (2 * high).to_bytes(4))
    assert b"Software" not in data


# --- the command

REPORTS = {
    "2023": "2023年，全县新增茶企40家，同比增长8%。\n",
    "2024": "2024年，全县新增茶企46家，同比增长12%。\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "rules" / "indicators.toml").write_text(INDICATORS, "utf-8")
    (tmp_path / "raw").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "raw" / f"{name}.txt").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_report_writes_one_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    assert capsys.readouterr().out == "report.html: 2 reports, 2 charts, 2 of several years\n"
    text = (folder / "report.html").read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.count("<figure ") == 2


def test_report_of_one_report_has_no_comparison(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "raw/2024.txt", "--output", "one/page.html"]) == 0
    assert capsys.readouterr().out == "one/page.html: 1 report, 0 charts, 0 of several years\n"
    text = (folder / "one" / "page.html").read_text("utf-8")
    assert 'id="comparison"' not in text
    assert "No indicator is canonical or stated of several years." in text


def test_one_chart_is_written_as_svg(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--chart", "新增茶企.count.全县"]) == 0
    assert capsys.readouterr().out == "新增茶企.count.全县.svg: 新增茶企.count.全县, 2 figures\n"
    root = ElementTree.parse(folder / "新增茶企.count.全县.svg").getroot()
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"全县新增茶企", "数量 · 全县", "家", "40家", "46家", "2023", "2024"} <= set(texts)
    assert main(["report", "--chart", "新增茶企.count.全县", "--language", "en", "--output", "a.svg"]) == 0
    assert "count · 全县" in (folder / "a.svg").read_text("utf-8")


def test_one_chart_is_written_as_png(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not canvas._chinese_font():
        pytest.skip("no Chinese font on this system")
    assert main(["report", "--chart", "新增茶企.count.全县", "--format", "png", "--output", "a.png"]) == 0
    assert capsys.readouterr().out == "a.png: 新增茶企.count.全县, 2 figures\n"
    assert (folder / "a.png").read_bytes()[:8] == PNG


def test_a_chart_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--chart", "新增茶企.counts.全县"]) == 2
    said = "新增茶企.counts.全县: no chart has this id; there are 新增茶企.count.全县, 新增茶企.growth.全县.同比\n"
    assert capsys.readouterr().err == f"rules: rules\n{said}"
    assert main(["report", "--chart", "x", "--open"]) == 2
    assert capsys.readouterr().err == "--open shows the page; leave --chart out; see baogao report --help\n"


def test_a_system_without_chinese_fonts(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canvas, "FONTS", ())
    assert main(["report", "--chart", "新增茶企.count.全县", "--format", "png"]) == 2
    said = (
        "this system has no Chinese font for a PNG; install one, such as Noto Sans CJK, or take --format svg, "
        "which is drawn with its reader's fonts\n"
    )
    assert capsys.readouterr().err == f"rules: rules\n{said}"
    assert not list(folder.glob("*.png"))


def test_without_matplotlib(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["report"]) == 2
    said = "charts need matplotlib, which is not installed; pip install 'baogao[charts]'\n"
    assert capsys.readouterr().err == f"rules: rules\n{said}"
    assert not (folder / "report.html").exists()


def test_other_commands_import_no_matplotlib(folder: Path) -> None:
    code = "import sys; from extract.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for command in (["report", "--help"], ["run", "raw"]):
        done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
        assert not {"matplotlib", "jinja2"} & set(done.stderr.split())
