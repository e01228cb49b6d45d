"""Reports of one body on years that follow each other, laid side by side by the panel."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from extract.panel.series import Series, Stated, series_of
from extract.verify.facts import Fact, Report
from extract.verify.model import Said
from extract.verify.relations import is_actual, is_yearly

_OWN = regex.compile(r"(?!全)\p{Han}{2,}[市区县州镇乡]")
_GENERIC = regex.compile(
    r"(?:国家级?)?(?:高新|经开|开发|经济(?:技术)?开发|新|示范|产业园|工业园|科技园|园|保税|自治|地|[东西南北中]部?|城|街)区"
)
_CHINESE = {"class": "门槛", "list": "榜单", "base": "基数", "unit": "单位", "unsaid": "未说明"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in two reports; `moved` says what of its definition is not the same in both, empty where nothing is."""

    before: Fact
    after: Fact
    moved: tuple[str, ...]

    @property
    def said(self) -> Said:
        """What moved, in both languages; empty where nothing did."""
        chinese = [regex.sub(r"^[a-z]+|\bunsaid\b", lambda word: _CHINESE[word[0]], part) for part in self.moved]
        return Said("; ".join(self.moved), "；".join(chinese))


@dataclass(frozen=True)
class Pair:
    """A report and the one before it."""

    before: Report
    after: Report

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What both state, each of its own year, where each states it once or several times alike."""
        facts = {fact.stated: fact for report in (self.before, self.after) for fact in report.facts}
        return tuple(self._lines(facts))

    def _lines(self, facts: dict[Stated, Fact]) -> Iterator[Line]:
        for series in series_of(one for one in facts if one.figure.status == "actual"):
            before, after = (self._of(series, facts, report) for report in (self.before, self.after))
            if before and after:
                both = Series((before.stated, after.stated))
                yield Line(before, after, both.moved)

    @cached_property
    def strays(self) -> tuple[Line, ...]:
        """What both state in the same words with another sum (`超过300万元的项目`, `超过500万元的项目`), each once."""
        lined = {fact.source for line in self.lines for fact in (line.before, line.after)}
        groups: dict[Hashable, tuple[list[Fact], list[Fact]]] = {}
        for side, report in enumerate((self.before, self.after)):
            for fact in report.facts:
                one = fact.stated
                if fact.source not in lined and not one.stands_alone and fact.figure.year == report.year and one.classes:
                    key = (one.thing, one.wording.scope, fact.figure.measure, one.base)
                    groups.setdefault(key, ([], []))[side].append(fact)
        return tuple(_stray(*before, *after) for before, after in groups.values() if len(before) == len(after) == 1)

    def _of(self, series: Series, facts: dict[Stated, Fact], report: Report) -> Fact | None:
        """The figure of a series that a report gives of its own year; none where it gives several."""
        found = [facts[one] for one in series.stated if one.figure.report == report.document.id]
        own = [fact for fact in found if fact.figure.year == report.year]
        return own[0] if len(own) == 1 else None

    def changes(self, level: Fact, measure: str) -> Iterator[Fact]:
        """The changes against the year before that the later report tells of a level."""
        words = (level.figure.indicator, f"{level.figure.indicator}占比")
        for fact in self.after.by_sentence.get(level.spot.sentence.span, ()):
            one = fact.figure.measure == measure and fact.figure.indicator in words and fact.spot.part == level.spot.part
            of_year = is_actual(fact) and is_yearly(fact) and fact.figure.year == level.figure.year
            if one and of_year and fact.spot.span.start >= level.spot.span.end:
                yield fact

    def changes_of(self, words: str) -> Iterator[Fact]:
        """The growth that the later report tells of what has these words."""
        for fact in self.after.facts:
            known = fact.figure.measure == "growth" and is_actual(fact) and is_yearly(fact)
            if known and words in (fact.stated.wording.stem, fact.figure.indicator):
                yield fact


def _stray(before: Fact, after: Fact) -> Line:
    sums = ("、".join(found.text for found in fact.stated.wording.classes) for fact in (before, after))
    return Line(before, after, (f"class {' → '.join(sums)}",))


def pairs_of(reports: Sequence[Report]) -> Iterator[Pair]:
    """Each report of a body with that on the year before."""
    for after in reports:
        for before in reports:
            if after.year and before.year and int(before.year) == int(after.year) - 1 and is_one_body(before, after):
                yield Pair(before, after)


def is_one_body(one: Report, other: Report) -> bool:
    """Whether two reports are of one body: named alike but for the year (`linxi-2023`, `linxi-2024`), or naming one place.

    >>> _stem("2024"), _stem("linxi-2024"), _stem("linxi2023年")
    ('', 'linxi', 'linxi')
    """
    return _stem(one.document.id) == _stem(other.document.id) or bool(_places(one) & _places(other))


def _stem(name: str) -> str:
    return regex.sub(r"\d+年?度?|[-_ .]", "", name)


def _places(report: Report) -> frozenset[str]:
    """The places that a report names its figures by and that no other body would."""
    scopes = {fact.figure.scope for fact in report.facts}
    return frozenset(scope for scope in scopes if _OWN.fullmatch(scope) and not _GENERIC.fullmatch(scope))
