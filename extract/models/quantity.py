"""Numerals and quantities."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from extract.models.page import Span

Bound = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most", "order_of"]


class Kind(StrEnum):
    """What sort of quantity a numeral is part of; a rule's slot names one (`{value:percent}`)."""

    PERCENT = "percent"
    POINTS = "points"
    FRACTION = "fraction"
    TENTH = "tenth"
    TIMES = "times"
    MONEY = "money"
    COUNT = "count"
    YEAR = "year"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    NUMBER = "number"
    HELD = "held"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A maximal run of digits or Chinese numerals in the text, with its plain value."""

    span: Span
    value: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """Numerals with their qualifier and unit; all spans count text characters.

    `value` is in the unit of the kind: percent for shares (`三成` 30, `三分之一` 33.33), percentage points, times (`1.5倍`
    1.5), base currency units for money, plain numbers for counts, a four-digit year for years. `unit` is the measure word
    or currency code as the tables print it; for a year without numeral (`去年`) it is the term and the value the number
    of years it goes back from its anchor, negative. A held term (`世界500强`) is a quantity of kind held whose unit is
    the reason.
    """

    span: Span
    kind: Kind
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    unit: str
    numerals: tuple[Numeral, ...]

    def shift(self, by: int) -> "Quantity":
        """The same quantity in a text that has `by` more characters before it."""
        numerals = tuple(Numeral(numeral.span.shift(by), numeral.value) for numeral in self.numerals)
        return replace(self, span=self.span.shift(by), numerals=numerals)
