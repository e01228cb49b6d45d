"""`growth-level`: a growth that the levels beside it do not give.

- `由120家增至150家，净增28家，增长25%`: 150 - 120 = 30 ≠ 28, an error; 150 ÷ 120 - 1 = 25 %, which agrees.
- `146家，比上年增加23家，增长30%`: 146 ÷ (146 - 23) - 1 = 18.7 % ≠ 30 %, an error.
- `2.1万吨，上年为2.5万吨，增长19%`: 2.1 ÷ 2.5 - 1 = -16 % ≠ 19 %, an error.

What the shares of two reports say to a growth is in `growth_of_shares`.
"""

from collections.abc import Iterator
from itertools import pairwise

import regex

from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import alike, from_to, is_actual, is_yearly
from extract.verify.sizes import HUNDRED, ONE, interval_words, number, off_by_unit, size

CODE = "growth-level"
_GAIN = regex.compile(r"(?:净增|增加|减少|净减|新增)$")
_LOSS = regex.compile(r"(?:减少|净减)$")


def growth_levels(report: Report) -> Iterator[Doubt]:
    """The changes inside a report that its levels do not give."""
    for before, after in from_to(report):
        for change in _changes_behind(report, after, before):
            yield from _judged(before, after, change)
    for level, gain, growth in _with_gains(report):
        yield from _of_gain(level, gain, growth)
    for before, after in _two_years(report):
        for change in _changes_behind(report, max((before, after), key=lambda fact: fact.spot.span), before):
            if change.figure.measure == "growth" and is_yearly(change):
                yield from _judged(before, after, change)


def _changes_behind(report: Report, level: Fact, before: Fact) -> Iterator[Fact]:
    """The changes told right behind a level, of the same thing and against the same time."""
    names = (level.figure.indicator, f"{level.figure.indicator}占比")
    for fact in report.by_sentence[level.spot.sentence.span]:
        behind = fact.spot.span.start >= level.spot.span.end and fact.spot.part == level.spot.part
        is_change = fact.figure.measure in ("growth", "points") or _is_gain(fact)
        if behind and is_change and _GAIN.sub("", fact.figure.indicator) in names and _same_time(fact, before):
            yield fact


def _is_gain(fact: Fact) -> bool:
    return _GAIN.search(fact.figure.indicator) is not None


def _same_time(change: Fact, before: Fact) -> bool:
    """Whether a change is told against the time of the earlier level: 由2020年的9家 is not what 同比 looks back to."""
    figure = before.figure
    of_year_before = figure.year and figure.report_year and int(figure.year) == int(figure.report_year) - 1
    if not change.figure.base and (_is_gain(change) or change.figure.measure == "points"):
        return True
    return is_yearly(change) and bool(of_year_before or not figure.year)


def _judged(before: Fact, after: Fact, change: Fact) -> Iterator[Doubt]:
    """The change that two levels give against the one that is told."""
    if off_by_unit(size(before), size(after)) or not _is_change_of(change, after):
        return
    if change.figure.measure == "growth":
        if before.figure.value <= 0:
            return
        given, unit = (size(after) / size(before) - ONE) * HUNDRED, " %"
        head = f"{_n(after)} ÷ {_n(before)} - 1"
    else:
        given, unit = size(after) - size(before), ""
        head = f"{_n(after)} - {_n(before)}"
    told = -size(change) if _LOSS.search(change.figure.indicator) else size(change)
    if not given.intersects(told):
        yield _doubt((before, after, change), change, f"{head} = {interval_words(given)}{unit}", f"{_n(change)}{unit}")


def _is_change_of(change: Fact, level: Fact) -> bool:
    """Whether the change is of the level's kind: growth of counts and sums, points of shares, a gain in the same unit."""
    if change.figure.measure in ("growth", "points"):
        return (change.figure.measure == "points") == (level.table == "percentages")
    return alike(change, level)


def _with_gains(report: Report) -> Iterator[tuple[Fact, Fact, Fact]]:
    """`146家，比上年增加23家，增长30%`: a level, its gain and its growth."""
    for facts in report.by_sentence.values():
        for level, gain, growth in zip(facts, facts[1:], facts[2:], strict=False):
            words = _GAIN.sub("", gain.figure.indicator)
            is_gain = _is_gain(gain) and gain.figure.indicator != level.figure.indicator
            one = words == level.figure.indicator == growth.figure.indicator and level.spot.part == growth.spot.part
            if is_gain and one and alike(level, gain) and growth.figure.measure == "growth" and is_actual(growth):
                yield level, gain, growth


def _of_gain(level: Fact, gain: Fact, growth: Fact) -> Iterator[Doubt]:
    lost = bool(_LOSS.search(gain.figure.indicator))
    before = size(level) + size(gain) if lost else size(level) - size(gain)
    if before.low <= 0 or not _same_base(gain, growth):
        return
    given = (size(level) / before - ONE) * HUNDRED
    if not given.intersects(size(growth)):
        head = f"{_n(level)} ÷ ({_n(level)} {'+' if lost else '-'} {_n(gain)}) - 1"
        yield _doubt((level, gain, growth), growth, f"{head} = {interval_words(given)} %", f"{_n(growth)} %")


def _same_base(gain: Fact, growth: Fact) -> bool:
    """Whether gain and growth look back to the same time: no time is named again between them."""
    return not growth.figure.base or growth.figure.base in gain.spot.clause


def _two_years(report: Report) -> Iterator[tuple[Fact, Fact]]:
    """Two levels of one sentence and thing, of one year and of the next."""
    changing = {fact.source for pair in from_to(report) for fact in pair}
    for facts in report.by_sentence.values():
        levels = [f for f in facts if f.figure.measure in ("count", "amount") and f.figure.year and f.source not in changing]
        for one, other in pairwise(levels):
            same = alike(one, other) and one.thing[:3] == other.thing[:3] and one.spot.part == other.spot.part
            if same and abs(int(one.figure.year) - int(other.figure.year)) == 1 and is_actual(one) and is_actual(other):
                before, after = sorted((one, other), key=lambda fact: fact.figure.year)
                yield before, after


def _doubt(rests: tuple[Fact, ...], change: Fact, given: str, told: str) -> Doubt:
    arithmetic = f"{given} ≠ {told}"
    said = Said(f"the levels do not give {change.text}: {given}", f"前后两数算不出{change.text}：{given}")
    return Doubt(
        CODE,
        change.spot,
        rests,
        said,
        (Reading(Said("the change from one level to the other", "两数之间的变化"), arithmetic, False),),
    )


def _n(fact: Fact) -> str:
    return number(fact.figure.value)
