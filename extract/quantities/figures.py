"""Figures: numbers, alone or as ranges, with their units and qualifiers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from math import prod

import regex

from extract.lexicons import Lexicons
from extract.models import Bound, Kind, Quantity, Span
from extract.quantities.candidates import Candidate, Rank, Scanned
from extract.quantities.numbers import Number, Numbers
from extract.quantities.qualifiers import Limit, Qualifiers
from extract.quantities.units import Units

_DASH = regex.compile(r"\s?(?:[—–―─~～〜至到-]|--)\s?")
_SIZES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
_NO_MAGNITUDE = dict.fromkeys("每/／", "unit") | dict.fromkeys("Xx×*□○某_", "masked")
_LONE = frozenset("一二三四五六七八九两半首零〇")
_TRAILED = frozenset({Kind.DURATION, Kind.TIMES, Kind.TENTH, Kind.PERCENT, Kind.POINTS})


class Figures:
    """Reads every number of a text as a figure, and every two that a dash joins as a range."""

    def __init__(self, lexicons: Lexicons, units: Units, qualifiers: Qualifiers) -> None:
        self._numbers = Numbers(lexicons, units, qualifiers)
        self._qualifiers = qualifiers
        money = lexicons["currencies"]
        self._prefixes = {term: money.canonical[term] for term, note in money.notes.items() if note == "prefix"}

    def candidates(self, scanned: Scanned, yuan: str) -> Iterator[Candidate]:
        """All figures, ranges before their ends; each numeral also bare, should its qualifier go to another reading."""
        numbers = [self._numbers.read(scanned, index, yuan) for index in range(len(scanned.numerals))]
        joined = [_joined(scanned.text, number, following) for number, following in pairwise(numbers)]
        for number in (*filter(None, joined), *numbers):
            yield self._candidate(scanned, number)
        for number, numeral in zip(numbers, scanned.numerals, strict=True):
            bare = Quantity(numeral.span, Kind.NUMBER, number.low, number.high, "exact", "", (numeral,))
            yield Candidate(bare, 0, Rank.NUMBER)

    def _candidate(self, scanned: Scanned, number: Number) -> Candidate:
        """The number with its qualifiers."""
        text = scanned.text
        before, after = self._before(text, number), self._after(text, number)
        start = before[0].place if before else number.start
        number = self._priced(text, start, number, bool(before))
        if number.kind is Kind.NUMBER and number.written in _LONE:
            before, start = (), number.start
        span = Span(start, after.place if after else number.end)
        bound = _bound(number, [limit.bound for limit in before], after)
        ends = number.value(number.low), None if number.high is None else number.value(number.high)
        quantity = Quantity(span, number.kind, *ends, bound, number.name, scanned.within(span) or ())
        return Candidate(_held(text, quantity, number), number.end - number.start, _rank(number))

    def _before(self, text: str, number: Number) -> tuple[Limit, ...]:
        """The qualifiers before the number; 首 has none, and a lone 半 is a half only with one (过半)."""
        if number.written == "首":
            return ()
        kind = Kind.FRACTION if _is_half(number) else number.kind
        return self._qualifiers.before(text, number.start, number.written, kind)

    def _after(self, text: str, number: Number) -> Limit | None:
        """The qualifier behind the unit: 左右, or the 多 of 三年多."""
        trailing = self._qualifiers.trailing(text, number.end) if number.kind in _TRAILED else None
        return trailing or self._qualifiers.after(text, number.end)

    def _priced(self, text: str, start: int, number: Number, qualified: bool) -> Number:
        """The number as money where a currency stands before it or 亿 stands without any unit; 过半 as a half."""
        prefix = self._prefix(text, start) or self._prefix(text, number.start)
        if prefix and (number.kind is Kind.NUMBER or (number.kind is Kind.MONEY and number.name == "CNY")):
            return replace(number, kind=Kind.MONEY, name=prefix)
        if number.kind is Kind.NUMBER and number.written[-1] in "亿兆" and (len(number.written) > 1 or qualified):
            return replace(number, kind=Kind.MONEY)
        if _is_half(number) and qualified:
            return replace(number, kind=Kind.FRACTION, factor=Decimal(100))
        return number

    def _prefix(self, text: str, end: int) -> str:
        head = text[max(0, end - 4) : end].rstrip()
        return next((self._prefixes[head[-size:]] for size in (3, 2, 1) if head[-size:] in self._prefixes), "")


def _is_half(number: Number) -> bool:
    return number.written == "半" and not number.united


def _rank(number: Number) -> Rank:
    """How a figure competes; half a thing is more often part of a word (半场, 半程) than a count."""
    half = number.written == "半" and number.kind is Kind.COUNT and number.name != "个"
    return Rank.NUMBER if half or number.kind is Kind.NUMBER else Rank.FIGURE


def _joined(text: str, first: Number, second: Number) -> Number | None:
    """Two numbers and the dash between them as one range: `10%—15%`, `50-99亿元`, `30至50家`."""
    if first.end >= second.start or not _DASH.fullmatch(text, first.end, second.start) or not _opens(text, first):
        return None
    if first.kind is Kind.PERCENT and not second.united:
        second = replace(second, kind=first.kind, factor=first.factor)  # 百分之十至十五
    if first.united and (first.kind, first.name) != (second.kind, second.name):
        return None
    low = first.low if first.united and first.factor == second.factor else _shared(first, second)
    high = second.high or second.low
    if low * second.factor >= high * second.factor + second.extra:
        return None
    return replace(second, start=first.start, written=first.written, low=low, high=high, joined=True)


def _opens(text: str, first: Number) -> bool:
    """Whether a range may begin with the number; not with the 666 of 0512-666-888."""
    inside = not first.united and text[max(0, first.start - 1) : first.start] in tuple("-/.—–")
    return not inside and not first.extra and first.written not in ("首", "半") and first.written[0] != "0"


def _shared(first: Number, second: Number) -> Decimal:
    """The lower end with the multiplier that is printed once, at the upper end: 50 in `50-99亿` is 50亿."""
    if first.written[-1] in "万亿":
        return first.low
    tail = second.written[len(second.written.rstrip("百千万亿")) :]
    sizes = [prod(_SIZES[char] for char in tail[start:]) for start in range(len(tail))]
    return next((first.low * size for size in sizes if first.low * size < second.low), first.low)


def _bound(number: Number, before: Sequence[Bound], after: Limit | None) -> Bound:
    """What the qualifiers say together: a limit beats 约 (`约1/4以上`), the outer beats the inner (`超过数十家`)."""
    limits = [*before, *([after.bound] if after else ()), *([number.inner] if number.inner else ())]
    said = [bound for bound in limits if bound != "exact"]
    if said:
        return next((bound for bound in said if bound != "about"), said[0])
    return "order_of" if number.level or (number.bare and number.united) else "exact"


def _held(text: str, quantity: Quantity, number: Number) -> Quantity:
    """Held where a bare magnitude measures nothing: the base of `每万人`, the deleted figure of `XX亿元`, `约亿元`."""
    if not number.bare:
        return quantity
    start = quantity.span.start
    reason = _NO_MAGNITUDE.get(text[max(0, start - 1) : start], "")
    if quantity.bound == "about" and text[start] == "约":
        reason = "masked"
    if not reason:
        return quantity
    return replace(quantity, kind=Kind.HELD, unit=reason, bound="exact", span=Span(number.start, number.end))
