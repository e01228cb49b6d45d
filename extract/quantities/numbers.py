"""One number read up to the end of its unit, qualifiers apart: `40余万元`, `三成半`, `三元五角`, `千万级`."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import regex

from extract.lexicons import Lexicons
from extract.models import Bound, Kind, Numeral, Span
from extract.numerals import ends, fold, tidy
from extract.quantities.candidates import Scanned
from extract.quantities.qualifiers import Limit, Qualifiers
from extract.quantities.units import LARGE, Unit, Units

_BARE = regex.compile("百?千?百?万*亿*")
_HALVABLE = frozenset({"年", "倍", "天", "小时", "成"})  # 一年半, 三成半
_YUAN = frozenset("元圆")
_CLOSED = regex.compile(r"\p{Han}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit: `low * factor + extra` of `name`; `end` is where the unit ends."""

    numerals: tuple[Numeral, ...]
    written: str
    low: Decimal
    high: Decimal | None
    kind: Kind
    name: str
    factor: Decimal
    extra: Decimal
    end: int
    inner: Bound | None
    united: bool
    level: bool = False

    @property
    def start(self) -> int:
        """Where its first numeral starts."""
        return self.numerals[0].span.start

    @property
    def bare(self) -> bool:
        """Whether it is a magnitude without a digit: 千个, 亿元."""
        return _BARE.fullmatch(self.written) is not None

    def value(self, raw: Decimal) -> Decimal:
        """A raw number in the unit of the tables."""
        value = raw * self.factor + self.extra
        return tidy(rounded(value) if self.kind is Kind.FRACTION else value)


def rounded(value: Decimal) -> Decimal:
    """A percentage as the tables print it: 33.33 for a third, 12.5 for an eighth."""
    short = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return value if value == value.quantize(Decimal("0.0001")) else short


class Numbers:
    """Reads numbers with their units."""

    def __init__(self, lexicons: Lexicons, units: Units, qualifiers: Qualifiers) -> None:
        self._units, self._qualifiers = units, qualifiers
        parts = lexicons["currency-parts"]
        self._parts = {term: Decimal(value) for term, value in parts.canonical.items()}
        self._follows_only = {term for term, note in parts.notes.items() if note == "after"}

    def read(self, scanned: Scanned, index: int, yuan: str) -> Number:
        """The number that starts with that numeral."""
        numeral = scanned.numerals[index]
        written = fold(numeral.span.of(scanned.text))
        fixed = _fixed(written)
        inside = None if fixed else self._inside(scanned.text, numeral.span.end, written)
        place = inside.place if inside else numeral.span.end
        unit = None if fixed else self._units.at(scanned.text, place, written)
        low, high = ends(written)
        kind, name, factor = fixed or _measured(unit, yuan)
        number = Number(
            (numeral,), written, low, high, kind, name, factor, Decimal(0),
            place + len(unit.text) if unit else place, inside.bound if inside else None, bool(unit or fixed),
        )  # fmt: skip
        return self._level(scanned.text, self._tailed(scanned, index, number, unit))

    def _inside(self, text: str, end: int, written: str) -> Limit | None:
        """A remainder that a unit or the end of the clause follows: `40余家`, `400多。`."""
        limit = self._qualifiers.inside(text, end, written)
        if not limit:
            return None
        closed = not _CLOSED.match(text, limit.place) and text[limit.place : limit.place + 1] != "+"
        return limit if closed or self._units.at(text, limit.place, written) else None

    def _tailed(self, scanned: Scanned, index: int, number: Number, unit: Unit | None) -> Number:
        """The number with the numerals that its unit governs too."""
        if number.kind is Kind.MONEY and unit:
            return self._with_parts(scanned, index, number)
        if not unit:
            return self._lone_part(scanned.text, number)
        if unit.text in _HALVABLE and (more := _next(scanned, index, number.end)):
            return self._with_half(scanned.text, number, unit, more)
        return number

    def _with_parts(self, scanned: Scanned, index: int, number: Number) -> Number:
        """`十块三毛` is 10.3; `两美元又三美分` 2.03."""
        for following in scanned.numerals[index + 1 :]:
            between = scanned.text[number.end : following.span.start]
            part = self._part(scanned.text, following.span.end) if between in ("", "又", "零") else ""
            if not part:
                return number
            extra = number.extra + following.value * self._parts[part]
            number = _extended(number, following, extra, following.span.end + len(part))
        return number

    def _part(self, text: str, start: int) -> str:
        return next((term for size in (3, 2, 1) if (term := text[start : start + size]) in self._parts), "")

    def _lone_part(self, text: str, number: Number) -> Number:
        """`5角` in digits; 五角 may be a shape."""
        part = self._part(text, number.end)
        if not part or part in self._follows_only or not number.written[-1].isdigit() or number.kind is not Kind.NUMBER:
            return number
        return _with(number, kind=Kind.MONEY, name="CNY", factor=self._parts[part], end=number.end + len(part), united=True)

    def _with_half(self, text: str, number: Number, unit: Unit, more: Numeral) -> Number:
        """`一年半` is 1.5, `三成半` 35, `七成六` 76."""
        written = more.span.of(text)
        tenths = unit.kind is Kind.TENTH and len(written) == 1 and written in "一二三四五六七八九"
        if written != "半" and not (tenths and not self._units.at(text, more.span.end, written)):
            return number
        extra = Decimal(more.value if tenths and written != "半" else more.value * number.factor)
        return _extended(number, more, number.extra + extra, more.span.end)

    def _level(self, text: str, number: Number) -> Number:
        """`千万级`, `亿元级`, `5000吨级`: a class of size."""
        sized = number.united and number.kind in (Kind.MONEY, Kind.COUNT) or number.written[-1] in "百千万亿"
        if not sized or text[number.end : number.end + 1] != "级" or text[number.end + 1 : number.end + 2] == "别":
            return number
        kind = Kind.MONEY if number.kind is Kind.NUMBER and number.written[-1] in "万亿" else number.kind
        return _with(number, kind=kind, end=number.end + 1, united=True, level=True)


def _fixed(written: str) -> tuple[Kind, str, Decimal] | None:
    """The kind of a numeral that is its own unit."""
    if written.startswith("百分之"):
        return Kind.PERCENT, "", Decimal(1)
    below = written.partition("分之")[0]
    if below != written and not below.strip("十百千万亿"):
        return Kind.PERCENT, "", Decimal(100)  # 千分之三 is 0.3 percent
    if "分之" in written or "/" in written or written == "一半":
        return Kind.FRACTION, "", Decimal(100)
    return None


def _measured(unit: Unit | None, yuan: str) -> tuple[Kind, str, Decimal]:
    if not unit:
        return Kind.NUMBER, "", Decimal(1)
    return unit.kind, yuan if unit.text in _YUAN else unit.name, unit.factor


def _next(scanned: Scanned, index: int, place: int) -> Numeral | None:
    """The numeral after this one if it stands at that place."""
    following = scanned.numerals[index + 1 : index + 2]
    return following[0] if following and following[0].span.start == place else None


def _extended(number: Number, numeral: Numeral, extra: Decimal, end: int) -> Number:
    return _with(number, numerals=(*number.numerals, numeral), extra=extra, end=end)


def _with(number: Number, **changes: object) -> Number:
    from dataclasses import replace

    return replace(number, **changes)  # type: ignore[arg-type]
