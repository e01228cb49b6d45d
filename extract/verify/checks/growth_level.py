"""`growth-level`: a growth that the levels beside it do not give.

- `由120家增至150家，净增28家，增长25%`: 150 - 120 = 30 ≠ 28, an error; 150 ÷ 120 - 1 = 25 %, which agrees.
- `146家，比上年增加23家，增长30%`: 146 ÷ (146 - 23) - 1 = 18.7 % ≠ 30 %, an error.
- `2.1万吨，上年为2.5万吨，增长19%`: 2.1 ÷ 2.5 - 1 = -16 % ≠ 19 %, an error.
- A share of two reports: last year 66 %, now `占46%，同比增长11%`. The share fell by 30 %, or by 20 points; the number of its things
  changed by 46 ÷ 66 × 1.36 - 1 = -5 % where the whole grew by 36 %. None is +11 %; where the class was another (千万级, now
  超千万元), that reading is left and it is a warning, else an error.
"""

from collections.abc import Iterator

import regex

from extract.decimals import plain
from extract.intervals import Interval
from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import alike, from_to, is_actual, is_yearly
from extract.verify.sizes import HUNDRED, ONE, factor, interval_words, number, off_by_unit, size
from extract.verify.years import Line, Pair

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
    for fact in report.by_sentence[level.spot.sentence.span]:
        words = _GAIN.sub("", fact.figure.indicator)
        behind = fact.spot.span.start >= level.spot.span.end and fact.spot.part == level.spot.part
        is_change = fact.figure.measure in ("growth", "points") or _GAIN.search(fact.figure.indicator)
        if (
            behind
            and is_change
            and words in (level.figure.indicator, f"{level.figure.indicator}占比")
            and _same_time(fact, before)
        ):
            yield fact


def _same_time(change: Fact, before: Fact) -> bool:
    """Whether a change may be told against the time of the earlier level: 由2020年的9家 is not what 同比 looks back to."""
    base = change.figure.base
    if not base:
        return True
    own = before.figure.year and before.figure.report_year and int(before.figure.year) == int(before.figure.report_year) - 1
    return is_yearly(change) and (bool(own) or not before.figure.year)


def _judged(before: Fact, after: Fact, change: Fact) -> Iterator[Doubt]:
    """The change that two levels give against the one that is told."""
    if change.figure.measure == "growth":
        if (
            before.figure.value <= 0
            or after.figure.measure not in ("count", "amount")
            or off_by_unit(size(before), size(after))
        ):
            return
        given = (size(after) / size(before) - ONE) * HUNDRED
        head, unit = f"{_n(after)} ÷ {_n(before)} - 1", " %"
    elif (change.figure.measure == "points") == (after.table == "percentages") and (
        change.figure.measure == "points" or alike(change, after)
    ):
        given = size(after) - size(before)
        head, unit = f"{_n(after)} - {_n(before)}", ""
    else:
        return
    told = -size(change) if _LOSS.search(change.figure.indicator) else size(change)
    if not given.intersects(told):
        yield _doubt((before, after, change), change, f"{head} = {interval_words(given)}{unit}", f"{_n(change)}{unit}")


def _with_gains(report: Report) -> Iterator[tuple[Fact, Fact, Fact]]:
    """`146家，比上年增加23家，增长30%`: a level, its gain and its growth."""
    for facts in report.by_sentence.values():
        for level, gain, growth in zip(facts, facts[1:], facts[2:], strict=False):
            words = _GAIN.sub("", gain.figure.indicator)
            is_gain = bool(_GAIN.search(gain.figure.indicator)) and gain.figure.indicator != level.figure.indicator
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
        for one, other in zip(levels, levels[1:], strict=False):
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


def growth_of_shares(pair: Pair) -> Iterator[Doubt]:
    """The shares of two reports whose change is not the growth that the later one tells."""
    for line in pair.lines:
        if line.after.figure.measure == "share":
            for growth in pair.changes(line.after, "growth"):
                yield from _of_share(pair, line, growth)


def _of_share(pair: Pair, line: Line, growth: Fact) -> Iterator[Doubt]:
    before, after, told = size(line.before), size(line.after), size(growth)
    if before.low <= 0:
        return
    ratio = after / before
    of_share, points = (ratio - ONE) * HUNDRED, after - before
    values = f"{_n(line.after)} ÷ {_n(line.before)}"
    readings = [
        _reading("growth of the share", "占比本身的增速", f"{values} - 1 = {interval_words(of_share)} %", of_share, growth),
        _reading(
            "points", "百分点", f"{_n(line.after)} - {_n(line.before)} = {interval_words(points)} points", points, growth
        ),
        _of_number(pair, line, growth, ratio, values),
    ]
    if any(reading.fits for reading in readings[:2]) or (readings[2].fits and (of_share.high > 0) == (told.high > 0)):
        return
    if line.moved:
        said = Said(f"another definition: {line.said.english}", f"口径有变：{line.said.chinese}")
        readings.append(Reading(said, _needed(line, growth, pair), True))
    said = Said(
        f"the share went from {line.before.text} to {line.after.text}, and the text says {_signed(growth)} %",
        f"占比由{line.before.text}变为{line.after.text}，文中却称{_signed(growth)}%",
    )
    yield Doubt(CODE, growth.spot, (line.before, line.after, growth), said, tuple(readings))


def _of_number(pair: Pair, line: Line, growth: Fact, ratio: Interval, values: str) -> Reading:
    """The growth of the number of things: the change of the share times that of the whole, where that is told."""
    base = line.after.figure.base
    whole = next(iter(pair.changes_of(line.after.stated.base)), None)
    if whole is None:
        needed = interval_words((factor(growth) / ratio - ONE) * HUNDRED)
        name = Said("growth of the number", "数量的增速")
        return Reading(name, f"needs {base or 'the whole'} to have changed by {needed} %", True)
    given = (ratio * factor(whole) - ONE) * HUNDRED
    head = f"{values} × {plain(1 + whole.figure.value / 100)} - 1 = {interval_words(given)} %"
    return _reading(
        f"growth of the number ({base} {_signed(whole)} %)", f"数量的增速（{base}{_signed(whole)}%）", head, given, growth
    )


def _needed(line: Line, growth: Fact, pair: Pair) -> str:
    """What last year's share would have been by this year's definition: `66 % → 41…42 % (share), 55…58 % (number)`."""
    of_share = size(line.after) / factor(growth)
    whole = next(iter(pair.changes_of(line.after.stated.base)), None)
    of_number = f", {interval_words(of_share * factor(whole))} % by number" if whole else ""
    return f"last year {interval_words(of_share)} % by share{of_number}"


def _reading(english: str, chinese: str, head: str, given: Interval, growth: Fact) -> Reading:
    fits = given.intersects(size(growth))
    return Reading(Said(english, chinese), f"{head} {'=' if fits else '≠'} {_signed(growth)} %", fits)


def _n(fact: Fact) -> str:
    return number(fact.figure.value)


def _signed(fact: Fact) -> str:
    value = plain(fact.figure.value)
    return value if value.startswith("-") else f"+{value}"
