"""Decimals as the tables print them."""

from decimal import Decimal

MOST_DECIMALS = 10


def plain(value: Decimal) -> str:
    """The value in plain decimal digits, without exponent and trailing zeros.

    Exact up to ten decimals; beyond, it is a repeating fraction and is rounded half-even to two decimals, or to two
    digits where it is so small that two decimals would lose it.

    >>> [plain(Decimal(x)) for x in ("1.2E+4", "4.50", "-0", "0.0003", "-5")]
    ['12000', '4.5', '0', '0.0003', '-5']
    >>> plain(Decimal(100) / 3), plain(Decimal(1) / 3000)
    ('33.33', '0.00033')
    """
    digits = _trimmed(f"{value:f}")
    if len(digits.partition(".")[2]) > MOST_DECIMALS:
        digits = _trimmed(f"{value:.{max(2, 1 - value.adjusted())}f}")
    return digits


def _trimmed(digits: str) -> str:
    short = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if short == "-0" else short
