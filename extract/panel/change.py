"""What changed between two figures of one thing, as an interval."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extract.intervals import Interval
from extract.panel.figures import POINTS, Figure, Measure

HUNDRED = Interval.of(100)


@dataclass(frozen=True, slots=True)
class Change:
    """A change in percent, in points, or in places won; `exact` is it where both texts give plain numbers.

    `interval` holds every change that the two texts allow; `least` is the least that there can be, where there is one:
    what is counted falls by 100 % at most.
    """

    interval: Interval
    unit: Literal["%", "points", "places"]
    exact: Decimal | None
    least: Decimal | None


def change(before: Figure, after: Figure) -> Change | None:
    """The change from one figure to another of the same measure; None where it would be a share of nothing."""
    plain = before.is_plain and after.is_plain
    if before.measure in POINTS or before.measure == "rank":
        sign = -1 if before.measure == "rank" else 1
        exact = (after.value - before.value) * sign if plain else None
        gained = after.interval - before.interval
        return Change(-gained if sign < 0 else gained, _unit(before.measure), exact, None)
    if before.value <= 0 or after.value < 0:
        return None
    ratio = after.interval / before.interval
    exact = (after.value / before.value - 1) * 100 if plain else None
    return Change((ratio - Interval.of(1)) * HUNDRED, "%", exact, Decimal(-100))


def _unit(measure: Measure) -> Literal["points", "places"]:
    return "places" if measure == "rank" else "points"
