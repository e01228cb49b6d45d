"""`back-cast`: a level and its change that lead back to another last year than last year's report gives.

Last year `茶企46家`, now `茶企60家，同比增长20%`: 60 ÷ 1.2 = 50, not 46. Up to a tenth apart, last year's figure may
have been revised since, and a definition may have moved: a warning; else an error. `占比68.5%，提高3.1个百分点` leads
back to 65.4 % in the same way.
"""

from collections.abc import Iterator
from decimal import Decimal

import regex

from extract.decimals import plain
from extract.intervals import Interval
from extract.verify.facts import Fact
from extract.verify.model import Doubt, Reading, Said
from extract.verify.sizes import factor, interval_words, number, off_by_unit, size
from extract.verify.years import Line, Pair

CODE = "back-cast"
REVISED = Interval(Decimal("0.9"), Decimal("1.1"))
"""By how much a figure is taken to be revised from one report to the next."""
_COMPARABLE = regex.compile(r"可比|不变价|同口径|扣除|剔除|还原")


def back_casts(pair: Pair) -> Iterator[Doubt]:
    """The levels of the later report that contradict those of the earlier one."""
    for line in pair.lines:
        if line.after.figure.measure in ("count", "amount"):
            for growth in pair.changes(line.after, "growth"):
                head = f"{number(line.after.figure.value)} ÷ {plain(1 + growth.figure.value / 100)}"
                if growth.figure.value > -100:
                    yield from _judged(line, growth, size(line.after) / factor(growth), head)
        else:
            for points in pair.changes(line.after, "points"):
                head = f"{plain(line.after.figure.value)} - {_term(points)}"
                yield from _judged(line, points, size(line.after) - size(points), head)


def _judged(line: Line, change: Fact, cast: Interval, head: str) -> Iterator[Doubt]:
    before = size(line.before)
    if cast.intersects(before) or off_by_unit(size(line.before), size(line.after)):
        return
    arithmetic = f"{head} = {_shown(cast)} ≠ {number(line.before.figure.value)}"
    readings = [Reading(Said("as both reports stand", "按两份报告所载"), arithmetic, False)]
    if (before * REVISED).intersects(cast):
        readings.append(Reading(Said("last year's figure was revised since", "上年数后经修订"), "", True))
    if line.moved:
        readings.append(
            Reading(Said(f"another definition: {line.said.english}", f"口径有变：{line.said.chinese}"), "", True)
        )
    if _COMPARABLE.search(change.spot.clause):
        readings.append(Reading(Said("growth on a comparable basis", "可比口径的增速"), "", True))
    said = Said(
        f"{line.after.text} and {change.text} lead back to {_shown(cast)}; last year's report gives {line.before.text}",
        f"由{line.after.text}和{change.text}倒推上年为{_shown(cast)}，上年报告为{line.before.text}",
    )
    yield Doubt(CODE, change.spot, (line.before, line.after, change), said, tuple(readings))


def _shown(interval: Interval) -> str:
    """The interval in 万 or 亿 where it is that large."""
    for scale, name in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if interval.low >= scale:
            return f"{interval_words(interval / Interval.of(scale), 2)}{name}"
    return interval_words(interval)


def _term(fact: Fact) -> str:
    value = plain(fact.figure.value)
    return f"({value})" if value.startswith("-") else value
