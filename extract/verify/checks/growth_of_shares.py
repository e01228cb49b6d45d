"""`growth-level` over two years: a growth told of a share that the shares of two reports do not give.

Last year 66 %, now `占46%，同比增长11%`. The share fell by 30 %, or by 20 points; the number of its things changed by
46 ÷ 66 × 1.36 - 1 = -5 % where the whole grew by 36 %. None is +11 %: an error. Where the class was another (千万级,
now 超千万元), that reading is left, and it is a warning.
"""

from collections.abc import Iterator

from extract.decimals import plain
from extract.intervals import Interval
from extract.verify.facts import Fact
from extract.verify.model import Doubt, Reading, Said
from extract.verify.sizes import HUNDRED, ONE, factor, interval_words, number, size
from extract.verify.years import Line, Pair

CODE = "growth-level"


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
