"""`year-order`: years that do not follow each other.

- `2025—2021年`, `由2025年的40%提高到2023年的52%`: a span that ends before it begins, an error.
- `2024年税收12亿元，比2026年增长8%`: a fact measured against a later year, an error.
- `到2020年，力争达到…` in a report on 2024: a goal that has passed; it may quote an old plan, so a warning.
"""

from collections.abc import Iterator
from itertools import pairwise

import regex

from extract.models import Span
from extract.verify.facts import Fact, Label, Report, numeral
from extract.verify.model import Doubt, Reading, Said
from extract.verify.relations import is_actual

CODE = "year-order"
_SPAN = regex.compile(r"(?<![\d.])(?P<from>20\d\d|19\d\d)年?(?:[—–～~-]{1,2}|至|到)(?P<to>20\d\d|19\d\d)年")
_FROM = regex.compile(r"(?:由|从|自)$")
_TO = regex.compile(r"(?:至|到|为)$")
_UNTIL = regex.compile(r"(?:到|至|截至|截止)$")
_GOALS = ("target", "forecast")


def year_orders(report: Report) -> Iterator[Doubt]:
    """The years of a report that stand in the wrong order."""
    yield from _spans(report)
    yield from _changes(report)
    for fact in report.facts:
        yield from _later_base(report, fact)
        yield from _passed_goal(report, fact)


def _spans(report: Report) -> Iterator[Doubt]:
    for sentence in report.sentences:
        for found in _SPAN.finditer(sentence.text):
            if int(found["from"]) > int(found["to"]):
                ends = [Span(found.start(end), found.end(end)).shift(sentence.span.start) for end in ("from", "to")]
                one, other = (numeral(report, sentence, span, span.of(report.document.text)) for span in ends)
                yield _turned(one, other, one.text, other.text)


def _changes(report: Report) -> Iterator[Doubt]:
    """`由2025年的40%提高到2023年的52%`."""
    named = [label for label in report.labels if label.kind in ("reference", "relative") and label.year]
    for one, other in pairwise(named):
        together = one.spot.sentence.span == other.spot.sentence.span
        if (
            together
            and _FROM.search(one.spot.before)
            and _TO.search(other.spot.before)
            and "，" not in one.spot.to(other.spot)
        ) and int(one.year) > int(other.year):
            yield _turned(one, other, one.year, other.year)


def _turned(one: Label, other: Label, first: str, last: str) -> Doubt:
    said = Said(f"a span from {first} to {last}", f"时段由{first}年到{last}年，前后颠倒")
    reading = Reading(Said("from the first to the last year", "由前一年到后一年"), f"{first} > {last}", False)
    return Doubt(CODE, other.spot, tuple(dict.fromkeys((one, other))), said, (reading,))


def _later_base(report: Report, fact: Fact) -> Iterator[Doubt]:
    """A growth against a year that is not over when the figure's own year is."""
    year = regex.search(r"(?:19|20)\d\d(?=年)", fact.figure.base)
    if fact.figure.measure not in ("growth", "points") or not year or not fact.figure.year or not is_actual(fact):
        return
    if int(year[0]) > int(fact.figure.year):
        labels = [label for label in report.labels if label.spot.sentence == fact.spot.sentence and label.year == year[0]]
        said = Said(f"{fact.figure.year} is measured against {year[0]}", f"{fact.figure.year}年的数以{year[0]}年为基数")
        reading = Reading(Said("a change since that year", "较该年的增减"), f"{year[0]} > {fact.figure.year}", False)
        yield Doubt(CODE, fact.spot, (*labels, fact), said, (reading,))


def _passed_goal(report: Report, fact: Fact) -> Iterator[Doubt]:
    """A goal for a year that the report has behind it."""
    figure = fact.figure
    if figure.status not in _GOALS or not figure.year or not report.year or int(figure.year) >= int(report.year):
        return
    labels = [label for label in report.labels if label.spot.sentence == fact.spot.sentence and label.year == figure.year]
    told = [label for label in labels if _UNTIL.search(label.spot.before) and label.spot.span < fact.spot.span]
    if told:
        said = Said(
            f"a goal for {figure.year} in a report on {report.year}", f"{report.year}年的报告却以{figure.year}年为目标年"
        )
        readings = (
            Reading(Said("a goal of this report", "本报告的目标"), f"{figure.year} < {report.year}", False),
            Reading(Said("an older plan is quoted", "引述旧规划"), "", True),
        )
        yield Doubt(CODE, told[0].spot, (told[0], fact), said, readings)
