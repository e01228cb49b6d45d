"""One chart as it is shown: as SVG with the cells of its figures, or as PNG."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from extract.charts import canvas
from extract.charts.canvas import head_of, high_of
from extract.charts.layout import WIDE, drawable, words_of
from extract.charts.model import Chart, Link, Point
from extract.charts.said import BOUNDS, STATUSES, Language, reason_said
from extract.charts.svg import Cells, Inner, element_of
from extract.decimals import plain
from extract.panel.shown import value_words

Years = tuple[int, int]


def years_of(charts: Sequence[Chart]) -> Years:
    """The first and the last year of all charts: small multiples share their axis."""
    years = [year for chart in charts for year in chart.years]
    return (min(years), max(years)) if years else (0, 0)


def svg_of(chart: Chart, years: Years, name: str, languages: Sequence[Language]) -> Element:
    """The chart as SVG with its title in these languages; `name` makes its ids its own among those of a page."""
    words = [words_of(chart, language) for language in languages]
    drawn = canvas.svg_of(chart, years, words, chart.id)
    points = [(cells_of(point), sentence_of(point)) for point in chart.points]
    links = [_reasons(link) for link in chart.links]
    return element_of(drawn, name, (WIDE, high_of(words)), Inner(head_of(words)), points, links)


def png_of(chart: Chart, years: Years, language: Language) -> bytes:
    """The chart as PNG; raises UsageError where the system has no Chinese font."""
    return canvas.png_of(chart, years, [words_of(chart, language)])


def cells_of(point: Point) -> Cells:
    """The cells of a figure as the tables have them."""
    figure = point.figure
    value_max = {"value-max": plain(figure.value_max)} if figure.value_max is not None else {}
    return {
        "value": plain(figure.value),
        **value_max,
        "bound": figure.bound,
        "year": str(point.year),
        "status": figure.status,
        "report": drawable(figure.report),
        "start": str(figure.start),
        **({"disputed": "yes"} if point.disputed else {}),
    }


def sentence_of(point: Point) -> str:
    """`2024: 近300个 = nearly 300个 · 近 · 2024 1305–1310`: what is said where the mark is pointed at."""
    figure = point.figure
    status = f" · {STATUSES[figure.status].chinese}" if point.is_planned else ""
    bound = f" · {BOUNDS[figure.bound].chinese}" if figure.bound != "exact" else ""
    place = f"{figure.report} {figure.start}–{figure.end}"
    return drawable(f"{point.year}: {figure.text} = {value_words(figure)}{bound}{status} · {place}")


def _reasons(link: Link) -> str:
    """Why the two cannot be compared, in both languages."""
    said = [reason_said(reason) for reason in link.reasons]
    return drawable("; ".join(f"{one.chinese} / {one.english}" for one in said))
