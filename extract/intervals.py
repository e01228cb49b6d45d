"""Intervals of decimals: what a printed figure leaves open, and exact arithmetic on it.

A figure is a size with a sign (`下降近3%` is -3, and `nearly` speaks of the 3). What each bound leaves open of a size `v`:

    bound      said as       interval              note
    exact      12%           [v - s/2, v + s/2)    s is the place of the last printed digit; [v, v] for things counted
    about      约 左右        [0.95 v, 1.05 v]      or v ± s/2, or ± 1 of things counted, where that is wider
    nearly     近 将近        [0.95 v, v)           or from v - s/2, or v - 1 of things counted, where that is wider
    over       超 逾 余       (v, ∞)                the text sets no upper end, so none is invented
    at_least   以上           [v, ∞)
    under      不足           [0, v)
    at_most    以内           [0, v]
    order_of   千万级 数十    [v, 10 v)
    a range    10%—15%       from the lower end of the first to the upper end of the second

Only `about` and `nearly` rest on a convention: SLACK, 5 % of the value.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import regex

from extract.models import Bound

INFINITY = Decimal("Infinity")
SLACK = Decimal("0.05")
# results that do not end are rounded outward, so that the interval always holds the true one
_DOWN, _UP = Context(prec=50, rounding=ROUND_FLOOR), Context(prec=50, rounding=ROUND_CEILING)
_PRINTED = regex.compile(r"\d[\d,，]*(?:\.(?P<decimals>\d+))?")

_Operation = Callable[[Context, Decimal, Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class _End:
    value: Decimal
    open: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; an end that is open (or infinite) does not belong to it."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        empty = self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))
        if empty:
            raise ValueError(f"no number lies in {self}")

    @classmethod
    def of(cls, value: Decimal | int | str) -> "Interval":
        """The interval that holds one number only."""
        return cls(Decimal(value), Decimal(value))

    def __str__(self) -> str:
        low, high = (str(end).replace("Infinity", "∞") for end in (self.low, self.high))
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"

    def __neg__(self) -> "Interval":
        return Interval(self.high.copy_negate(), self.low.copy_negate(), self.high_open, self.low_open)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            _DOWN.add(self.low, other.low),
            _UP.add(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return _spanned(self, other, _product)

    def __truediv__(self, other: "Interval") -> "Interval":
        """All quotients; every number where the divisor may be 0 from both sides or is 0."""
        if other.low < 0 < other.high or other.low == other.high == 0:
            return Interval(-INFINITY, INFINITY, True, True)
        return _spanned(self, other, _negative_quotient if other.low < 0 else _quotient)

    def holds(self, value: Decimal) -> bool:
        """Whether a number belongs to the interval."""
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def intersects(self, other: "Interval") -> bool:
        """Whether some number belongs to both.

        >>> Interval.of(5).intersects(interval_of(Decimal(5), "over")), Interval.of(6).intersects(Interval.of(6))
        (False, True)
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        return low < high or (low == high and self.holds(low) and other.holds(low))

    @property
    def width(self) -> Decimal:
        """How far the ends are apart."""
        return _UP.subtract(self.high, self.low)


def interval_of(value: Decimal, bound: Bound, value_max: Decimal | None = None, step: Decimal = Decimal(0)) -> Interval:
    """What a printed figure leaves open; see the table above. `step` is the place of its last printed digit.

    >>> print(interval_of(Decimal(300), "nearly"), interval_of(Decimal(6), "exact", step=Decimal(1)))
    [285.00, 300) [5.5, 6.5)
    >>> print(interval_of(Decimal(10), "nearly"), interval_of(Decimal(30), "nearly", step=Decimal(10)))
    [9, 10) [25, 30)
    >>> print(interval_of(Decimal(-3), "over"), interval_of(Decimal(30), "about", Decimal(50)))
    (-∞, -3) [28.50, 52.50]
    """
    if value_max is not None and value_max != value:
        first, last = (_one(end, bound, step) for end in sorted((value, value_max)))
        return Interval(first.low, last.high, first.low_open, last.high_open)
    return _one(value, bound, step)


