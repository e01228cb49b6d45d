"""Units: what may stand directly behind a number, and what kind of quantity it makes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.lexicons import Lexicons
from extract.models import Kind

LARGE = "十百千万亿兆"
FUNCTION_WORDS = frozenset("来内间中以的后前里期多余起为均各已将")  # 三年来, 5天内: no second half of a word


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands in the text, what it is called and how many base units it holds (`‰`: 0.1 percent)."""

    text: str
    kind: Kind
    name: str
    factor: Decimal
    note: str


class Units:
    """All units of the lexicons by their text."""

    def __init__(self, lexicons: Lexicons, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._by_text: dict[str, list[Unit]] = {}
        for unit in _listed(lexicons):
            self._by_text.setdefault(unit.text, []).append(unit)
        self._longest = max(map(len, self._by_text), default=0)

    def at(self, text: str, start: int, number: str, *, ordinal: bool = False) -> Unit | None:
        """The longest unit at that place that suits the number as it is written before it."""
        for end in range(min(start + self._longest, len(text)), start, -1):
            for unit in self._by_text.get(text[start:end], ()):
                suits = ordinal or _suits(unit, number, text[end : end + 1])
                if suits and not self._cuts(unit, text, end, number):
                    return unit
        return None

    def _cuts(self, unit: Unit, text: str, end: int, number: str) -> bool:
        """Whether the unit is the first half of another word: 3|条件, but not 5家|园区, 三成|员工."""
        if unit.text[-1].isascii():
            return unit.text[-1].isalnum() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()
        if unit.text == "个" or (unit.text[0] == "个" and unit.kind is Kind.DURATION):
            return False
        if unit.kind is Kind.MONEY and (number.endswith(tuple(LARGE)) or len(unit.text) > 1):
            return False
        return self.halves(unit.text[-1], text[end : end + 3])

    def halves(self, last: str, following: str) -> bool:
        """Whether the character belongs to the word it begins rather than to what stands before it."""
        if not following or following[0] in FUNCTION_WORDS or following[0] == "半":
            return False
        return self._is_word(last + following[:1]) and not self._begins_word(following)

    def ends_word(self, text: str, place: int) -> bool:
        """Whether the character at the place ends a word: the 前 of 目前, the 统 of 系统."""
        return belongs_before(text[max(0, place - 4) : place + 1], self._is_word)

    def _begins_word(self, text: str) -> bool:
        return any(self._is_word(text[:end]) for end in range(2, len(text) + 1))


def belongs_before(text: str, is_word: Callable[[str], bool]) -> bool:
    """Whether the last character joins the words before it: cut into as few words as can be, it does not stand alone.

    >>> belongs_before("集中签约", {"集中", "签约", "中签"}.__contains__)
    True
    >>> belongs_before("资金约", {"资金", "金约"}.__contains__)
    False
    """
    fewest = [0]
    for end in range(1, len(text) + 1):
        starts = (start for start in range(end) if start == end - 1 or is_word(text[start:end]))
        fewest.append(1 + min(fewest[start] for start in starts))
    return fewest[-1] <= fewest[-2] if len(fewest) > 1 else False


def _listed(lexicons: Lexicons) -> Iterator[Unit]:
    """The units of all lexicons; of two with one text (3块地, 3块5毛) the money stands first."""
    for lexicon, kind in (("currencies", Kind.MONEY), ("measures", Kind.COUNT), ("durations", Kind.DURATION)):
        for term, name in lexicons[lexicon].canonical.items():
            yield Unit(term, kind, name, Decimal(1), lexicons[lexicon].notes[term])
    for term, factor in lexicons["ratios"].canonical.items():
        yield Unit(term, Kind(lexicons["ratios"].notes[term]), "", Decimal(factor), "")


def _suits(unit: Unit, number: str, following: str) -> bool:
    """Whether the unit may follow this number at all."""
    if unit.kind is Kind.TENTH:
        return number[-1] not in LARGE[1:]  # 三成, 十成; not 百成
    if unit.note == "ordinal":
        return False  # 第六代, 首届; not 六代
    if unit.note == "spoken":
        return not regex.match(r"(?![一二三四五六七八九以左上多])\p{Han}", following)  # 3块5毛; not 3块地
    if unit.note == "digits":
        return bool(regex.search(r"\d", number)) or len(number) > 1  # 98分, 二十五分; not 十分
    return number != "首"
