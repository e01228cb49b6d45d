"""The page of a panel: its indicators as charts, the last two reports beside each other, what the checks found."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from extract.charts.gather import charts_of
from extract.charts.model import Chart
from extract.charts.page import page
from extract.charts.render import png_of, svg_of, years_of
from extract.charts.said import Language
from extract.charts.svg import written
from extract.errors import Place, UsageError
from extract.files import write_file
from extract.panel import panel_of
from extract.runs import Run
from extract.verify import findings_for

__all__ = ["Request", "page", "reported"]

Format = Literal["svg", "png"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the page, or one chart of it by its id; an output of None is a file named for it."""

    output: Path | None = None
    chart: str = ""
    format: Format = "svg"
    language: Language = "zh"


def reported(run: Run, request: Request) -> str:
    """The page or the chart is written; what was written, in one line. Raises UsageError for a chart that is not there."""
    panel = panel_of(run.files, run.rules)
    charts = charts_of(panel)
    if request.chart:
        return _one_chart(charts, request)
    output = request.output or Path("report.html")
    write_file(output, page(run, panel, findings_for(run)))
    reports = len(run.extractions)
    several = sum(len(chart.years) > 1 for chart in charts)
    counts = f"{reports} report{'s' * (reports != 1)}, {len(charts)} chart{'s' * (len(charts) != 1)}"
    return f"{output}: {counts}, {several} of several years"


def _one_chart(charts: tuple[Chart, ...], request: Request) -> str:
    chart = _found(charts, request.chart)
    output = request.output or Path(f"{chart.id}.{request.format}")
    years = years_of(charts)
    if request.format == "png":
        data = png_of(chart, years, request.language)
    else:
        data = f"{written(svg_of(chart, years, 'chart', (request.language,)))}\n".encode()
    write_file(output, data)
    return f"{output}: {chart.id}, {len(chart.points)} figure{'s' * (len(chart.points) != 1)}"


def _found(charts: tuple[Chart, ...], wanted: str) -> Chart:
    """The chart with this id; where there is none, the error names the nearest ones, else all of them."""
    by_id = {chart.id: chart for chart in charts}
    if wanted in by_id:
        return by_id[wanted]
    near = get_close_matches(wanted, by_id, 3, 0.5) or [*by_id]
    advice = f"there are {', '.join(near)}" if near else "the reports give none"
    raise UsageError("no chart has this id", Place(wanted), advice)
