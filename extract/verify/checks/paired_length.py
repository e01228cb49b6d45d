"""`paired-length`: a 分别 list with more or fewer values than things.

`茶叶、竹木、冷链项目分别占30%、25%` names three things and gives two values: an error. 和, 及 and 与 may join two
things or stand inside one (`生物医药及大健康`), so `茶叶、竹木和冷链` is read as two or three; a list that ends in 等
is not counted. Where no list stands before 分别, its things are the figures before it:
`签约项目86个，同比分别增长19%和12%` has one figure for two values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extract.models import Kind, Quantity, Sentence
from extract.verify.facts import Label, Report, numeral
from extract.verify.lists import Count, counted
from extract.verify.model import Doubt, Reading, Said

CODE = "paired-length"
_LEAD = regex.compile(r"[^，；：。]{0,10}")
_GAP = regex.compile(r"、?(?:和|及|与|以及)?|，(?:和|及|与|以及)")
_GOES_ON = regex.compile(r"(?:、|和|及|与|以及)")
_LISTED = regex.compile(r"[、和及与]")
_BARE = regex.compile(r"，(?:均|同比|按年|年|[比较](?:上年|去年)(?:同期)?)?$")
_SEVERAL = regex.compile(r"([两二三四五六七八九十\d])(?:大|个|类|项|家|区|市|县|地|镇|者|方|种)")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九十")} | {"两": 2}
_NO_VALUE = frozenset((Kind.HELD, Kind.COMPANY))


@dataclass(frozen=True, slots=True)
class _Pairing:
    """A 分别 of a sentence with its values and how many things they are for."""

    values: tuple[Quantity, ...]
    things: Count


def paired_lengths(report: Report) -> Iterator[Doubt]:
    """The 分别 lists whose values are not as many as their things."""
    for sentence in report.sentences:
        for found in regex.finditer("分别", sentence.text):
            pairing = _pairing(sentence, found.start(), found.end())
            if pairing and len(pairing.values) not in pairing.things.range:
                yield _doubt(report, sentence, pairing)


def _pairing(sentence: Sentence, start: int, end: int) -> _Pairing | None:
    values = tuple(_values(sentence, end))
    lead = regex.split("[，；：。]", sentence.text[:start])[-1]
    things = _listed(lead) if _LISTED.search(lead) else _figures_before(sentence, start)
    return _Pairing(values, things) if things and len(values) > 1 else None


def _listed(lead: str) -> Count | None:
    """The things of a list; None where one may stand for several (`南北两区`), unless it sums them (`甲、乙两镇`)."""
    things, several = counted(lead), _SEVERAL.search(lead)
    if things is None:
        return None
    if several:
        number = _DIGITS.get(several[1], 0)
        return Count(number, number) if number in things.range else None
    return Count(max(things.least, 2), max(things.most, 2))


def _values(sentence: Sentence, at: int) -> Iterator[Quantity]:
    """The quantities of the list behind 分别; none where things stand among them (`分别入选甲榜10家、乙榜9家`)."""
    found: list[Quantity] = []
    for quantity in sentence.quantities:
        local = sentence.local(quantity.span)
        if local.start < at or quantity.kind in _NO_VALUE:
            continue
        gap = sentence.text[at : local.start]
        if not (_GAP if found else _LEAD).fullmatch(gap) or (found and quantity.kind == Kind.DURATION):
            break
        found.append(quantity)
        at = local.end
    rest = sentence.text[at:]
    if not _GOES_ON.match(rest):
        yield from found


def _figures_before(sentence: Sentence, start: int) -> Count | None:
    """How many figures stand before 分别 in its part of the sentence; fewer things than figures may be meant."""
    head = sentence.text[:start].rpartition("；")[0]
    if not _BARE.search(sentence.text[:start]):
        return None
    kinds = (Kind.COUNT, Kind.MONEY)
    spans = [sentence.local(q.span) for q in sentence.quantities if q.kind in kinds]
    figures = sum(len(head) <= span.start < start for span in spans)
    listed = _LISTED.search(sentence.text[len(head) : start])
    return Count(1, figures) if figures and not listed else None


def _doubt(report: Report, sentence: Sentence, pairing: _Pairing) -> Doubt:
    labels = tuple(_labels(report, sentence, pairing.values))
    things, values = str(pairing.things), len(pairing.values)
    said = Said(f"分别 pairs {things} things with {values} values", f"“分别”前有{things}项，后有{values}个数")
    reading = Reading(Said("the n-th value is the n-th thing's", "依次对应"), f"{things} ≠ {values}", False)
    return Doubt(CODE, labels[-1].spot, labels, said, (reading,))


def _labels(report: Report, sentence: Sentence, values: Sequence[Quantity]) -> Iterator[Label]:
    for quantity in values:
        for found in quantity.numerals:
            yield numeral(report, sentence, found.span, quantity.span.of(report.document.text))
