"""Corrections: a person's last word on one odd cell, kept beside the raw text as `<id>.corrections.csv`."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extract.errors import InputError, Place
from extract.models import Document, Finding, Row, Span
from extract.schema import TABLES

_FORMS = {"integer": r"-?[0-9]+|", "number": r"-?[0-9]+(\.[0-9]+)?|", "text": "(?s:.*)"}
HEADER = ["start", "raw_text", "table", "column", "value", "who", "why"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file; `number` counts from 1."""

    number: int
    start: int
    raw_text: str
    table: str
    column: str
    value: str


def corrections_beside(report: Path) -> tuple[Correction, ...]:
    """The corrections of a report, none where it has no file; raises InputError at the first line that is not one."""
    path = report.with_name(f"{report.stem}.corrections.csv")
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_read(csv.reader(file), path))


def _read(lines: Iterator[list[str]], path: Path) -> Iterator[Correction]:
    for number, cells in enumerate(lines):
        place = Place(str(path), number + 1)
        if number == 0:
            if cells != HEADER:
                raise InputError(f"header is {','.join(cells)!r}", place, f"write {','.join(HEADER)!r}")
        elif len(cells) != len(HEADER) or not cells[0].isdecimal():
            raise InputError("not a correction", place, f"write {','.join(HEADER)}, start as a whole number")
        elif not cells[6].strip():
            raise InputError("the correction says no why", place, "say why the cell is wrong")
        else:
            yield Correction(number, int(cells[0]), *cells[1:5])


def correct(
    document: Document, rows: Sequence[Row], corrections: Sequence[Correction]
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows with the corrections applied, and a finding for each that no longer fits the raw text or the tables."""
    done = list(rows)
    findings = []
    for correction in corrections:
        span = Span(correction.start, correction.start + len(correction.raw_text))
        hits = [n for n, row in enumerate(done) if row.table == correction.table and row.span.start == span.start]
        if what := _fault(document, correction, span, [done[n] for n in hits]):
            message = f"correction {correction.number} is not applied: {what}"
            findings.append(
                Finding(
                    Span(min(span.start, len(document.raw)), min(span.end, len(document.raw))),
                    "warning",
                    "correction",
                    message,
                )
            )
            continue
        for number in hits:
            done[number] = _corrected(done[number], correction)
    return tuple(done), tuple(findings)


def _fault(document: Document, correction: Correction, span: Span, rows: Sequence[Row]) -> str:
    """Why a correction cannot be applied, empty where it can."""
    if span.of(document.raw) != correction.raw_text:
        return "its text no longer stands there"
    if not rows or correction.column not in dict(rows[0].cells):
        return "no such row or column there"
    column = next(column for column in TABLES[correction.table].own if column.name == correction.column)
    if column.values and correction.value not in ("", *column.values):
        return f"{correction.value!r} is none of {', '.join(column.values)}"
    return "" if re.fullmatch(_FORMS[column.type], correction.value) else f"{correction.value!r} is no {column.type}"


def _corrected(row: Row, correction: Correction) -> Row:
    cells = tuple((name, correction.value if name == correction.column else cell) for name, cell in row.cells)
    evidence = tuple(proof for proof in row.evidence if proof.field != correction.column)
    return replace(row, cells=cells, evidence=evidence, rule=f"correction:{correction.number}")
