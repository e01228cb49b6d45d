"""Intervals: what each bound leaves open, and that arithmetic holds every number that it should and no other."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.intervals import Interval, interval_of, step_of
from extract.models import Bound

BOUNDS: tuple[Bound, ...] = get_args(Bound)
NUMBERS = st.decimals(-1000, 1000, places=1)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval with a number of it."""
    low, middle, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    if not low < middle < high:
        return Interval.of(middle), middle
    return Interval(low, high, draw(st.booleans()), draw(st.booleans())), middle


@pytest.mark.parametrize(
    ("value", "bound", "step", "wanted"),
    [
        ("59", "exact", "0", "[59, 59]"),
        ("12", "exact", "1", "[11.5, 12.5)"),
        ("12.0", "exact", "0.1", "[11.95, 12.05)"),
        ("-12", "exact", "1", "(-12.5, -11.5]"),
        ("300", "about", "0", "[285.00, 315.00]"),
        ("11", "about", "1", "[10.45, 11.55]"),
        ("2", "about", "1", "[1.5, 2.5]"),
        ("10", "about", "0", "[9, 11]"),
        ("280", "nearly", "0", "[266.00, 280)"),
        ("10", "nearly", "0", "[9, 10)"),
        ("-3", "nearly", "1", "(-3, -2.5]"),
        ("1000", "over", "0", "(1000, ∞)"),
        ("1000", "at_least", "0", "[1000, ∞)"),
        ("5", "under", "1", "[0, 5)"),
        ("5", "at_most", "1", "[0, 5]"),
        ("10000000", "order_of", "0", "[10000000, 100000000)"),
        ("0", "under", "0", "[0, 0]"),
    ],
)
def test_what_a_bound_leaves_open(value: str, bound: Bound, step: str, wanted: str) -> None:
    assert str(interval_of(Decimal(value), bound, step=Decimal(step))) == wanted


@pytest.mark.parametrize(
    ("value", "value_max", "bound", "wanted"),
    [("10", "15", "exact", "[9.5, 15.5)"), ("10", "15", "over", "(10, ∞)"), ("-5", "-3", "exact", "(-5.5, -2.5]")],
)
def test_a_range_reaches_from_its_lower_to_its_upper_end(value: str, value_max: str, bound: Bound, wanted: str) -> None:
    assert str(interval_of(Decimal(value), bound, Decimal(value_max), Decimal(1))) == wanted


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("4.5亿元", "450000000", "10000000"),
        ("3亿元", "300000000", "100000000"),
        ("1.2万家", "12000", "1000"),
        ("59家", "59", "0"),
        ("1,247户", "1247", "0"),
        ("6%", "6", "1"),
        ("18.40%", "18.4", "0.01"),
        ("下降3.2个百分点", "-3.2", "0.1"),
        ("近七成", "70", "10"),
        ("四成半", "45", "0"),
        ("三分之一", "33.33", "0.01"),
        ("两百家", "200", "0"),
    ],
)
def test_the_place_of_the_last_printed_digit(text: str, value: str, wanted: str) -> None:
    assert step_of(text, Decimal(value)) == Decimal(wanted)


@given(NUMBERS, st.sampled_from(BOUNDS))
def test_a_fall_mirrors_a_rise(value: Decimal, bound: Bound) -> None:
    rise, fall = (interval_of(one, bound, step=Decimal(1)) for one in (abs(value), -abs(value)))
    assert not value or fall == -rise


@given(intervals(), intervals())
def test_arithmetic_holds_the_results_of_all_its_numbers(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (left, a), (right, b) = one, other
    assert (left + right).holds(a + b)
    assert (left - right).holds(a - b)
    assert (left * right).holds(a * b)
    if b:
        quotient = left / right
        assert quotient.low <= a / b + Decimal("1e-20")
        assert quotient.high >= a / b - Decimal("1e-20")


@given(intervals(), intervals())
def test_two_intervals_meet_where_one_number_is_in_both(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (left, a), (right, b) = one, other
    assert left.intersects(right) == right.intersects(left)
    if right.holds(a) or left.holds(b):
        assert left.intersects(right)
    if left.high < right.low:
        assert not left.intersects(right)


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (lambda: interval_of(Decimal(5), "over") / interval_of(Decimal(2), "over"), "(0, ∞)"),
        (lambda: Interval.of(6) / interval_of(Decimal(5), "over"), "(0, 1.2)"),
        (lambda: interval_of(Decimal(5), "at_most") / interval_of(Decimal(2), "under"), "[0, ∞)"),
        (lambda: Interval.of(6) / -interval_of(Decimal(2), "under"), "(-∞, -3)"),
        (lambda: Interval.of(6) / Interval(Decimal(-1), Decimal(2)), "(-∞, ∞)"),
        (lambda: Interval.of(0) / interval_of(Decimal(2), "under"), "[0, 0]"),
        (lambda: Interval.of(0) * interval_of(Decimal(2), "over"), "[0, 0]"),
        (lambda: interval_of(Decimal(2), "over") - interval_of(Decimal(1), "over"), "(-∞, ∞)"),
    ],
)
def test_open_and_infinite_ends(shown: object, wanted: str) -> None:
    assert callable(shown)
    assert str(shown()) == wanted


def test_open_ends_that_touch_do_not_meet() -> None:
    under, over = interval_of(Decimal(5), "under"), interval_of(Decimal(5), "over")
    assert not under.intersects(over)
    assert not under.intersects(Interval.of(5))
    assert interval_of(Decimal(5), "at_most").intersects(Interval.of(5))


def test_an_interval_without_a_number_is_refused() -> None:
    for low, high, is_open in (("2", "1", False), ("1", "1", True)):
        with pytest.raises(ValueError, match="no number lies in"):
            Interval(Decimal(low), Decimal(high), is_open)
