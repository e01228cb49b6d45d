"""Series: figures of several reports that state one thing, and what keeps their years from being compared."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.panel.claims import Claim, claims
from extract.panel.figures import Figure
from extract.panel.model import Indicators
from extract.panel.words import MONEY, Class, Wording, Wordings

UNSAID = "unsaid"


@dataclass(frozen=True)
class Stated:
    """A figure with what it is the figure of: a canonical indicator that claims it, else its own words."""

    figure: Figure
    wording: Wording
    base: str
    claim: Claim | None
    note: str = ""

    @property
    def thing(self) -> tuple[str, str]:
        """What is measured: the canonical indicator, else the words."""
        return ("indicator", self.claim.indicator) if self.claim else ("words", self.wording.stem)

    @property
    def classes(self) -> tuple[Hashable, ...]:
        """What the sums in its words mean."""
        return tuple(found.meaning for found in self.wording.classes)

    @property
    def list(self) -> str:
        """The list that its words name, where the canonical indicator asks."""
        return self.claim.list if self.claim else ""

    @property
    def unit(self) -> str:
        """The unit as far as it tells things apart: the measure words that a canonical indicator lists count alike."""
        return "" if self.claim and self.figure.measure == "count" else self.figure.unit

    @property
    def definition(self) -> str:
        """The sums and the list that define it, in the text's words."""
        return "、".join(filter(None, (*(found.text for found in self.wording.classes), self.list)))

    @property
    def matched(self) -> str:
        """The words by which the canonical indicator knows it, sums as the text has them."""
        return _with_sums(self.claim.words, self.wording.classes) if self.claim else ""

    @property
    def stands_alone(self) -> bool:
        """Whether it is laid beside no other: its words tell no thing from another, or it is no fact of a year."""
        return self.figure.status != "actual" or not self.figure.year or (self.claim is None and self.wording.bare)


def _with_sums(words: str, sums: Sequence[Class]) -> str:
    for found in sums:
        words = words.replace(MONEY, found.text, 1)
    return words


