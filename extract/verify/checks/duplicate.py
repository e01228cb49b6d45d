"""`duplicate`: one indicator that a report gives twice, with values that cannot both be true.

`全县茶企46家。全县茶企达52家。` gives 46 ≠ 52. 超千个 and 1012个 agree, 约4亿元 and 3.9亿元 too: their intervals
meet. Figures of different parts of the year (上半年, 截至6月底) are not laid side by side. Where one of them only is
told of another source or part (快报, 统计口径, 其中), that may be what differs: a warning, else an error.
"""

from collections.abc import Hashable, Iterator
from itertools import combinations

import regex

from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import from_to
from extract.verify.sizes import number, off_by_unit, size

CODE = "duplicate"
_PERIOD = regex.compile(r"上半年|下半年|季度?|\d月|月底|月末|年初|年末|年底|期末|截至|当月|首日|周")
_APART = regex.compile(r"其中|口径|统计|快报|初步|据|累计|日均|人均|平均|本地|当年|去年|上年")
_TOTAL = regex.compile(r"(?:合计|合共|共计|总计|一共|共)[^，；。\d]{0,8}$")
_LEVELS = frozenset(("count", "amount", "share", "rate"))


def duplicates(report: Report) -> Iterator[Doubt]:
    """The pairs of figures of one indicator and year that contradict each other."""
    for one, other in same(report):
        if not size(one).intersects(size(other)) and not off_by_unit(size(one), size(other)):
            yield _doubt(one, other)


def same(report: Report) -> Iterator[tuple[Fact, Fact]]:
    """The pairs of figures that state the same thing of the same year."""
    changing = {fact.source for pair in from_to(report) for fact in pair}
    groups: dict[Hashable, list[Fact]] = {}
    for fact in report.facts:
        names = len(fact.figure.indicator) > 3 and not fact.stated.stands_alone
        told = fact.figure.measure in _LEVELS and names and not _TOTAL.search(fact.spot.lead)
        if told and fact.source not in changing:
            groups.setdefault(_key(fact), []).append(fact)
    for group in groups.values():
        yield from (pair for pair in combinations(group, 2) if _is_one_owner(report, *pair) and not _is_list(*pair))


def _is_one_owner(report: Report, one: Fact, other: Fact) -> bool:
    """Whether both are surely the same body's and period's: each sentence names it, or the report names no other."""
    scope = one.stated.wording.scope
    if _words(_PERIOD, one) != _words(_PERIOD, other):
        return False
    if scope:
        return all(scope in fact.spot.before for fact in (one, other))
    return not any(fact.stated.wording.scope for fact in report.facts)


def _is_list(one: Fact, other: Fact) -> bool:
    """Whether the two are values of one list: `出租率分别为92%与88%`."""
    if one.spot.sentence.span != other.spot.sentence.span:
        return False
    return "分别" in one.spot.clause or "，" not in one.spot.to(other.spot)


def _key(fact: Fact) -> Hashable:
    one, figure = fact.stated, fact.figure
    what = (figure.indicator, one.wording.scope, figure.holder, one.base, one.classes)
    return what, figure.measure, figure.unit, figure.year


def _doubt(one: Fact, other: Fact) -> Doubt:
    said = Said(
        f"{one.figure.indicator} is {one.text} and {other.text}", f"“{one.figure.indicator}”前作{one.text}，后作{other.text}"
    )
    arithmetic = f"{number(one.figure.value)} ≠ {number(other.figure.value)}"
    readings = [Reading(Said("one thing of one year", "同一指标、同一年度"), arithmetic, False)]
    if apart := _apart(one, other):
        readings.append(Reading(Said(f"apart by {apart}", f"口径不同（{apart}）"), "", True))
    return Doubt(CODE, other.spot, (one, other), said, tuple(readings))


def _apart(one: Fact, other: Fact) -> str:
    """The words of source or part that stand at one of the two only."""
    return "、".join(sorted(_words(_APART, one) ^ _words(_APART, other)))


def _words(pattern: "regex.Pattern[str]", fact: Fact) -> set[str]:
    return set(pattern.findall(fact.spot.before))
