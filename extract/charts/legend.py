"""What the marks of the charts mean, each drawn as on a chart."""

from dataclasses import dataclass
from decimal import Decimal

from extract.charts import canvas
from extract.charts.model import Point
from extract.charts.said import Said
from extract.charts.svg import element_of, written
from extract.models import Bound
from extract.panel.figures import Figure


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark and what it means."""

    svg: str
    said: Said


@dataclass(frozen=True, slots=True)
class _Sample:
    """A figure of 50 that is limited so, and the words beside its mark."""

    bound: Bound
    said: Said
    value_max: Decimal | None = None
    status: str = "actual"
    disputed: bool = False

    @property
    def point(self) -> Point:
        figure = Figure(
            report="legend",
            report_year="2000",
            measure="count",
            indicator="",
            scope="",
            base="",
            holder="",
            year="2000",
            value=_HALF,
            value_max=self.value_max,
            bound=self.bound,
            unit="",
            status=self.status,
            start=0,
            end=0,
            text="约50",
            rule="",
        )
        return Point(figure, 2000, self.disputed)


_HALF = Decimal(50)
_SAMPLES = (
    _Sample("exact", Said("exact figure", "确数")),
    _Sample("over", Said("more than: 超, 余, 突破", "超、余、突破")),
    _Sample("at_least", Said("at least: 以上, 不少于", "以上、不少于")),
    _Sample("nearly", Said("a little or far less than: 近, 不足", "近、不足、不到")),
    _Sample("at_most", Said("at most: 以内, 不超过", "以内、不超过")),
    _Sample("about", Said("about, with what it allows: 约, 左右", "约、左右，及其所容")),
    _Sample("order_of", Said("an order of magnitude: 千万级, 数十", "量级：千万级、数十")),
    _Sample("exact", Said("a range: 10%—15%", "区间：10%—15%"), Decimal(75)),
    _Sample("exact", Said("forecast or target", "预计或目标"), status="forecast"),
    _Sample("exact", Said("contradicted by another figure", "与另一处数字矛盾"), disputed=True),
)


def legend() -> tuple[Entry, ...]:
    """The marks in the order of the page."""
    return tuple(Entry(_glyph(sample, number), sample.said) for number, sample in enumerate(_SAMPLES))


def _glyph(sample: _Sample, number: int) -> str:
    """The mark in the middle of its square; a band reaches from its foot to its head."""
    ends = (-30.0, 580.0) if sample.bound == "order_of" else (25.0, 100.0) if sample.value_max else (44.0, 56.0)
    point = sample.point
    drawn = canvas.glyph_of(point, _centred(ends, point), f"legend-{number}")
    root = element_of(drawn, f"legend-{number}", (canvas.GLYPH, canvas.GLYPH), None, [({}, "")], [])
    return written(root)


def _centred(ends: tuple[float, float], point: Point) -> tuple[float, float]:
    """Room on the side to which the arrow points."""
    shift = {"over": 2.2, "at_least": 2.2, "nearly": -2.2, "at_most": -2.2}.get(point.figure.bound, 0)
    return ends[0] + shift, ends[1] + shift
