"""Ordinals: `第六位`, `第16至23批`, `首家`, `前十名`."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from extract.models import Kind, Numeral, Quantity, Span
from extract.quantities.candidates import Candidate, Rank, Scanned
from extract.quantities.units import Units

_DASH = regex.compile("[—–―~～至到-]")
_TOP_UNITS = regex.compile("[名位强家个]")
_NOT_TOP = regex.compile(r"[%‰成倍年月季天日周小分秒.万亿]|个月|个季")


class Ordinals:
    """Reads ordinals."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def candidates(self, scanned: Scanned) -> Iterator[Candidate]:
        """All ordinals."""
        for index, numeral in enumerate(scanned.numerals):
            before = scanned.text[max(0, numeral.span.start - 1) : numeral.span.start]
            if before == "第":
                yield self._numbered(scanned, index)
            elif numeral.span.of(scanned.text) == "首":
                yield self._first(scanned.text, numeral, before)
            elif before == "前" and (top := self._top(scanned.text, numeral)):
                yield top

    def _numbered(self, scanned: Scanned, index: int) -> Candidate:
        """`第六位`, `第16至23批`."""
        numeral, *rest = scanned.numerals[index : index + 2]
        numerals, high = (numeral,), None
        if rest and _DASH.fullmatch(scanned.text, numeral.span.end, rest[0].span.start) and rest[0].value > numeral.value:
            numerals, high = (numeral, rest[0]), rest[0].value
        end = numerals[-1].span.end
        unit = self._units.at(scanned.text, end, "第", ordinal=True)
        end += len(unit.text) if unit and unit.kind is Kind.COUNT else 0
        name = unit.name if unit and unit.kind is Kind.COUNT else ""
        return _ordinal(Span(numeral.span.start - 1, end), numerals, numeral.value, high, name)

    def _first(self, text: str, numeral: Numeral, before: str) -> Candidate:
        """`首家`, `榜首`."""
        if before == "榜":
            return _ordinal(Span(numeral.span.start - 1, numeral.span.end), (numeral,), Decimal(1), None, "")
        unit = self._units.at(text, numeral.span.end, "第", ordinal=True)
        counted = unit if unit and unit.kind is Kind.COUNT else None
        end = numeral.span.end + (len(counted.text) if counted else 0)
        return _ordinal(Span(numeral.span.start, end), (numeral,), Decimal(1), None, counted.name if counted else "")

    def _top(self, text: str, numeral: Numeral) -> Candidate | None:
        """`前十`, `前10名`; not 前三季度, 前10%, 目前3家."""
        start, end = numeral.span.start - 1, numeral.span.end
        written = numeral.span.of(text)
        if _NOT_TOP.match(text, end) or not numeral.value == numeral.value.to_integral_value():
            return None
        if written in ("首", "半", "一") or self._units.ends_word(text, start):
            return None
        unit = _TOP_UNITS.match(text, end)
        return _ordinal(Span(start, unit.end() if unit else end), (numeral,), numeral.value, None, unit[0] if unit else "")


def _ordinal(span: Span, numerals: tuple[Numeral, ...], low: Decimal, high: Decimal | None, unit: str) -> Candidate:
    return Candidate(Quantity(span, Kind.ORDINAL, low, high, "exact", unit, numerals), len(span), Rank.LABEL)
