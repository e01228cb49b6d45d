"""Charts drawn by matplotlib, as SVG with every mark named by its point, or as PNG; no other file imports it.

Colours are those of a light page; a page gives each of them one of its own by its class (see `extract.charts.svg`).
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from extract.charts.labels import SIZE, Label, labels_of
from extract.charts.layout import (
    BOTTOM,
    HIGH,
    LEFT,
    LINE,
    NOTE,
    RIGHT,
    TITLE,
    TOP,
    WIDE,
    Scale,
    Words,
    drawable,
    place_in_time,
    scale_of,
)
from extract.charts.marks import COLOURS, Mark, marks_of
from extract.charts.model import Chart, Link, Point
from extract.errors import UsageError

GLYPH = 44  # width and height of a mark of the legend
_OWN = {"svg.fonttype": "none", "text.parse_math": False, "hatch.linewidth": 0.8}
DENSITY = 2  # pixels for each point in a PNG
# the first that a system has draws the Chinese of a PNG; an SVG is drawn by its reader's
FONTS = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC"),
    *("Microsoft YaHei", "Hiragino Sans GB", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun"),
    *("Heiti SC", "Heiti TC", "STHeiti", "Arial Unicode MS", "Noto Sans CJK JP", "Noto Sans CJK TC", "Droid Sans Fallback"),
)


def svg_of(chart: Chart, years: tuple[int, int], words: Sequence[Words], key: str) -> bytes:
    """The chart as matplotlib's SVG; `years` are the ends of its axis, `key` makes its ids its own."""
    return _drawn(chart, years, words, "svg", {"svg.hashsalt": key, "font.family": ["DejaVu Sans"]})


def png_of(chart: Chart, years: tuple[int, int], words: Sequence[Words]) -> bytes:
    """The chart as PNG; raises UsageError where the system has no Chinese font."""
    font = _chinese_font()
    if not font:
        advice = "install one, such as Noto Sans CJK, or take --format svg, which is drawn with its reader's fonts"
        raise UsageError("this system has no Chinese font for a PNG", advice=advice)
    return _drawn(chart, years, words, "png", {"font.family": [font]})


def glyph_of(point: Point, ends: tuple[float, float], key: str) -> bytes:
    """The marks of one point between two values, without axes and words, as SVG of GLYPH points."""
    with _settings({**_OWN, "svg.hashsalt": key}):
        from matplotlib.figure import Figure

        figure = Figure(figsize=(GLYPH / 72, GLYPH / 72), dpi=72, facecolor="none")
        axes = figure.add_axes((0, 0, 1, 1), xlim=(point.year - 0.5, point.year + 0.5), ylim=ends)
        axes.set_axis_off()
        for mark in marks_of(point):
            _mark(axes, point.year, mark, Scale(Decimal(1), "", *ends), f"{mark.name}-0")
        return _saved(figure, "svg")


def _drawn(chart: Chart, years: tuple[int, int], words: Sequence[Words], shape: str, settings: dict[str, Any]) -> bytes:
    """The bytes of a chart; what a person has set for matplotlib on this machine changes nothing."""
    with _settings({**_OWN, **settings}):
        return _saved(_figure(chart, years, words), shape)


def _saved(figure: Any, shape: str) -> bytes:
    file = io.BytesIO()
    metadata = {"Date": None, "Creator": None} if shape == "svg" else {"Software": None}
    figure.savefig(file, format=shape, metadata=metadata, dpi=72 * (DENSITY if shape == "png" else 1))
    return file.getvalue()


@contextmanager
def _settings(own: dict[str, Any]) -> Iterator[None]:
    try:
        from matplotlib import style
    except ImportError as error:
        raise UsageError("charts need matplotlib, which is not installed", advice="pip install 'baogao[charts]'") from error
    with style.context(["default", own]), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        yield


def _chinese_font() -> str:
    """The first font of FONTS that the system has, empty where it has none."""
    with _settings({}):
        from matplotlib.font_manager import fontManager

        known = set(fontManager.get_font_names())
    return next((name for name in FONTS if name in known), "")


def _figure(chart: Chart, years: tuple[int, int], words: Sequence[Words]) -> Any:
    from matplotlib.figure import Figure

    head, high = head_of(words), high_of(words)
    figure = Figure(figsize=(WIDE / 72, high / 72), dpi=72, facecolor=COLOURS["paper"])
    box = (LEFT / WIDE, (high - head - HIGH + BOTTOM) / high, (WIDE - LEFT - RIGHT) / WIDE, (HIGH - TOP - BOTTOM) / high)
    axes = figure.add_axes(box)
    scale = scale_of(chart)
    for one in words:
        _write(figure, one, head, high)
    _write_axes(figure, axes, chart, years, scale, 1 - (head + 13) / high)
    for number, link in enumerate(chart.links):
        _link(axes, chart, link, number, scale)
    for number, point in enumerate(chart.points):
        for mark in marks_of(point):
            _mark(axes, place_in_time(chart, number, years), mark, scale, f"{mark.name}-{number}")
    for label in labels_of(chart, years, scale):
        _label(axes, chart.points[label.number], place_in_time(chart, label.number, years), label)
    return figure


def head_of(words: Sequence[Words]) -> int:
    """How high the words above the chart stand, in the language in which they are longest."""
    return LINE * max(len(one.title) for one in words) + LINE + 8


def high_of(words: Sequence[Words]) -> int:
    """The whole height of a chart with its words."""
    notes = max(len(one.notes) for one in words) * (NOTE + 4)
    return head_of(words) + HIGH + (notes + 8 if notes else 0)


