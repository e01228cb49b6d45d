"""Two reports beside each other: what both state, what only one does, and their companies."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.errors import Place, UsageError
from extract.panel.change import Change, change
from extract.panel.choice import Choice, of_report, of_year
from extract.panel.figures import Records, records_of
from extract.panel.firms import Firms, firms_of
from extract.panel.panel import Panel, panel_of_records
from extract.panel.series import Series, Stated
from extract.rules import RuleSet
from extract.runs import collect, find_report, run


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in two reports: its figure in each, none where the report does not state it; `latest` is the last of them.

    `reasons` say why the two cannot be compared, `notes` what else a reader must know; `change` is None where they cannot
    be compared or one is missing.
    """

    indicator: str
    name: str
    scope: str
    latest: Stated
    before: Stated | None
    after: Stated | None
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    change: Change | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two reports state: together, only the later, only the earlier, and which contradict themselves."""

    before: str
    after: str
    pairs: tuple[Line, ...]
    new: tuple[Line, ...]
    gone: tuple[Line, ...]
    doubts: tuple[str, ...]
    firms: Firms


def compare_reports(before: str, after: str, rules: RuleSet) -> Comparison:
    """Two reports (files, or ids of reports in `raw/`) extracted and laid beside each other; UsageError for one twice."""
    paths = [find_report(name) for name in (before, after)]
    files = collect(paths)
    if len(files) == 1:
        raise UsageError("both are one report", Place(after), "name two reports")
    return compared(run(files, rules).files, paths[0].stem, paths[1].stem, rules)


def compared(files: Mapping[str, bytes], before: str, after: str, rules: RuleSet) -> Comparison:
    """Two reports of a set of tables (file name to bytes) beside each other, by their ids."""
    return compared_records(records_of(files), before, after, rules)


def compared_with_last(files: Mapping[str, bytes], report: str, rules: RuleSet) -> Comparison | None:
    """A report of a set beside the last one before it that speaks of the same things; None where there is none.

    Reports of other places share a few indicators too, so one that shares less than half of what another does is passed
    over; of the rest the one on the latest year is taken.
    """
    records = records_of(files)
    years = {record["report"]: record["report_year"] for record in records["reports"]}
    earlier = [other for other, year in years.items() if year < years[report]]
    shared = Counter(
        other for found in panel_of_records(records, rules).series for other in earlier if {report, other} <= found.reports
    )
    likely = [other for other, count in shared.items() if 2 * count >= max(shared.values())]
    last = max(likely, key=lambda other: (years[other], shared[other], other), default=None)
    return compared_records(records, last, report, rules) if last else None


def compared_records(records: Records, before: str, after: str, rules: RuleSet) -> Comparison:
    """Two reports among rows beside each other."""
    panel = panel_of_records(records, rules, (before, after))
    facts = [found for found in panel.series if any(one.figure.status == "actual" for one in found.stated)]
    lines = [line for found in facts for line in _lines(panel, found, before, after)]
    doubts = [f"{panel.name(found)}: {doubt}" for found in facts for doubt in _doubts(found, before, after)]
    claimed = [one for found in panel.series for one in found.stated if one.note]
    doubts += [f"{one.figure.indicator}: {one.figure.text} of {one.figure.report} is {one.note}" for one in claimed]
    return Comparison(
        before,
        after,
        pairs=tuple(line for line in lines if line.before and line.after),
        new=tuple(line for line in lines if line.before is None),
        gone=tuple(line for line in lines if line.after is None),
        doubts=tuple(doubts),
        firms=firms_of(records, before, after),
    )


def _lines(panel: Panel, series: Series, before: str, after: str) -> Iterator[Line]:
    earlier, later = _sides(series, before, after)
    if earlier or later:
        both = Series(tuple(one for one in (earlier, later) if one))
        compares = earlier and later and not both.moved
        yield Line(
            indicator=both.last.claim.indicator if both.last.claim else "",
            name=panel.name(series),
            scope=series.scope,
            latest=both.last,
            before=earlier,
            after=later,
            reasons=both.moved,
            notes=both.notes,
            change=change(earlier.figure, later.figure) if earlier and later and compares else None,
        )


def _sides(series: Series, before: str, after: str) -> tuple[Stated | None, Stated | None]:
    """The figure of each report; what the later one only says again of an earlier year is none of its own."""
    earlier, later = (_stated(of_report(series, report)) for report in (before, after))
    return earlier, None if earlier and later and _is_restated(earlier, later) else later


def _stated(choice: Choice | None) -> Stated | None:
    return choice.stated if choice else None


def _is_restated(earlier: Stated, later: Stated) -> bool:
    return later.figure.year != later.figure.report_year and later.figure.year <= earlier.figure.year


def _doubts(series: Series, before: str, after: str) -> Iterator[str]:
    """What contradicts itself within a report, or between the two on one year."""
    choices = [choice for report in (before, after) if (choice := of_report(series, report))]
    yield from (choice.note for choice in choices if choice.note)
    for year in sorted({one.figure.year for one in series.stated}):
        choice = of_year(series, year)
        if choice and choice.stated and choice.note:
            yield choice.note
