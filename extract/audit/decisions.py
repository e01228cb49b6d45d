"""Decisions that people made on the page: read from a file, and folded onto the rows that are given now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from extract.errors import InputError, Place
from extract.models import Extraction, Row
from extract.runs import Run
from extract.schema import FACTS, TABLES

Verdict = Literal["right", "wrong"]
Key = tuple[str, int, int, str, str]


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the file: a person's word on the rows that one rule gave for one span of one text.

    `sha256` is that of the report's file, `start` and `end` count its raw characters; a wrong one says `why`, and may
    name one `column` and the `value` that belongs there.
    """

    sha256: str
    report: str
    start: int
    end: int
    raw_text: str
    table: str
    rule: str
    verdict: Verdict
    why: str = ""
    column: str = ""
    value: str = ""
    who: str = ""

    @property
    def key(self) -> Key:
        """What is decided on; a later decision with the same key replaces an earlier one."""
        return (self.sha256, self.start, self.end, self.table, self.rule)

    @property
    def place(self) -> str:
        """`linxi 26:29 '46家' counts`, for a reader."""
        return f"{self.report} {self.start}:{self.end} {self.raw_text!r} {self.table}"

    def as_json(self) -> dict[str, Any]:
        """The decision as plain values, keys in their order."""
        return msgspec.structs.asdict(self)


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that no longer speaks of anything, and why."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision with the report and the rows that it speaks of."""

    decision: Decision
    extraction: Extraction
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Decisions on the rows that are given now; `settled` are those whose cell a correction has since mended."""

    judged: tuple[Judged, ...] = ()
    settled: tuple[Decision, ...] = ()
    stale: tuple[Stale, ...] = ()

    @property
    def kept(self) -> tuple[Decision, ...]:
        """The decisions that the next page shows."""
        return (*(judged.decision for judged in self.judged), *self.settled)

    @property
    def words(self) -> tuple[str, ...]:
        """How many are right and wrong, in all and for each rule, the rules with most wrong ones first."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for decision in self.kept:
            counts[decision.rule][decision.verdict] += 1
        total = sum(counts.values(), Counter())
        ordered = sorted(counts, key=lambda rule: (-counts[rule]["wrong"], rule))
        head = f"decisions: {_tally(total)}, {len(self.stale)} stale"
        return (head, *(f"  {rule}: {_tally(counts[rule])}" for rule in ordered))

    @property
    def warnings(self) -> tuple[str, ...]:
        """One line for each stale decision."""
        return tuple(f"{stale.decision.place}: stale decision: {stale.reason}" for stale in self.stale)


def _tally(counts: Mapping[str, int]) -> str:
    return f"{counts.get('right', 0)} right, {counts.get('wrong', 0)} wrong"


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, the last one for each key, sorted; raises InputError at the first line that is none."""
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise InputError(f"cannot read the decisions ({reason})", Place(str(path)), "export them from the page") from error
    found = (_decision(line, Place(str(path), number)) for number, line in enumerate(lines, 1) if line.strip())
    by_key = {decision.key: decision for decision in found}
    return tuple(sorted(by_key.values(), key=lambda decision: (decision.report, decision.key)))


def _decision(line: str, place: Place) -> Decision:
    try:
        decision = msgspec.json.decode(line.encode(), type=Decision)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise InputError(f"not a decision: {error}", place, "export the decisions from the page") from error
    if fault := _fault(decision):
        raise InputError(f"not a decision: {fault}", place, "export the decisions from the page")
    return decision


def _fault(decision: Decision) -> str:
    """What speaks against a decision, empty where nothing does."""
    if decision.table not in (*FACTS, "numerals"):
        return f"there is no table {decision.table!r}"
    if decision.verdict == "wrong" and not decision.why.strip():
        return "wrong, but no why"
    columns = {column.name for column in TABLES[decision.table].own}
    if decision.column and decision.column not in columns:
        return f"{decision.table} has no column {decision.column!r}"
    return "" if decision.column or not decision.value else "a value without its column"


def fold(run: Run, decisions: Iterable[Decision]) -> Folded:
    """The decisions laid on the run's rows."""
    texts = {extraction.document.source.sha256: extraction for extraction in run.extractions}
    named = {(e.document.source.sha256, e.document.id): e for e in run.extractions}  # two reports may be one text
    names = {extraction.document.id for extraction in run.extractions}
    judged, settled, stale = [], [], []
    for decision in decisions:
        extraction = named.get((decision.sha256, decision.report)) or texts.get(decision.sha256)
        if extraction is None:
            known = decision.report in names
            stale.append(Stale(decision, "the report's text has changed" if known else "no such report in this call"))
            continue
        rows = tuple(_there(extraction, decision))
        if mine := tuple(row for row in rows if row.rule == decision.rule):
            judged.append(Judged(decision, extraction, mine))
        elif any(row.rule.startswith("correction:") for row in rows):
            settled.append(decision)
        else:
            stale.append(Stale(decision, f"{decision.rule} no longer gives this row"))
    return Folded(tuple(judged), tuple(settled), tuple(stale))


def _there(extraction: Extraction, decision: Decision) -> Iterator[Row]:
    """The rows of the decision's table that have its span."""
    for row in extraction.rows:
        if row.table == decision.table and (row.span.start, row.span.end) == (decision.start, decision.end):
            yield row
