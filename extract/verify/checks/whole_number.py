"""`whole-number`: a count and a share, or a count and a growth, that come from no whole number.

`59家，占全市55%`: the city has 59 ÷ [54.5 %, 55.5 %) = 106.3…108.3, so 107 or 108 of them. `3家，占全市40%`: 3 ÷ 40 %
= 7.41…7.6, and no whole number lies there (3 of 7 is 42.9 %, 3 of 8 is 37.5 %): an error. `5家，同比增长20%`: the
year before had 5 ÷ 1.2 = 4.15…4.19, which cannot be. Only what is counted one by one (家, 个, 人) and printed exactly
is held to it.
"""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Context, Decimal

import regex

from extract.decimals import plain
from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import DISCRETE, levels_with
from extract.verify.sizes import HUNDRED, factor, interval_words, size, whole_numbers

CODE = "whole-number"
_SUM = regex.compile(r"额|值|收入|投资|资金|资本|面积|产量|规模|税收|比重$")
_ROUND = regex.compile(r"分之|[成半番]|倍")


def whole_numbers_of(report: Report) -> Iterator[Doubt]:
    """The shares and growths from which no whole number can have come."""
    for count, share in levels_with(report, "share"):
        if _is_counted(count, share) and not _SUM.search(share.figure.base) and share.figure.value > 0:
            yield from _of_share(count, share)
    for count, growth in levels_with(report, "growth"):
        if _is_counted(count, growth) and growth.figure.value > -100 and "年均" not in growth.spot.clause:
            yield from _of_growth(count, growth)


def _is_counted(count: Fact, other: Fact) -> bool:
    """Whether the count is exact and of single things, and the other figure is printed in digits."""
    exact = count.figure.bound == "exact" and count.figure.value_max is None and count.figure.value > 0
    return exact and count.figure.unit[:1] in DISCRETE and size(count).width == 0 and not _ROUND.search(other.text)


def _of_share(count: Fact, share: Fact) -> Iterator[Doubt]:
    whole = size(count) / (size(share) / HUNDRED)
    if whole_numbers(whole) != ():
        return
    below = (count.figure.value * 100 / share.figure.value).to_integral_value(ROUND_FLOOR)
    near = [n for n in (below, below + 1) if n >= count.figure.value]
    tried = ", ".join(f"{plain(count.figure.value)}/{plain(n)} = {_percent(count.figure.value / n)} %" for n in near)
    arithmetic = f"{plain(count.figure.value)} ÷ {plain(share.figure.value)} % = {interval_words(whole, 2)}; {tried}"
    base = share.figure.base or "the whole"
    said = Said(
        f"{count.text} cannot be {share.text} of a whole number of {base}",
        f"{share.figure.base or '整体'}无论有多少，{count.text}都不是其{share.text}",
    )
    yield Doubt(CODE, share.spot, (count, share), said, (_rounded(arithmetic),))


def _of_growth(count: Fact, growth: Fact) -> Iterator[Doubt]:
    before = size(count) / factor(growth)
    if whole_numbers(before) != ():
        return
    value = count.figure.value
    below = (value / (1 + growth.figure.value / 100)).to_integral_value(ROUND_FLOOR)
    near = [n for n in (below, below + 1) if n > 0]
    tried = ", ".join(f"{plain(value)}/{plain(n)} = {_signed(_percent(value / n - 1))} %" for n in near)
    arithmetic = f"{plain(value)} ÷ (1 + {plain(growth.figure.value)} %) = {interval_words(before, 2)}; {tried}"
    said = Said(
        f"no whole number that changed by {growth.text} came to {count.text}",
        f"没有哪个整数增减{growth.text}后是{count.text}",
    )
    yield Doubt(CODE, growth.spot, (count, growth), said, (_rounded(arithmetic),))


def _rounded(arithmetic: str) -> Reading:
    return Reading(Said("the percentage is rounded as printed", "百分数按所印位数四舍五入"), arithmetic, False)


def _percent(ratio: Decimal) -> str:
    return plain((ratio * 100).quantize(Decimal("0.1"), context=Context(prec=100)))


def _signed(number: str) -> str:
    return number if number.startswith("-") else f"+{number}"
