"""What the checks take a printed figure to leave open, and the words in which they show it."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import regex

from extract.decimals import plain
from extract.intervals import INFINITY, SLACK, Interval
from extract.verify.facts import Fact

HUNDRED = Interval.of(100)
ONE = Interval.of(1)
_SPOKEN = regex.compile(r"分之|[成半番]|/")  # 三分之二, 七成, 一半, 翻番: said roundly
_WIDE = Context(prec=100)  # a hostile page may print a number of any length
_SCALES = (Decimal(10) ** 4, Decimal(10) ** 8)


def size(fact: Fact) -> Interval:
    """What the figure leaves open; a share that is spoken as a fraction is taken for no more exact than 约.

    `三分之二` may be 65 %, `七成` is 65 to 75 %, `66.7%` is 66.65 to 66.75 %.
    """
    interval = fact.figure.interval
    if fact.table != "percentages" or fact.figure.bound != "exact" or not _SPOKEN.search(fact.text):
        return interval
    slack = abs(fact.figure.value) * SLACK
    return Interval(min(interval.low, fact.figure.value - slack), max(interval.high, fact.figure.value + slack))


def factor(fact: Fact) -> Interval:
    """What a growth multiplies by: `20%` is [1.195, 1.205)."""
    return ONE + size(fact) / HUNDRED


def whole_numbers(interval: Interval) -> tuple[int, ...] | None:
    """The first ten whole numbers from 0 up that lie in the interval; None where it has no upper end.

    >>> whole_numbers(Interval(Decimal("106.3"), Decimal("108.3"))), whole_numbers(Interval(Decimal("7.4"), Decimal("7.6")))
    ((107, 108), ())
    """
    if interval.high == INFINITY:
        return None
    low, high = (int(interval.low.to_integral_value(ROUND_CEILING)), int(interval.high.to_integral_value(ROUND_FLOOR)))
    return tuple(n for n in range(max(low, 0), min(high, low + 9) + 1) if interval.holds(Decimal(n)))


def off_by_unit(one: Interval, other: Interval) -> Decimal | None:
    """The power of 10⁴ by which two sizes are apart where they would be near each other without it (within twice).

    >>> off_by_unit(Interval.of(29100), Interval.of(3))
    Decimal('10000')
    """
    low, high = sorted((one, other), key=lambda interval: interval.low)
    if INFINITY in (low.high, high.high):
        return None
    for scale in _SCALES:
        if low.low > 0 and (low * Interval(scale / 2, scale * 2)).intersects(high):
            return scale
    return None


def interval_words(interval: Interval, decimals: int = 1) -> str:
    """`106.3…108.3`, `≥ 1000` without an upper end, `107` for one number; rounded outward.

    >>> interval_words(Interval(Decimal("106.306"), Decimal("108.257")))
    '106.3…108.3'
    """
    unit = Decimal(1).scaleb(-decimals)
    low, high = (
        plain(end.quantize(unit, rounding, _WIDE)) if end.is_finite() else ""
        for end, rounding in ((interval.low, ROUND_FLOOR), (interval.high, ROUND_CEILING))
    )
    if low and high:
        return low if low == high else f"{low}…{high}"
    return f"≥ {low}" if low else f"≤ {high}" if high else "…"


def number(value: Decimal) -> str:
    """The value in 亿 or 万 where it is that large: `60亿`, `1.2万`, else plain."""
    for unit, name in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= unit:
            return f"{plain(value / unit)}{name}"
    return plain(value)
