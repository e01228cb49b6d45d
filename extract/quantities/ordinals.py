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
        numerals = scanned.numerals[index : index + 2]
        if not _joined(scanned.text, numerals):
            numerals = numerals[:1]
        first, last = numerals[0], numerals[-1]
        end, unit = self._measure(scanned.text, last.span.end)
        high = last.value if last.value > first.value else None
        return _ordinal(Span(first.span.start - 1, end), numerals, first.value, high, unit)

    def _first(self, text: str, numeral: Numeral, before: str) -> Candidate:
        """`首家`, `榜首`."""
        if before == "榜":
            return _ordinal(Span(numeral.span.start - 1, numeral.span.end), (numeral,), Decimal(1), None, "")
        end, unit = self._measure(text, numeral.span.end)
        return _ordinal(Span(numeral.span.start, end), (numeral,), Decimal(1), None, unit)

    def _measure(self, text: str, place: int) -> tuple[int, str]:
        """Where the measure word at the place ends, and its name."""
        unit = self._units.at(text, place, "", ordinal=True)
        if not unit or unit.kind not in (Kind.COUNT, Kind.DURATION):
            return place, ""
        return place + len(unit.text), unit.name

    def _top(self, text: str, numeral: Numeral) -> Candidate | None:
        """`前十`, `前10名`; not 前三季度, 前10%, 目前3家."""
        start, end = numeral.span.start - 1, numeral.span.end
        written = numeral.span.of(text)
        if _NOT_TOP.match(text, end) or numeral.value % 1:
            return None
        if written in ("首", "半", "一") or self._units.ends_word(text, start):
            return None
        unit = _TOP_UNITS.match(text, end)
        span = Span(start, unit.end() if unit else end)
        return _ordinal(span, (numeral,), numeral.value, None, unit[0] if unit else "")


def _joined(text: str, numerals: tuple[Numeral, ...]) -> bool:
    """Whether a dash joins two rising numbers: 第16至23批."""
    if len(numerals) < 2 or numerals[1].value <= numerals[0].value:
        return False
    return _DASH.fullmatch(text, numerals[0].span.end, numerals[1].span.start) is not None


def _ordinal(span: Span, numerals: tuple[Numeral, ...], low: Decimal, high: Decimal | None, unit: str) -> Candidate:
    return Candidate(Quantity(span, Kind.ORDINAL, low, high, "exact", unit, numerals), len(span), Rank.LABEL)