@dataclass(frozen=True)
class Series:
    """Figures of one thing, measure and owner, over the years."""

    stated: tuple[Stated, ...]

    @cached_property
    def reports(self) -> frozenset[str]:
        """The reports that state it."""
        return frozenset(one.figure.report for one in self.stated)

    @property
    def last(self) -> Stated:
        """The figure of the latest year."""
        return max(self.stated, key=lambda one: (one.figure.year, one.figure.report, one.figure.start))

    @property
    def scope(self) -> str:
        """Whose figures they are, where any report says it."""
        return next((one.wording.scope for one in self.stated if one.wording.scope), "")

    @property
    def moved(self) -> tuple[str, ...]:
        """Why its years cannot be compared: each part of the definition that is not the same in all of them."""
        return tuple(filter(None, (self._change(aspect, read) for aspect, read in _DEFINITION)))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know who compares them."""
        told = {one.figure.report for one in self.stated if one.wording.scope}
        untold = self.reports - told
        return (f"scope {self.scope} {UNSAID} in {', '.join(sorted(untold))}",) if told and untold else ()

    def _change(self, aspect: str, read: "Callable[[Stated], tuple[Hashable, str]]") -> str:
        """`base unsaid → 新增项目`, empty where all figures agree."""
        seen: dict[Hashable, str] = {}
        for one in sorted(self.stated, key=lambda one: one.figure.year):
            meaning, shown = read(one)
            seen.setdefault(meaning, shown)
        return f"{aspect} {' → '.join(shown or UNSAID for shown in seen.values())}" if len(seen) > 1 else ""


_DEFINITION: tuple[tuple[str, "Callable[[Stated], tuple[Hashable, str]]"], ...] = (
    ("class", lambda one: (one.classes, "、".join(found.text for found in one.wording.classes))),
    ("list", lambda one: (one.list, one.list)),
    ("base", lambda one: (one.base, one.figure.base)),
    ("unit", lambda one: (one.unit, one.unit)),
)


def stated(figures: Iterable[Figure], wordings: Wordings, indicators: Indicators) -> tuple[Stated, ...]:
    """Each figure with what it is the figure of; one that two indicators claim keeps its own words and a note of it."""
    return tuple(_stated(figure, wordings, indicators) for figure in figures)


def _stated(figure: Figure, wordings: Wordings, indicators: Indicators) -> Stated:
    wording = wordings.of(figure)
    found = claims(figure, wording, indicators)
    note = f"claimed by {' and '.join(claim.indicator for claim in found)}" if len(found) > 1 else ""
    return Stated(figure, wording, wordings.base(figure.base), found[0] if len(found) == 1 else None, note)


def series_of(figures: Iterable[Stated]) -> tuple[Series, ...]:
    """The figures as series: those of the latest report in its order, then what only earlier ones state.

    Figures of the same definition are one series. Then, where no report states both, series are joined whose definition
    moved (and whose comparison is refused with the reason) or, under a canonical indicator, whose scope one report
    leaves out. Own words are joined only where their classes name the same sum.
    """
    figures = tuple(figures)
    series = [Series((one,)) for one in figures if one.stands_alone]
    aligned = [Series((one,)) for one in figures if not one.stands_alone]
    aligned = list(_grouped(aligned, _definition))
    for key in (_but_scope, _but_definition, _but_both):
        aligned = list(_joined(aligned, key))
    in_order = sorted((*series, *aligned), key=_start)
    return tuple(sorted(in_order, key=_report, reverse=True))


def _definition(series: Series) -> Hashable:
    one = series.last
    return one.thing, one.wording.scope, one.figure.measure, one.base, one.unit, one.classes, one.list


def _but_scope(series: Series) -> Hashable:
    one = series.last
    if one.claim is None:
        return None
    return one.thing, one.figure.measure, one.base, one.unit, one.classes, one.list


def _but_definition(series: Series) -> Hashable:
    one = series.last
    sums = () if one.claim else tuple(found.value for found in one.wording.classes)
    return one.thing, series.scope, one.figure.measure, sums, _among(one)


def _but_both(series: Series) -> Hashable:
    one = series.last
    return (one.thing, one.figure.measure, _among(one)) if one.claim else None


def _among(one: Stated) -> str:
    """Among whom a standing is one: that of another list or place is another standing, no moved one."""
    return one.base if one.figure.measure == "rank" else ""


def _grouped(series: Iterable[Series], key: Callable[[Series], Hashable]) -> Iterator[Series]:
    groups: dict[Hashable, list[Stated]] = defaultdict(list)
    for one in series:
        groups[key(one)] += one.stated
    return (Series(tuple(group)) for group in groups.values())


def _joined(series: Iterable[Series], key: Callable[[Series], Hashable]) -> Iterator[Series]:
    """The series with those of one key joined, where that is the only way to join them; a key of None joins nothing."""
    groups: dict[Hashable, list[Series]] = defaultdict(list)
    for one in series:
        groups[key(one)].append(one)
    for found, group in groups.items():
        if found is not None and _is_plain(group):
            yield Series(tuple(one for joined in group for one in joined.stated))
        else:
            yield from group


def _is_plain(group: Sequence[Series]) -> bool:
    """Whether no report states two of the series, and no two name different scopes."""
    scopes = {one.scope for one in group if one.scope}
    return len(scopes) <= 1 and sum(len(one.reports) for one in group) == len(frozenset().union(*(o.reports for o in group)))


def _report(series: Series) -> tuple[str, str]:
    """The latest report that states the series."""
    return max((one.figure.report_year, one.figure.report) for one in series.stated)


def _start(series: Series) -> tuple[int, int, str, str]:
    """Where the latest report states the series first."""
    report = _report(series)[1]
    figures = (one.figure for one in series.stated if one.figure.report == report)
    return min((figure.start, figure.end, figure.measure, figure.indicator) for figure in figures)