def step_of(text: str, value: Decimal) -> Decimal:
    """The place of the last digit of a figure as printed, in the unit of its value; 0 where things are counted one by one.

    >>> [str(step_of(text, Decimal(value))) for text, value in (("4.5亿元", 450000000), ("12.0%", 12), ("59家", 59))]
    ['10000000', '0.1', '0']
    >>> str(step_of("三分之一", Decimal("33.33"))), str(step_of("近七成", Decimal(70)))
    ('0.01', '10')
    """
    printed = _PRINTED.search(text)
    if printed is None:
        return Decimal(10) if "成" in text and "半" not in text else _grain(value)
    mantissa = Decimal(printed[0].replace(",", "").replace("，", ""))
    scale = abs(value) / mantissa if mantissa else Decimal(1)
    decimals = Decimal(1).scaleb(-len(printed["decimals"] or ""))
    whole = scale == 1 and decimals == 1 and not text.endswith(("%", "％", "点", "‰", "倍"))
    return Decimal(0) if whole else scale * decimals


def _grain(value: Decimal) -> Decimal:
    """The last decimal of a value that has any (33.33 stands for a third), else 0."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(0)


def _one(value: Decimal, bound: Bound, step: Decimal) -> Interval:
    size = _size(abs(value), bound, step)
    return -size if value < 0 else size


def _size(size: Decimal, bound: Bound, step: Decimal) -> Interval:
    half = step / 2
    slack = max(size * SLACK, half if step else min(size, Decimal(1)))
    if bound == "exact":
        return Interval(_DOWN.subtract(size, half), _UP.add(size, half), high_open=bool(half))
    if bound == "about":
        return Interval(size - slack, size + slack)
    low = {"nearly": size - slack, "under": Decimal(0), "at_most": Decimal(0)}.get(bound, size)
    high = {"over": INFINITY, "at_least": INFINITY, "order_of": size * 10}.get(bound, size)
    return Interval(low, high, bound == "over", bound != "at_most") if low < high else Interval.of(low)


def _spanned(one: Interval, other: Interval, combined: Callable[[Context, _End, _End], _End]) -> Interval:
    """From the least to the greatest value that the ends give; an end that any pair reaches is closed."""
    pairs = [(a, b) for a in _ends(one) for b in _ends(other)]
    lows, highs = ([combined(context, *pair) for pair in pairs] for context in (_DOWN, _UP))
    low, high = min(end.value for end in lows), max(end.value for end in highs)
    return Interval(
        low,
        high,
        all(end.open for end in lows if end.value == low),
        all(end.open for end in highs if end.value == high),
    )


def _ends(interval: Interval) -> tuple[_End, _End]:
    return _End(interval.low, interval.low_open), _End(interval.high, interval.high_open)


def _product(context: Context, one: _End, other: _End) -> _End:
    zeros = [end for end in (one, other) if not end.value]
    if zeros:  # 0 × ∞ counts as 0: the ends are limits of numbers, not numbers
        return _End(Decimal(0), all(end.open for end in zeros))
    return _End(context.multiply(one.value, other.value), one.open or other.open)


def _quotient(context: Context, one: _End, other: _End, sign: int = 1) -> _End:
    """The quotient of two ends; the divisor does not change its sign, and `sign` is the one it has."""
    if not one.value:
        return _End(Decimal(0), one.open)
    if not other.value:
        return _End(INFINITY.copy_sign(one.value * sign), True)
    if other.value.is_infinite():
        return _End(Decimal(0), True) if not one.value.is_infinite() else _End(INFINITY.copy_sign(one.value * sign), True)
    return _End(context.divide(one.value, other.value), one.open or other.open)


def _negative_quotient(context: Context, one: _End, other: _End) -> _End:
    return _quotient(context, one, other, -1)
