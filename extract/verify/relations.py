"""How figures of one sentence stand to each other: from and to, parts and their whole, a level and its change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extract.verify.facts import Fact, Report

UP = r"(?:增长|上升|提高|提升|上涨|增加|攀升|扩大|成长|增|升|涨)"
DOWN = r"(?:下降|下滑|回落|减少|降低|下跌|缩减|压缩|萎缩|跌|降|减)"
_TO = regex.compile(rf"(?:{UP}|{DOWN}|变)了?(?:至|到|为)[^，；：。]{{0,6}}$")
_FROM = regex.compile(r"[由从自][^，；：。]{0,12}$")
_PART = regex.compile(r"其中|当中")
_NEXT = regex.compile(r"(?:、|及|和|与|以及)[^，。；]*")
_SUMS = regex.compile(r"累计|总数|合计|共|截至|总量|全部|达到|总计")
_YEARLY = regex.compile(r"^(?:同比|按年|年增|年减|年均?)?$|[较比]?(?:上年|去年|前一年|上一年)(?:同期|末|底)?$")
DISCRETE = frozenset("家个户项人件名间宗所座台辆套支场次席笔条批位只艘架幢栋种款")


@dataclass(frozen=True, slots=True)
class Parts:
    """Figures that are told as parts (其中), and all that their whole may be, the greatest first."""

    wholes: tuple[Fact, ...]
    parts: tuple[Fact, ...]

    @property
    def whole(self) -> Fact:
        """The greatest figure that can be the whole."""
        return self.wholes[0]


def alike(one: Fact, other: Fact) -> bool:
    """Whether two figures count in the same unit, so that they can be laid on one scale."""
    return (one.figure.measure, one.figure.unit) == (other.figure.measure, other.figure.unit)


def is_actual(fact: Fact) -> bool:
    """Whether the figure is a fact, not a goal or a forecast."""
    return fact.figure.status == "actual"


def is_yearly(fact: Fact) -> bool:
    """Whether a change is told against the year before (同比, 比上年, or nothing said)."""
    return bool(_YEARLY.search(fact.figure.base)) and "年均" not in fact.spot.clause


def from_to(report: Report) -> Iterator[tuple[Fact, Fact]]:
    """The figures of `由120家增至150家`, from and to."""
    for facts in report.by_sentence.values():
        for one, other in pairwise(facts):
            if alike(one, other) and _FROM.search(one.spot.lead) and _TO.search(one.spot.to(other.spot)):
                yield one, other


def parts_of(report: Report) -> Iterator[Parts]:
    """The wholes of a report with their parts: `新签约项目86个，其中制造业项目41个、农业项目12个`."""
    for facts in report.by_sentence.values():
        for mark in _PART.finditer(facts[0].spot.sentence.text):
            at = facts[0].spot.sentence.span.start + mark.end()
            parts = list(_told(facts, at))
            wholes = _wholes(facts, at, parts[0]) if parts else ()
            if wholes:
                yield Parts(wholes, tuple(parts))


def _told(facts: Sequence[Fact], at: int) -> Iterator[Fact]:
    """The first figure behind 其中, where it is a count or a sum, and those that go on with it in one list."""
    last: Fact | None = None
    for fact in (fact for fact in facts if fact.spot.span.start >= at):
        text = last.spot.to(fact.spot) if last else fact.spot.before[at - fact.spot.sentence.span.start :]
        goes_on = alike(last, fact) and _NEXT.fullmatch(text) if last else "；" not in text and text.count("，") < 2
        if fact.figure.measure not in ("count", "amount") or _SUMS.search(text) or not goes_on:
            return
        yield fact
        last = fact


def _wholes(facts: Sequence[Fact], at: int, part: Fact) -> tuple[Fact, ...]:
    """The figures before 其中 that the part can be laid beside, the greatest first: 其中 may speak of any of them."""
    before = [f for f in facts if f.spot.span.end <= at and alike(f, part) and f.spot.part == part.spot.part]
    if any((f.figure.year, f.figure.status) != (part.figure.year, part.figure.status) for f in before):
        return ()
    return tuple(sorted(before, key=lambda fact: -fact.figure.value))


def is_share_of(share: Fact, part: Fact, whole: Fact) -> bool:
    """Whether a share is told of the part and of the whole: no base of its own, or the whole's words as its base."""
    figure = share.figure
    told = figure.measure == "share" and figure.indicator == part.figure.indicator and share.spot.part == part.spot.part
    base = figure.base.removesuffix("数").removesuffix("总")
    return told and share.spot.span > part.spot.span and (not base or whole.figure.indicator.endswith(base))


def levels_with(report: Report, measure: str) -> Iterator[tuple[Fact, Fact]]:
    """Each share or growth with the count or sum that it is told of: same sentence, same words, same year.

    Where several shares of one base go with one level (`2家企业分别持股60%、40%`), it is the level of none of them.
    """
    for facts in report.by_sentence.values():
        pairs = [(_level_of(facts, fact), fact) for fact in facts if fact.figure.measure == measure and is_actual(fact)]
        told = Counter((level, change.figure.base) for level, change in pairs)
        yield from ((level, change) for level, change in pairs if level and told[level, change.figure.base] == 1)


def _level_of(facts: Sequence[Fact], change: Fact) -> Fact | None:
    """The last count or sum before a change that has its words, its year and its part of the sentence."""
    what = (change.figure.indicator, change.figure.year, change.spot.part)
    levels = [fact for fact in facts if fact.figure.measure in ("count", "amount") and is_actual(fact)]
    before = [fact for fact in levels if fact.spot.span.end <= change.spot.span.start]
    same = [fact for fact in before if (fact.figure.indicator, fact.figure.year, fact.spot.part) == what]
    return same[-1] if same else None
