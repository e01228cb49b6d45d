"""`wording`: words that contradict the figure at which they stand.

- `增长-4.5%`, `下降-3%`: the sign says again, or against, what the word says: a warning, for it can be read as a fall.
- `由50%提高到45%`, `由60家减少到72家`: the word says up and the figures go down, an error.
- Two limits at one figure: 约300家左右 says one thing twice, a note; 约300家以上 and 超300家左右 say two things, a
  warning; 近300余家 and 不足50家以上 leave no number at all ([285, 300) and (300, ∞)), an error.
- `增长5%，降幅收窄2个百分点`: a fall of what grew; unless another period is meant, a warning.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import regex

from extract.intervals import interval_of
from extract.lexicons import any_of
from extract.models import Bound
from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import DOWN, UP, from_to
from extract.verify.sizes import number, off_by_unit, size

CODE = "wording"
_MINUS = regex.compile(r"^(?:[-－−]|负)")
_CHANGED = regex.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了)?(?:约|近)?$")
_MOVED = regex.compile(rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:了)?(?:至|到|为)")
_TURNED = regex.compile(r"转正|转负|由负|由正|扭亏|止跌|转降|转增")
_FRONT: Mapping[str, Bound] = {
    **dict.fromkeys(("约", "大约", "约为", "大概"), "about"),
    **dict.fromkeys(("近", "将近", "接近"), "nearly"),
    **dict.fromkeys(("超", "超过", "逾", "突破"), "over"),
    **dict.fromkeys(("不少于", "不低于", "至少"), "at_least"),
    **dict.fromkeys(("不足", "不到", "低于"), "under"),
    **dict.fromkeys(("不超过", "至多", "最多"), "at_most"),
}
_BACK: Mapping[str, Bound] = {
    **dict.fromkeys(("左右", "上下"), "about"),
    **dict.fromkeys(("余", "多"), "over"),
    "以上": "at_least",
    **dict.fromkeys(("以下", "以内"), "at_most"),
}
_ALIKE = (frozenset(("over", "at_least")), frozenset(("under", "at_most")))
_DIGIT = regex.compile(r"[\d一二三四五六七八九十百千万亿两]")
_FRONTS = regex.compile(rf"{any_of(_FRONT)}\s*(?={_DIGIT.pattern})")
_BACKS = regex.compile(any_of(_BACK))
_BEHIND = regex.compile("左右|上下|以上|以下|以内")


def wordings(report: Report) -> Iterator[Doubt]:
    """The words of a report that its figures contradict."""
    for before, after in from_to(report):
        yield from _direction(before, after)
    seen = set()
    for fact in report.facts:
        if fact.spot.span not in seen:
            seen.add(fact.spot.span)
            yield from _sign(fact)
            yield from _limits(fact)
    for facts in report.by_sentence.values():
        for growth, points in pairwise(facts):
            yield from _fall_of_growth(growth, points)


def _direction(before: Fact, after: Fact) -> Iterator[Doubt]:
    moved = _MOVED.search(before.spot.to(after.spot))
    one, other = size(before), size(after)
    if not moved or before.figure.measure == "rank" or off_by_unit(one, other):
        return
    word = moved["up"] or moved["down"]
    if (other.high < one.low) if moved["up"] else (other.low > one.high):
        sign = "<" if moved["up"] else ">"
        arithmetic = f"{number(after.figure.value)} {sign} {number(before.figure.value)}"
        said = Said(
            f"{word} from {before.text} to {after.text}: the figures go the other way",
            f"由{before.text}“{word}”到{after.text}，方向相反",
        )
        reading = Reading(Said(f"{word} from the first to the second", f"由前数{word}到后数"), arithmetic, False)
        yield Doubt(CODE, after.spot, (before, after), said, (reading,))


def _sign(fact: Fact) -> Iterator[Doubt]:
    """A printed minus behind a word that already says up or down."""
    changed = _CHANGED.search(fact.spot.lead)
    if fact.figure.measure not in ("growth", "points") or not changed or not _MINUS.search(fact.text):
        return
    word = changed["up"] or changed["down"]
    said = Said(f"{word} with a minus: {fact.text}", f"“{word}”后带负号：{fact.text}")
    arithmetic = f"{word} {fact.text}"
    fall = Reading(Said("a fall by the size", "下降该幅度"), "", True)
    word_itself = Reading(Said(f"{word} as the word says", f"按“{word}”字面"), arithmetic, False)
    yield Doubt(CODE, fact.spot, (fact,), said, (word_itself, fall))


def _limits(fact: Fact) -> Iterator[Doubt]:
    """Two words that limit one figure, before and behind it."""
    front = _FRONTS.search(fact.spot.before[-3:] + fact.text)
    back = _back(fact)
    if not front or not back or fact.figure.value_max is not None or fact.figure.value <= 0:
        return
    words = front[0].strip(), back
    bounds = _FRONT[words[0]], _BACK[words[1]]
    said = Said(f"{words[0]} and {words[1]} at one figure, {fact.text}", f"“{words[0]}”与“{words[1]}”并用")
    if bounds[0] == bounds[1] or any(set(bounds) <= group for group in _ALIKE):
        yield Doubt(CODE, fact.spot, (fact,), said, (), is_note=True)
        return
    one, other = (interval_of(fact.figure.value, bound) for bound in bounds)
    arithmetic = f"{one} ∩ {other}"
    both = Reading(
        Said("both words hold", "两词同时成立"), f"{arithmetic} = ∅" if not one.intersects(other) else arithmetic, False
    )
    single = Reading(Said("one of the two words is idle", "其中一词多余"), "", True)
    yield Doubt(CODE, fact.spot, (fact,), said, (both, single) if one.intersects(other) else (both,))


def _back(fact: Fact) -> str:
    """The word of limit inside the figure behind its first digit, or right behind it."""
    digit = _DIGIT.search(fact.text)
    inside = _BACKS.search(fact.text, digit.end() if digit else len(fact.text))
    behind = _BEHIND.match(fact.spot.after)
    return str(inside[0]) if inside else str(behind[0]) if behind else ""


def _fall_of_growth(growth: Fact, points: Fact) -> Iterator[Doubt]:
    """`增长5%，降幅收窄2个百分点`."""
    kind = regex.search(r"(?P<down>降幅|跌幅)|增幅|涨幅", points.figure.indicator)
    one = growth.figure.measure == "growth" and points.figure.measure == "points" and growth.spot.part == points.spot.part
    if not one or not kind or kind.end() != len(points.figure.indicator):
        return
    if _TURNED.search(growth.spot.sentence.text) or points.figure.indicator[: kind.start()] != growth.figure.indicator:
        return
    against = size(growth).low > 0 if kind["down"] else size(growth).high < 0
    if against:
        said = Said(f"{kind[0]} of what is told as {growth.text}", f"{growth.text}与“{kind[0]}”不合")
        readings = (
            Reading(Said("one period", "同一时期"), f"{growth.figure.value} % {'>' if kind['down'] else '<'} 0", False),
            Reading(Said("of another period", "指另一时期"), "", True),
        )
        yield Doubt(CODE, points.spot, (growth, points), said, readings)
