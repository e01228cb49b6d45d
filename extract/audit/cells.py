"""Corrected cells as lines of `<id>.corrections.csv` beside their reports; see `extract.corrections` for its form."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from extract.audit.decisions import Decision, Judged
from extract.audit.plans import Plan
from extract.corrections import HEADER, Correction, correct, corrections_beside
from extract.tables import csv_bytes

Cell = tuple[int, str, str, str]


def plan(wrong: Iterable[Judged], reports: Mapping[str, Path]) -> Plan:
    """The files with a line more for each corrected cell that they do not correct yet."""
    files: dict[Path, bytes] = {}
    words, warnings = [], []
    known = {name: _known(corrections_beside(path)) for name, path in reports.items()}
    for judged in wrong:
        decision = judged.decision
        if not decision.column:
            continue
        report = judged.extraction.document.id
        cell = (decision.start, decision.raw_text, decision.table, decision.column)
        stands = known[report].get(cell)
        if stands is None and not (fault := _fault(judged)):
            path = reports[report].with_name(f"{reports[report].stem}.corrections.csv")
            files[path] = _with_line(files.get(path) or _bytes(path), decision)
            known[report][cell] = decision.value
            words.append(f"{path}: {decision.place} {decision.column} {decision.value!r}")
        elif stands is None:
            warnings.append(f"{decision.place}: not corrected: {fault}")
        elif stands != decision.value:
            warnings.append(f"{decision.place}: not corrected: its {decision.column} is corrected to {stands!r} already")
    return Plan(files, tuple(words), tuple(warnings))


def _known(corrections: Sequence[Correction]) -> dict[Cell, str]:
    return {(c.start, c.raw_text, c.table, c.column): c.value for c in corrections}


def _fault(judged: Judged) -> str:
    """Why the cell cannot be corrected, empty where it can."""
    decision = judged.decision
    rows = [row for row in judged.extraction.rows if row.table == decision.table and row.span.start == decision.start]
    if len({row.cell(decision.column) for row in rows}) > 1:
        return f"{len(rows)} rows begin there and a correction would change all of them"
    tried = Correction(1, decision.start, decision.raw_text, decision.table, decision.column, decision.value)
    _, findings = correct(judged.extraction.document, judged.extraction.rows, [tried])
    return findings[0].message.partition(": ")[2] if findings else ""


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else csv_bytes(HEADER, [])


def _with_line(data: bytes, decision: Decision) -> bytes:
    """The file with a line for the decision behind its last, in the line ends that it has."""
    why = " ".join(decision.why.split())
    cells = (str(decision.start), decision.raw_text, decision.table, decision.column, decision.value, decision.who, why)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    whole = data if data.endswith(b"\n") else data + end
    return whole + csv_bytes(cells, []).removesuffix(b"\n") + end
