"""Two reports beside each other as the rows of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.charts.layout import unlimited
from extract.charts.said import BOUNDS, MEASURES, Said, change_said, reason_said
from extract.panel import Comparison, compared_with_last
from extract.panel.compare import Line
from extract.panel.firms import Firm
from extract.panel.model import Indicators
from extract.panel.series import Stated
from extract.panel.shown import change_words
from extract.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a report: as printed, as a number, how limited, and of which year where that is not the report's."""

    text: str
    words: str
    bound: str
    said: Said
    year: str
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in two reports; `is_comparable` is None where only one states it."""

    chinese: str
    english: str
    measure: Said
    scope: str
    base: str
    before: Cell | None
    after: Cell | None
    change: Said | None
    is_comparable: bool | None
    reasons: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows or firms under one heading; `name` is `both`, `new`, `gone` or `staying`."""

    name: str
    said: Said
    rows: tuple[Row, ...] = ()
    firms: tuple[Firm, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """The latest report beside the last one before it that speaks of the same things."""

    before: str
    after: str
    groups: tuple[Group, ...]
    firms: tuple[Group, ...]
    doubts: tuple[Said, ...]


def latest_pair(
    files: Mapping[str, bytes], reports: Iterable[tuple[str, str]], rules: RuleSet, known: Indicators
) -> Pair | None:
    """The comparison of the last year's report among (year, id); None where no earlier one is there."""
    latest = max(reports, default=None)
    found = compared_with_last(files, latest[1], rules) if latest else None
    return _pair(found, known) if found else None


def _pair(found: Comparison, known: Indicators) -> Pair:
    before, after, firms = found.before, found.after, found.firms
    both = Said("In both", "两份都有")
    new, gone = Said(f"New in {after}", f"{after} 新有"), Said(f"Not in {after}", f"{after} 未提")
    lines = (("both", both, found.pairs), ("new", new, found.new), ("gone", gone, found.gone))
    staying = Said("In both", "两份都有")
    named = (("new", new, firms.new), ("gone", gone, firms.gone), ("staying", staying, firms.staying))
    return Pair(
        before,
        after,
        groups=tuple(Group(name, said, tuple(_row(line, known) for line in group)) for name, said, group in lines),
        firms=tuple(Group(name, said, firms=group) for name, said, group in named),
        doubts=tuple(_doubt(doubt) for doubt in found.doubts),
    )


def _row(line: Line, known: Indicators) -> Row:
    figure = line.latest.figure
    both = line.before is not None and line.after is not None
    change = change_words(line.change) if line.change else "unknown"
    return Row(
        chinese=line.name,
        english=known.english(line.indicator),
        measure=MEASURES[figure.measure],
        scope=line.scope,
        base=figure.base,
        before=_cell(line.before),
        after=_cell(line.after),
        change=change_said(change) if both and not line.reasons else None,
        is_comparable=not line.reasons if both else None,
        reasons=tuple(map(reason_said, (*line.reasons, *line.notes))),
    )


def _cell(stated: Stated | None) -> Cell | None:
    if stated is None:
        return None
    figure = stated.figure
    year = figure.year if figure.year != figure.report_year else ""
    place = f"{figure.report} {figure.start}–{figure.end}"
    return Cell(figure.text, unlimited(figure), figure.bound, BOUNDS[figure.bound], year, place)


def _doubt(doubt: str) -> Said:
    """`name: note`, the note in both languages."""
    name, _, note = doubt.partition(": ")
    said = reason_said(note)
    return Said(f"{name}: {said.english}", f"{name}：{said.chinese}")
