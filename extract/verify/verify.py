"""All checks over a run: findings in the order of their places, as rows, lines and a folder."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extract.runs import Run
from extract.schema import VERIFIED
from extract.sets import write_apart
from extract.tables import Cells, csv_bytes
from extract.verify.checks import ACROSS, WITHIN
from extract.verify.facts import Report, reports_of
from extract.verify.model import Doubt, Reading
from extract.verify.years import pairs_of


@dataclass(frozen=True)
class Verified:
    """What the checks found in a run, by report and place."""

    reports: Mapping[str, Report]
    doubts: tuple[Doubt, ...]

    @cached_property
    def rows(self) -> tuple[Cells, ...]:
        """The rows of `findings.csv`."""
        return tuple(self._row(doubt) for doubt in self.doubts)

    @property
    def files(self) -> Mapping[str, bytes]:
        """`findings.csv`."""
        return {"findings.csv": csv_bytes(VERIFIED.header, self.rows)}

    @property
    def lines(self) -> tuple[str, ...]:
        """One line for each finding, and one that counts them."""
        return (*map(_line, self.doubts), self._summary)

    @property
    def is_fine(self) -> bool:
        """Whether nothing is contradicted."""
        return all(doubt.level == "note" for doubt in self.doubts)

    @property
    def _summary(self) -> str:
        levels = [doubt.level for doubt in self.doubts]
        counts = ", ".join(
            f"{levels.count(level)} {level}{'s' * (levels.count(level) != 1)}" for level in ("error", "warning", "note")
        )
        return f"{len(self.reports)} report{'s' * (len(self.reports) != 1)}: {counts}"

    def _row(self, doubt: Doubt) -> Cells:
        raw = self.reports[doubt.place.report].document.to_raw(doubt.place.span)
        place = (doubt.place.report, str(doubt.place.line), str(raw.start), str(raw.end))
        said = (doubt.level, doubt.code, doubt.said.english, doubt.said.chinese, doubt.arithmetic)
        fitting = [reading for reading in doubt.readings if reading.fits]
        readings = (_joined(map(_english, fitting)), _joined(map(_chinese, fitting)))
        sentences = dict.fromkeys(one.spot.sentence.text for one in doubt.rests)
        sources = dict.fromkeys(one.source for one in doubt.rests)
        return (*place, *said, *readings, " | ".join(sentences), " ".join(sources))


def verify(run: Run) -> Verified:
    """All findings of a run, sorted by report, place and code."""
    reports = reports_of(run)
    found = {(doubt.code, doubt.place, doubt.rests): doubt for doubt in _doubts(reports)}
    order = sorted(found.values(), key=lambda doubt: (doubt.place.report, doubt.place.span, doubt.code))
    return Verified({report.document.id: report for report in reports}, tuple(order))


def _doubts(reports: Sequence[Report]) -> Iterator[Doubt]:
    for report in reports:
        for check in WITHIN.values():
            yield from check(report)
    for pair in pairs_of(reports):
        for compare in ACROSS.values():
            yield from compare(pair)


def findings_for(run: Run) -> tuple[Mapping[str, str], ...]:
    """The findings of a run as records by the columns of `findings.csv`; `start` and `end` count raw characters."""
    return tuple(dict(zip(VERIFIED.header, cells, strict=True)) for cells in verify(run).rows)


def write_findings(folder: Path, verified: Verified) -> None:
    """The findings written into a folder of their own; raises OutputError where the tables of a run stand there."""
    write_apart(folder, verified.files)


def _line(doubt: Doubt) -> str:
    """`2025:8: warning share-sum: … [75 + 16 + 16 = 107 > 100] fits: …`."""
    fitting = _joined(_english(reading) for reading in doubt.readings if reading.fits)
    arithmetic = f" [{doubt.arithmetic}]" if doubt.arithmetic else ""
    head = f"{doubt.place.report}:{doubt.place.line}: {doubt.level} {doubt.code}: {doubt.said.english}{arithmetic}"
    return f"{head}; fits: {fitting}" if fitting else head


def _english(reading: Reading) -> str:
    return f"{reading.said.english} ({reading.arithmetic})" if reading.arithmetic else reading.said.english


def _chinese(reading: Reading) -> str:
    return f"{reading.said.chinese}（{reading.arithmetic}）" if reading.arithmetic else reading.said.chinese


def _joined(words: Iterable[str]) -> str:
    return "; ".join(words)
