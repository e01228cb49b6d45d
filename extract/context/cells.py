"""Cells: the values of a figure as its table holds them."""

from collections.abc import Mapping
from decimal import Decimal

from extract.decimals import plain
from extract.models import Kind, Quantity


def value_cells(quantity: Quantity, settings: Mapping[str, str]) -> dict[str, str]:
    """The cells that the quantity itself and its rule's `set` decide, for whichever table takes it."""
    value, most = converted(quantity, settings)
    return {
        "value": plain(value),
        "rank": plain(value),
        "value_max": "" if most is None else plain(most),
        "bound": settings.get("bound") or quantity.bound,
        "unit": quantity.unit,
        "currency": settings.get("currency") or quantity.unit,
        "measure": settings.get("measure", ""),
    }


def converted(quantity: Quantity, settings: Mapping[str, str]) -> tuple[Decimal, Decimal | None]:
    """The value and upper end in the column's unit: `增长1.5倍` is 150, `是上年的2.3倍` 130, a fall negative."""
    value, most = quantity.value, quantity.value_max
    if quantity.kind == Kind.TIMES:
        less = 1 if settings.get("times") == "of-before" else 0
        value = (value - less) * 100
        most = None if most is None else (most - less) * 100
    if settings.get("sign") == "minus" and value > 0:
        value, most = -value, None if most is None else -most
    return value, most
