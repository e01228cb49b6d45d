"""One number read up to the end of its unit, qualifiers apart: `40余万元`, `三成半`, `三元五角`, `千万级`."""

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

import regex

from extract.lexicons import Lexicons
from extract.models import Bound, Kind, Numeral
from extract.numerals import ends, fold, tidy
from extract.quantities.candidates import Scanned
from extract.quantities.qualifiers import Limit, Qualifiers
from extract.quantities.units import Unit, Units

_BARE = regex.compile("百?千?百?万*亿*")
_HALVABLE = frozenset({"年", "倍", "天", "小时", "成"})  # 一年半, 三成半
_CALENDAR = 1000  # 2025年|半年工作会
_YUAN = frozenset("元圆")
_TEN_CENTS = regex.compile("毫(?![米升克安瓦秒])")
_OPEN = regex.compile(r"\p{Han}|\+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit: `low * factor + extra` of `name`; `start` and `end` are places in the text."""

    start: int
    end: int
    written: str
    low: Decimal
    high: Decimal | None
    kind: Kind
    name: str
    factor: Decimal
    inner: Bound | None
    united: bool
    extra: Decimal = Decimal(0)
    level: bool = False
    joined: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a magnitude without a digit (千个, 亿元), not a range."""
        return not self.joined and _BARE.fullmatch(self.written) is not None

    def value(self, raw: Decimal) -> Decimal:
        """A raw number in the unit of the tables."""
        value = raw * self.factor + self.extra
        return tidy(_rounded(value) if self.kind is Kind.FRACTION else value)


class Numbers:
    """Reads numbers with their units."""

    def __init__(self, lexicons: Lexicons, units: Units, qualifiers: Qualifiers) -> None:
        self._units, self._qualifiers = units, qualifiers
        parts = lexicons["currency-parts"]
        self._parts = {term: Decimal(value) for term, value in parts.canonical.items()}
        self._part_notes = parts.notes

    def read(self, scanned: Scanned, index: int, yuan: str) -> Number:
        """The number that starts with that numeral; `yuan` is the currency that 元 means."""
        numeral = scanned.numerals[index]
        written = fold(numeral.span.of(scanned.text))
        fixed = _fixed(written)
        inside = None if fixed else self._inside(scanned.text, numeral.span.end, written)
        place = inside.place if inside else numeral.span.end
        unit = fixed or self._units.at(scanned.text, place, written)
        inner = inside.bound if inside else _inner(written)
        number = _number(numeral.span.start, place, written, unit, inner)
        if unit and unit.text in _YUAN:
            number = replace(number, name=yuan)
        return self._level(scanned.text, self._tailed(scanned, index, number, unit))

    def _inside(self, text: str, end: int, written: str) -> Limit | None:
        """A remainder that a unit or the end of the clause follows: `40余家`, `400多。`."""
        limit = self._qualifiers.inside(text, end, written)
        if limit and _OPEN.match(text, limit.place) and not self._units.at(text, limit.place, written):
            return None
        return limit

    def _tailed(self, scanned: Scanned, index: int, number: Number, unit: Unit | None) -> Number:
        """The number with the numerals that its unit governs too."""
        if not unit:
            return self._lone_part(scanned.text, number)
        if number.kind is Kind.MONEY:
            return self._with_parts(scanned, index, number, Decimal(unit.note == "spoken"))
        if unit.text == "个":
            return self._spoken(scanned, index, number)
        more = _next(scanned, index, number.end)
        return self._with_half(scanned.text, number, more) if more and unit.text in _HALVABLE else number

    def _with_parts(self, scanned: Scanned, index: int, number: Number, size: Decimal) -> Number:
        """`十块三毛` is 10.3; `两美元又三美分` 2.03; `三块五` 3.5, for tenths of a part of that `size` need no unit."""
        for following in scanned.numerals[index + 1 :]:
            between = scanned.text[number.end : following.span.start]
            part = self._part(scanned.text, following.span.end) if between in ("", "又", "零") else ""
            if not part:
                return self._with_tenths(scanned.text, number, following, size / 10) if size and not between else number
            size = self._parts[part]
            number = replace(number, extra=number.extra + following.value * size, end=following.span.end + len(part))
        return number

    def _with_tenths(self, text: str, number: Number, following: Numeral, size: Decimal) -> Number:
        """The number with a last digit of its own: the 四 of `一毫四`, the 半 of `一毛半`."""
        written, end = following.span.of(text), following.span.end
        if len(written) > 1 or self._units.at(text, end, written):
            return number
        value = Decimal(5) if written == "半" else following.value
        return replace(number, extra=number.extra + value * size, end=end)

    def _spoken(self, scanned: Scanned, index: int, number: Number) -> Number:
        """`三个一毫` is 3.1 dollars of Hong Kong: 个 before a part of money."""
        more = _next(scanned, index, number.end)
        if number.kind is not Kind.COUNT or not more or not _TEN_CENTS.match(scanned.text, more.span.end):
            return number
        return self._with_parts(scanned, index, replace(number, kind=Kind.MONEY, name="HKD"), Decimal(1))

    def _part(self, text: str, start: int) -> str:
        return next((term for size in (3, 2, 1) if (term := text[start : start + size]) in self._parts), "")

    def _lone_part(self, text: str, number: Number) -> Number:
        """`5角` in digits, as 五角 may be a shape; `五美分` in either."""
        part = self._part(text, number.end)
        note = self._part_notes.get(part, "")
        if not part or note == "after" or not (len(part) > 1 or number.written[-1].isdigit()):
            return number
        end, factor = number.end + len(part), self._parts[part]
        return replace(number, kind=Kind.MONEY, name=note or "CNY", factor=factor, end=end, united=True)

    def _with_half(self, text: str, number: Number, more: Numeral) -> Number:
        """`一年半` is 1.5, `三成半` 35, `七成六` 76; not 5年半导体."""
        written, end = more.span.of(text), more.span.end
        if written == "半" and number.low < _CALENDAR and not text.startswith("导体", end):
            return replace(number, extra=number.factor / 2, end=end)
        tenths = number.kind is Kind.TENTH and written in tuple("一二三四五六七八九")
        if tenths and not self._units.at(text, end, written):
            return replace(number, extra=more.value, end=end)
        return number

    def _level(self, text: str, number: Number) -> Number:
        """`千万级`, `亿元级`, `5000吨级`: a class of size."""
        sized = (number.united and number.kind in (Kind.MONEY, Kind.COUNT)) or number.written[-1] in "百千万亿"
        if not sized or text[number.end : number.end + 1] != "级" or text[number.end + 1 : number.end + 2] == "别":
            return number
        kind = Kind.MONEY if number.kind is Kind.NUMBER and number.written[-1] in "万亿" else number.kind
        return replace(number, kind=kind, end=number.end + 1, united=True, level=True)


def _number(start: int, place: int, written: str, unit: Unit | None, inner: Bound | None) -> Number:
    """The number with the unit that stands at the place."""
    low, high = ends(written)
    if not unit:
        return Number(start, place, written, low, high, Kind.NUMBER, "", Decimal(1), inner, united=False)
    extra = Decimal("0.5") if unit.note == "half" else Decimal(0)  # 一个半小时
    place += len(unit.text)
    number = Number(start, place, written, low, high, unit.kind, unit.name, unit.factor, inner, True, extra)
    return replace(number, level=unit.text.endswith("级"))


def _fixed(written: str) -> Unit | None:
    """The unit of a numeral that is its own: 百分之五, 三分之一, 一半."""
    below, of, _ = written.partition("分之")
    if of and not below.strip("十百千万亿"):
        return Unit("", Kind.PERCENT, "", Decimal(1 if below == "百" else 100), "")  # 千分之三 is 0.3 percent
    if of or "/" in written or written == "一半":
        return Unit("", Kind.FRACTION, "", Decimal(100), "")
    return None


def _inner(written: str) -> Bound | None:
    """What a remainder inside the numeral says: `10多万` is over 100000."""
    if "来" in written:
        return "about"
    return "over" if regex.search("[余多几]", written) else None


def _rounded(value: Decimal) -> Decimal:
    """A percentage as the tables print it: 33.33 for a third, 12.5 for an eighth."""
    short = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return value if value == value.quantize(Decimal("0.0001")) else short


def _next(scanned: Scanned, index: int, place: int) -> Numeral | None:
    """The numeral after this one if it stands at that place."""
    following = scanned.numerals[index + 1 : index + 2]
    return following[0] if following and following[0].span.start == place else None
