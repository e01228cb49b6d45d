"""How a figure is marked: what its text leaves open is drawn and not only written.

bound               mark
exact               a filled dot
over, at_least      an open dot with an arrow upward; at_least has a bar at its foot
nearly, under,      an open dot with an arrow downward; at_most has a bar at its head
at_most
about               a filled dot on a whisker from end to end of what it allows
order_of            a hatched band over its order of magnitude
a range             a bar from its lower to its upper end
forecast, target    hollow and dashed, a diamond
disputed            in the colour of what is wrong
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from extract.charts.model import Point

COLOURS = {
    "paper": "#ffffff",
    "ink": "#1c1e21",
    "quiet": "#5d6066",
    "rule": "#dcd8ce",
    "edge": "#8b8a84",
    "accent": "#11586b",
    "plan": "#7d4e00",
    "bad": "#a8232a",
}
UP = {"over", "at_least"}
DOWN = {"nearly", "under", "at_most"}
ARROW = 18  # points from the dot to the tip
_SHAFT = ((0, 0), (0, 1), (-0.2, 0.72), (0, 1), (0.2, 0.72), (0, 1))  # drawn without lifting the pen
_CAP = ((-1, 0), (1, 0))
_DASHED = (0, (2, 1.4))


@dataclass(frozen=True, slots=True)
class Mark:
    """One stroke of a figure's mark, at a value or from `low` to `high`."""

    name: Literal["point", "arrow", "foot", "whisker", "cap", "band", "bar"]
    low: Decimal
    high: Decimal
    colour: str
    shape: Any = "o"
    size: float = 7
    is_hollow: bool = False
    dashes: Any = "-"

    @property
    def is_stroke(self) -> bool:
        """Whether it is a line and has nothing inside."""
        return self.name in ("arrow", "foot", "cap")


def marks_of(point: Point) -> Iterator[Mark]:
    """The strokes of a figure, what lies below first; `point` is the dot itself."""
    figure = point.figure
    colour = "bad" if point.disputed else "plan" if point.is_planned else "accent"
    value, bound = figure.value, figure.bound
    dashes: Any = _DASHED if point.is_planned else "-"
    ends = figure.interval
    if bound == "order_of" and figure.value_max is None:
        yield Mark("band", ends.low, ends.high, colour, dashes=dashes)
    if bound == "about":
        yield Mark("whisker", ends.low, ends.high, colour)
        for end in (ends.low, ends.high):
            yield Mark("cap", end, end, colour, _CAP, 9)
    if figure.value_max is not None:
        yield Mark("bar", min(value, figure.value_max), max(value, figure.value_max), colour)
    yield from _arrow(point, colour)
    hollow = point.is_planned or bound not in ("exact", "about")
    yield Mark("point", value, value, colour, "D" if point.is_planned else "o", 7, hollow, dashes)


def _arrow(point: Point, colour: str) -> Iterator[Mark]:
    """The arrow of a bound; a fall says of its size how far it reaches, so that its arrow turns round."""
    figure = point.figure
    sign = turn(point)
    if not sign:
        return
    tip = [(x, y * sign) for x, y in _SHAFT]
    at = figure.value if sign < 0 or figure.value_max is None else max(figure.value, figure.value_max)
    yield Mark("arrow", at, at, colour, tip, 2 * ARROW)
    if figure.bound in ("at_least", "at_most"):
        yield Mark("foot", at, at, colour, [(-0.45, -0.62 * sign), (0.45, -0.62 * sign)], 14)


def turn(point: Point) -> int:
    """1 where what is left open lies above the value on the chart, -1 below, 0 where neither end is open."""
    bound = point.figure.bound
    sign = 1 if bound in UP else -1 if bound in DOWN else 0
    flipped = point.figure.value < 0 or point.figure.measure == "rank"
    return -sign if flipped else sign
