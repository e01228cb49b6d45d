"""Readings of the same characters compete; the one that explains more of them wins."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from extract.models import Numeral, Quantity, Span
from extract.numerals import scan


class Rank(IntEnum):
    """Who wins among readings of one length, first to last."""

    TERM = 0  # a person put it into a lexicon: 一起, 三大
    LABEL = 1  # years, dates, ordinals: 三月, 首家
    TAILED_WORD = 2  # a dictionary word that ends in its numeral: 统一, 唯一
    FIGURE = 3  # a number with its unit: 一家, 三成
    WORD = 4  # any other dictionary word: 两用, 三方
    NUMBER = 5  # a bare numeral


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading; `core` counts its characters without qualifiers (过一定: 一定 beats 过一)."""

    quantity: Quantity
    core: int
    rank: Rank


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with its numerals."""

    text: str
    numerals: tuple[Numeral, ...]

    def within(self, span: Span) -> tuple[Numeral, ...] | None:
        """The numerals inside the span; None where the span cuts one in two."""
        first = bisect_right(self.numerals, span.start, key=lambda numeral: numeral.span.end)
        last = bisect_left(self.numerals, span.end, key=lambda numeral: numeral.span.start)
        inside = self.numerals[first:last]
        return inside if all(span.holds(numeral.span) for numeral in inside) else None


def scanned(text: str) -> Scanned:
    """The text with its numerals found."""
    return Scanned(text, scan(text))


def choose(candidates: Iterable[Candidate]) -> tuple[Quantity, ...]:
    """Candidates that do not overlap, longest core first, in the order of the text."""
    chosen: list[Quantity] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: (-c.core, c.rank, c.quantity.span)):
        span = candidate.quantity.span
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(candidate.quantity)
    return tuple(sorted(chosen, key=lambda quantity: quantity.span))
