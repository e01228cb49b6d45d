"""The page itself: charts, comparison and findings in one file that asks nothing of any network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.charts.comparing import latest_pair
from extract.charts.gather import charts_of
from extract.charts.layout import drawable, place_of, unlimited
from extract.charts.legend import legend
from extract.charts.model import Chart, Point
from extract.charts.render import Years, svg_of, years_of
from extract.charts.said import BOUNDS, LEVELS, STATUSES, Said, reason_said
from extract.charts.svg import written
from extract.pages import filled, part, policy
from extract.panel import Panel
from extract.runs import Run
from extract.schema import TABLES

HOME = "extract.charts"
SCRIPTS = ("choices", "charts", "begin")  # one script, in the order of its parts
Finding = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """A point of a chart as a row below it."""

    point: Point
    words: str
    bound: Said
    status: Said


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with its drawing and its words in both languages."""

    chart: Chart
    name: str
    svg: str
    place: Said
    reasons: tuple[Said, ...]
    notes: tuple[Said, ...]
    values: tuple[Value, ...]

    @property
    def kinds(self) -> str:
        """What the filters of the page ask of it."""
        asked = {
            "canonical": self.chart.is_canonical,
            "several": len(self.chart.years) > 1,
            "moved": bool(self.chart.reasons),
            "planned": self.chart.is_planned,
        }
        return " ".join(kind for kind, holds in asked.items() if holds)


def page(run: Run, panel: Panel, findings: Sequence[Finding] | None = None) -> bytes:
    """The page of a run and its panel as UTF-8 HTML; `findings` are what checks of its figures found, None for no checks."""
    charts = charts_of(panel)
    style = part(HOME, "page.css")
    script = "\n".join(part(HOME, f"script/{name}.js") for name in SCRIPTS)
    reports = [dict(zip(TABLES["reports"].header, cells, strict=True)) for cells in run.rows["reports"]]
    years = [(report["report_year"], report["report"]) for report in reports]
    return filled(
        HOME,
        "page.html.j2",
        policy=policy(style, script, "blob:"),
        style=style,
        script=script,
        reports=reports,
        counts=_counts(panel, charts),
        shown=_shown(charts),
        legend=legend(),
        pair=latest_pair(run.files, years, run.rules, panel.indicators),
        findings=findings,
        levels=LEVELS,
    )


def _counts(panel: Panel, charts: Sequence[Chart]) -> Mapping[str, int]:
    """What the head of the page counts."""
    stated = [one for found in panel.series for one in found.stated]
    return {
        "figures": len(stated),
        "canonical": sum(one.claim is not None for one in stated),
        "charts": len(charts),
        "several": sum(len(chart.years) > 1 for chart in charts),
        "moved": sum(bool(chart.reasons) for chart in charts),
        "planned": sum(chart.is_planned for chart in charts),
    }


def _shown(charts: Sequence[Chart]) -> tuple[Shown, ...]:
    years = years_of(charts)
    return tuple(_one(chart, f"c{number}", years) for number, chart in enumerate(charts))


def _one(chart: Chart, name: str, years: Years) -> Shown:
    root = svg_of(chart, years, name, ("zh", "en"))
    root.attrib.update({"viewBox": root.attrib["data-inner"], "data-whole": root.attrib["viewBox"], "role": "img"})
    root.attrib.update({"aria-label": drawable(f"{chart.chinese} {place_of(chart, 'zh')}"), "class": "chart"})
    for key in ("width", "height", "data-inner", "xmlns"):
        del root.attrib[key]
    return Shown(
        chart,
        name,
        written(root),
        Said(place_of(chart, "en"), place_of(chart, "zh")),
        tuple(map(reason_said, chart.reasons)),
        tuple(map(reason_said, chart.notes)),
        tuple(map(_value, chart.points)),
    )


def _value(point: Point) -> Value:
    figure = point.figure
    return Value(point, unlimited(figure), BOUNDS[figure.bound], STATUSES[figure.status])