def _write(figure: Any, words: Words, head: int, high: int) -> None:
    """The title and whose figures they are above the chart, the notes below it."""
    lines = [(line, TITLE, "ink", "bold") for line in words.title] + [(words.place, NOTE + 1, "quiet", "normal")]
    for number, (line, size, colour, weight) in enumerate(lines):
        y = 1 - (LINE * (number + 1) + 4) / high
        _text(figure, 12 / WIDE, y, line, size, colour, weight=weight, gid=f"words-{words.language}-{number}")
    for number, note in enumerate(words.notes, len(lines)):
        y = 1 - (head + HIGH + (NOTE + 4) * (number - len(lines) + 1)) / high
        _text(figure, 12 / WIDE, y, note, NOTE, "quiet", gid=f"words-{words.language}-{number}")


def _text(where: Any, x: float, y: float, words: str, size: float, colour: str, **more: Any) -> None:
    where.text(x, y, drawable(words), size=size, color=COLOURS[colour], va="baseline", parse_math=False, **more)


def _write_axes(figure: Any, axes: Any, chart: Chart, years: tuple[int, int], scale: Scale, y: float) -> None:
    """The years below, values in their unit to the left, a quiet line for each value."""
    from matplotlib.ticker import MaxNLocator

    first, last = years
    axes.set_xlim(first - 0.5, last + 0.5)
    axes.set_ylim(scale.low, scale.high)
    whole = chart.measure in ("count", "rank") and scale.divisor == 1
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=whole, steps=[1, 2, 2.5, 5, 10]))
    ticks = [tick for tick in axes.get_yticks() if min(axes.get_ylim()) <= tick <= max(axes.get_ylim())]
    if chart.measure == "rank":
        ticks = [1, *(tick for tick in ticks if tick > 1)]
    axes.set_yticks(ticks, [f"{tick:g}".replace("-", "−") for tick in ticks])
    axes.set_xticks(_years(first, last), [str(year) for year in _years(first, last)])
    axes.tick_params(length=0, labelsize=NOTE + 1, labelcolor=COLOURS["quiet"], pad=5)
    axes.grid(axis="y", color=COLOURS["rule"], linewidth=0.7)
    axes.set_axisbelow(True)
    axes.patch.set_visible(False)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom" and scale.low >= 0)
        spine.set(color=COLOURS["edge"], linewidth=0.8)
    if scale.low < 0 < scale.high and chart.measure != "rank":
        axes.axhline(0, color=COLOURS["edge"], linewidth=0.8, zorder=0.9)
    _text(figure, 12 / WIDE, y, scale.unit, NOTE, "quiet", gid="unit-0")


def _years(first: int, last: int) -> Sequence[int]:
    """The years that are written below the axis: all of them, or every second, third … where they are many."""
    step = (last - first) // 7 + 1
    return range(last, first - 1, -step)[::-1]


def _link(axes: Any, chart: Chart, link: Link, number: int, scale: Scale) -> None:
    """A line between two points; where they cannot be compared, the mark ≠ between them and no line."""
    ends = [chart.points[link.before], chart.points[link.after]]
    x, y = [point.year for point in ends], [scale.of(point.figure.value) for point in ends]
    planned = ends[1].is_planned
    if not link.reasons and any(point.figure.bound == "order_of" for point in ends):
        return  # from 46家 to 数十家 no line leads: the one measures, the other does not
    if not link.reasons:
        dashes = (0, (3, 3)) if planned else "-"
        colour = COLOURS["plan" if planned else "accent"]
        axes.plot(x, y, color=colour, linewidth=1.2, linestyle=dashes, alpha=0.55, zorder=2, gid=f"link-{number}")
        return
    middle = (sum(x) / 2, sum(y) / 2)
    axes.axvline(middle[0], color=COLOURS["bad"], linewidth=0.9, linestyle=(0, (1, 3)), zorder=1, gid=f"gap-{number}")
    axes.annotate(
        *("≠", (middle[0], 1)),
        xycoords=("data", "axes fraction"),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        va="baseline",
        size=TITLE,
        weight="bold",
        color=COLOURS["bad"],
        gid=f"break-{number}",
    )


def _label(axes: Any, point: Point, year: float, label: Label) -> None:
    colour = "bad" if point.disputed else "plan" if point.is_planned else "ink"
    axes.annotate(
        *(label.text, (year, label.value)),
        xytext=(0, label.offset),
        textcoords="offset points",
        ha="center",
        va="baseline",
        size=SIZE,
        color=COLOURS[colour],
        zorder=6,
        gid=f"label-{label.number}",
        parse_math=False,
        annotation_clip=False,
    )


def _mark(axes: Any, year: float, mark: Mark, scale: Scale, name: str) -> None:
    low, high = scale.of(mark.low), scale.of(mark.high)
    colour = COLOURS[mark.colour]
    if mark.name == "band":
        box = axes.bar(year, high - low, 0.42, low, facecolor="none", edgecolor=colour, hatch="////", linewidth=0.8)
        box[0].set(gid=name, zorder=2, linestyle=mark.dashes)
    elif mark.name in ("whisker", "bar"):
        wide = 7 if mark.name == "bar" else 1.4
        axes.plot([year, year], [low, high], color=colour, linewidth=wide, solid_capstyle="round", zorder=3, gid=name)
    else:
        axes.scatter(
            *([year], [low]),
            s=mark.size**2,
            marker=mark.shape,
            facecolors="none" if mark.is_stroke else COLOURS["paper"] if mark.is_hollow else colour,
            edgecolors=colour,
            linewidths=1.5,
            linestyles=mark.dashes,
            clip_on=False,
            zorder=5 if mark.name == "point" else 4,
            gid=name,
        )
