"""`unit-scale`: figures that would agree if one were 10⁴ or 10⁸ times as great: 万元 written for 亿元.

`进出口38.7亿元，其中出口29.1万元，占四分之三`: 29.1万 ÷ 38.7亿 is no three quarters, 29.1亿 ÷ 38.7亿 is: an error.
Last year 出口3.1亿元, now 3.4万元: a level that changed ten thousandfold is a warning where no change is told, an
error where the change told needs the other unit. So are `由3.1亿元增至3.4万元` and two values of one indicator.
"""

from collections.abc import Iterator
from decimal import Decimal

from extract.intervals import Interval
from extract.verify.checks.duplicate import same
from extract.verify.facts import Fact, Report
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import from_to, is_share_of, parts_of
from extract.verify.sizes import HUNDRED, interval_words, number, off_by_unit, size
from extract.verify.years import Pair

CODE = "unit-scale"


def unit_scales(report: Report) -> Iterator[Doubt]:
    """The figures of a report that one unit would put right."""
    for parts in parts_of(report):
        for part in parts.parts:
            yield from _of_part(report, parts.whole, part)
    for one, other in (*from_to(report), *same(report)):
        if one.figure.measure in ("count", "amount") and (scale := off_by_unit(size(one), size(other))):
            yield _doubt(other, (one, other), scale, _ratio(one, other))


def _of_part(report: Report, whole: Fact, part: Fact) -> Iterator[Doubt]:
    scale = off_by_unit(size(part), size(whole))
    if scale and size(part).low > size(whole).high:
        yield _doubt(part, (whole, part), scale, _ratio(whole, part))
        return
    if size(whole).low <= 0:
        return
    for share in report.by_sentence[part.spot.sentence.span]:
        ratio = size(part) / size(whole) * HUNDRED
        if is_share_of(share, part, whole) and not ratio.intersects(size(share)):
            scales = [Decimal(10) ** 4, Decimal(10) ** 8]
            if fitting := [n for n in scales if (ratio * Interval.of(n)).intersects(size(share))]:
                head = f"{number(part.figure.value)} ÷ {number(whole.figure.value)} = {interval_words(ratio, 4)} %"
                yield _doubt(part, (whole, part, share), fitting[0], f"{head} ≠ {share.figure.value} %")


def unit_scales_of_years(pair: Pair) -> Iterator[Doubt]:
    """The levels that are another power of ten in the later report."""
    for line in pair.lines:
        if line.after.figure.measure not in ("count", "amount") or line.moved:
            continue
        if scale := off_by_unit(size(line.before), size(line.after)):
            told = tuple(pair.changes(line.after, "growth"))
            yield _doubt(line.after, (line.before, line.after, *told), scale, _ratio(line.before, line.after), not told)


def _doubt(place: Fact, rests: tuple[Fact, ...], scale: Decimal, arithmetic: str, may_be: bool = False) -> Doubt:
    power = f"10^{scale.adjusted()}"
    said = Said(
        f"{place.text} would agree with the rest if its unit were {power} times another", f"{place.text}的单位疑差{power}倍"
    )
    readings = [Reading(Said("the unit as printed", "按所印单位"), arithmetic, False)]
    if may_be:
        readings.append(Reading(Said("it did change that much", "确有如此变化"), "", True))
    return Doubt(CODE, place.spot, rests, said, tuple(readings))


def _ratio(one: Fact, other: Fact) -> str:
    return f"{number(one.figure.value)} : {number(other.figure.value)}"
