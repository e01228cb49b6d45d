"""The panel: what reports state, laid beside each other by year, as two tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extract.decimals import plain
from extract.errors import Place, UsageError
from extract.panel.choice import Choice, of_year
from extract.panel.figures import Records, figures_of, records_of
from extract.panel.load import load_indicators
from extract.panel.model import Indicators
from extract.panel.series import Series, Stated, series_of, stated
from extract.panel.words import Wordings
from extract.rules import RuleSet
from extract.rules.sources import meant
from extract.schema import PANELS
from extract.sets import write_set
from extract.tables import Cells, csv_bytes, whole_set


@dataclass(frozen=True)
class Panel:
    """All figures of a set of reports as series, under the canonical indicators of a rules folder."""

    series: tuple[Series, ...]
    indicators: Indicators

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years that facts are stated of, in order."""
        facts = (one.figure for found in self.series for one in found.stated if one.figure.status == "actual")
        return tuple(sorted({figure.year for figure in facts if figure.year}))

    @property
    def files(self) -> Mapping[str, bytes]:
        """`panel.csv` and `panel-wide.csv`."""
        by_year = [f"{year}{part}" for year in self.years for part in ("", "_bound", "_report")]
        return {
            "panel.csv": csv_bytes(PANELS["panel"].header, self._long()),
            "panel-wide.csv": csv_bytes((*PANELS["panel-wide"].header, *by_year), self._wide()),
        }

    @property
    def summary(self) -> str:
        """How much of it is aligned, in one line."""
        shared = [one for one in self.series if len({found.figure.year for found in one.stated}) > 1]
        moved = sum(bool(one.moved) for one in shared)
        claimed = sum(one.claim is not None for found in self.series for one in found.stated)
        figures = sum(len(found.stated) for found in self.series)
        return (
            f"{figures} figures, {claimed} under a canonical indicator; {len(shared)} series over several years, "
            f"{moved} of them not comparable"
        )

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for each figure that two indicators claim and for each contradiction."""
        claimed = [one for found in self.series for one in found.stated if one.note]
        lines = [f"{one.figure.report}@{one.figure.start}: {one.figure.text} is {one.note}" for one in claimed]
        noted = [(found, choice) for found in self.series for choice in self._choices(found) if choice.note]
        return (*lines, *(f"{self.name(found)}: {choice.note}" for found, choice in noted))

    def name(self, series: Series) -> str:
        """A series' Chinese name: that of the canonical indicator, with the sum that defines it, else its latest words."""
        last = series.last
        if last.claim is None:
            return last.figure.indicator
        chinese = self.indicators.chinese(last.claim.indicator)
        return f"{chinese}（{last.definition}）" if last.classes else chinese

    def _id(self, series: Series) -> str:
        last = series.last
        return last.claim.indicator if last.claim else last.figure.indicator

    def _choices(self, series: Series) -> list[Choice]:
        return [choice for year in self.years if (choice := of_year(series, year))]

    def _long(self) -> Iterator[Cells]:
        for number, found in enumerate(self.series, 1):
            for one in sorted(found.stated, key=lambda one: (one.figure.year, one.figure.report, one.figure.start)):
                yield _long_row(one, number, self._id(found))

    def _wide(self) -> Iterator[Cells]:
        for number, found in enumerate(self.series, 1):
            if any(one.figure.status == "actual" and one.figure.year for one in found.stated):
                yield self._wide_row(found, number)

    def _wide_row(self, series: Series, number: int) -> Cells:
        last, choices = series.last, {year: of_year(series, year) for year in self.years}
        several = sum(choice is not None for choice in choices.values()) > 1
        contradicted = [choice.note for choice in choices.values() if choice and choice.note]
        refused = [*series.moved, *(c.note for c in choices.values() if c and c.stated is None)]
        head = (str(number), self._id(series), self.name(series), self.indicators.english(self._id(series)))
        place = (last.definition, series.scope, last.figure.base, last.figure.measure, last.figure.unit)
        comparable = ("no" if refused else "yes") if several else ""
        reason = "; ".join(dict.fromkeys((*series.moved, *contradicted, *series.notes))) if several or contradicted else ""
        cells = [cell for year in self.years for cell in _year_cells(choices[year])]
        return (*head, *place, comparable, reason, *cells)


def write_panel(folder: Path, rules: RuleSet, reports: Sequence[str] = ()) -> Panel:
    """The panel of a set's reports (all, or those of the ids), written into the set.

    It belongs to the set: the next run that writes other tables takes it away. Raises InputError where there is no whole
    set, UsageError for an id that no report has.
    """
    tables = {name: data for name, data in whole_set(folder).items() if name.removesuffix(".csv") not in PANELS}
    records = records_of(tables)
    known = [record["report"] for record in records["reports"]]
    for report in reports:
        if report not in known:
            raise UsageError("no such report in the tables", Place(report), meant(report, known) or "name one of them")
    panel = panel_of_records(records, rules, reports)
    write_set(folder, {**tables, **panel.files})
    return panel


def panel_of(files: Mapping[str, bytes], rules: RuleSet) -> Panel:
    """The panel of a set of tables, file name to bytes; raises RulesError where `indicators.toml` has faults."""
    return panel_of_records(records_of(files), rules)


def panel_of_records(records: Records, rules: RuleSet, reports: Sequence[str] = ()) -> Panel:
    """The panel of rows, of all reports or of the named ones."""
    indicators = load_indicators(rules)
    figures = [figure for figure in figures_of(records) if not reports or figure.report in reports]
    return Panel(series_of(stated(figures, Wordings(rules), indicators)), indicators)


def _year_cells(choice: Choice | None) -> Cells:
    """Value (a range as `10–15`), bound and report of a year; empty where it is not stated or contradicted."""
    if choice is None or choice.stated is None:
        return ("", "", "")
    figure = choice.stated.figure
    most = f"–{plain(figure.value_max)}" if figure.value_max is not None else ""
    return (f"{plain(figure.value)}{most}", figure.bound, figure.report)


def _long_row(one: Stated, number: int, indicator: str) -> Cells:
    figure = one.figure
    value_max = plain(figure.value_max) if figure.value_max is not None else ""
    what = (indicator, one.wording.scope, figure.base, figure.measure, figure.year)
    value = (plain(figure.value), value_max, figure.bound, figure.unit, figure.status)
    proof = (figure.report, str(figure.start), str(figure.end), figure.rule)
    return (*what, *value, *proof, figure.indicator, one.matched, str(number), one.note)
