"""The words of values on a chart: which are written, and where none lies upon another."""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.charts.layout import BOTTOM, HIGH, LEFT, RIGHT, TOP, WIDE, Scale, label_of, place_in_time, reach_of
from extract.charts.marks import ARROW, turn
from extract.charts.model import Chart
from extract.panel.shown import width

SIZE = 10.5  # of type
_CELL = SIZE * 0.54  # how wide a cell of a terminal is at most in the fonts of a page


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a point, centred, their foot `offset` points above `value` on the axis."""

    number: int
    text: str
    value: float
    offset: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    foot: float
    head: float

    def meets(self, other: "_Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.head <= other.foot or other.head <= self.foot)


def labels_of(chart: Chart, years: tuple[int, int], scale: Scale) -> tuple[Label, ...]:
    """The words that find room: those of the last point first, then of the first, then of the others from the latest on."""
    numbers = range(len(chart.points))
    order = sorted(numbers, key=lambda n: (n != numbers[-1], n != 0, -n))
    taken = [_dot(chart, number, years, scale) for number in numbers]
    found = []
    for number in order:
        others = [box for n, box in enumerate(taken) if n != number]
        fitting = (
            (label, box)
            for label in _places(chart, number, scale)
            for box in [_box(label, place_in_time(chart, number, years), years, scale)]
            if box.foot > -TOP and box.head < HIGH and not any(map(box.meets, others))
        )
        if placed := next(fitting, None):
            found.append(placed[0])
            taken.append(placed[1])
    return tuple(sorted(found, key=lambda label: label.number))


def _places(chart: Chart, number: int, scale: Scale) -> Iterator[Label]:
    """Both places of a point's words, the better one first: on the side that arrow and lines leave free."""
    point = chart.points[number]
    ends = sorted(scale.of(end) for end in reach_of(point))
    low, high = (ends[-1], ends[0]) if scale.low > scale.high else (ends[0], ends[-1])
    arrow = turn(point)
    above = Label(number, label_of(point), high, 9 + (ARROW if arrow > 0 else 0))
    below = Label(number, label_of(point), low, -9 - SIZE * 0.8 - (ARROW if arrow < 0 else 0))
    yield from (below, above) if arrow > 0 or (not arrow and _is_valley(chart, number)) else (above, below)


def _is_valley(chart: Chart, number: int) -> bool:
    """Whether lines lead upward from a point on both sides."""
    sign = -1 if chart.measure == "rank" else 1
    pairs = [(link.before, link.after) for link in chart.links if number in (link.before, link.after)]
    near = [before if after == number else after for before, after in pairs]
    value = chart.points[number].figure.value
    return len(near) > 1 and all((chart.points[other].figure.value - value) * sign > 0 for other in near)


def _box(label: Label, year: float, years: tuple[int, int], scale: Scale) -> _Box:
    """The place of words in points, from the lower left corner of the axes."""
    x, half = _x(year, years), width(label.text) * _CELL / 2
    foot = _y(label.value, scale) + label.offset
    return _Box(x - half, x + half, foot - 1, foot + SIZE)


def _dot(chart: Chart, number: int, years: tuple[int, int], scale: Scale) -> _Box:
    """The place of a point's mark with its arrow, band or whisker."""
    point = chart.points[number]
    ends = [_y(scale.of(end), scale) for end in reach_of(point)]
    x, arrow = _x(place_in_time(chart, number, years), years), turn(point)
    return _Box(x - 5, x + 5, min(ends) - (ARROW if arrow < 0 else 4), max(ends) + (ARROW if arrow > 0 else 4))


def _x(year: float, years: tuple[int, int]) -> float:
    first, last = years
    return (WIDE - LEFT - RIGHT) * (year - first + 0.5) / (last - first + 1)


def _y(value: float, scale: Scale) -> float:
    return (HIGH - TOP - BOTTOM) * (value - scale.low) / (scale.high - scale.low)
