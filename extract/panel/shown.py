"""Figures and changes in words for a terminal."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from extract.decimals import plain
from extract.panel.change import Change
from extract.panel.figures import Figure

WIDEST = 36  # cells of a terminal that the words of an indicator take
_TENTH = Decimal("0.1")


def value_words(figure: Figure) -> str:
    """`nearly 300个`, `over 60亿 CNY`, `33.33%`, `第1`, `10–15%`."""
    most = f"–{_number(figure.value_max)}" if figure.value_max is not None else ""
    number = f"{_number(figure.value)}{most}"
    if figure.measure == "rank":
        return f"第{number}"
    limit = "" if figure.bound == "exact" else f"{figure.bound.replace('_', ' ')} "
    unit = f" {figure.unit}" if figure.measure == "amount" and figure.unit else figure.unit
    return f"{limit}{number}{unit}"


def _number(value: Decimal) -> str:
    """The value in 亿 or 万 where it is that large: `60亿`, `1.2万`."""
    for unit, name in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= unit:
            return f"{plain(value / unit)}{name}"
    return plain(value)


def change_words(change: Change) -> str:
    """`+60 %`, `-11.4…-1.7 %`, `under +20 %`, `+1 point`, `unknown`."""
    low, high = change.interval.low, change.interval.high
    if change.exact is not None:
        unit = change.unit.removesuffix("s") if abs(change.exact) == 1 else change.unit
        return f"{_signed(change.exact.quantize(_TENTH, ROUND_HALF_UP))} {unit}"
    below, above = low.is_infinite() or low == change.least, high.is_infinite()
    if below and above:
        return "unknown"
    lowest, highest = (f"{_signed(end)}" for end in _outward(low, high))
    said = f"under {highest}" if below else f"over {lowest}" if above else f"{lowest}…{highest}"
    return f"{said} {change.unit}"


def _outward(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """The ends to a tenth, rounded so that the interval still holds every change that is possible."""
    return (
        low if low.is_infinite() else low.quantize(_TENTH, ROUND_FLOOR),
        high if high.is_infinite() else high.quantize(_TENTH, ROUND_CEILING),
    )


def _signed(value: Decimal) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)


def grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines in which columns begin at the same cell of a terminal, Chinese characters being two wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)) for row in rows)
    return [line.rstrip() for line in lines]


def width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def shortened(text: str, widest: int = WIDEST) -> str:
    """The text with its middle cut where it is too wide: what it begins and ends with tells it from others."""
    if width(text) <= widest:
        return text
    head, tail = text, text
    while width(head) > widest // 2:
        head = head[:-1]
    while width(tail) > widest - width(head) - 1:
        tail = tail[1:]
    return f"{head}…{tail}"
