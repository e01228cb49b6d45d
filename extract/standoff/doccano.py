"""doccano: one JSON line for each report; the offsets of its labels count UTF-16 code units.

    {"text": …, "label": [[26, 29, "counts"], …], "report": "linxi", "rows": [{"table": "counts", "start": 26, …}, …]}

doccano keeps what it does not know (`report`, `rows`) as metadata and gives it back with the project. It has no two equal
labels at one place, so `rows` alone tells apart the rows that share one; its offsets count characters.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.models import Extraction, Span
from extract.runs import Run
from extract.standoff.marks import facts, keepable, lines, marks, shown
from extract.standoff.returned import Returned, imported, kept, labelled, refusing, text_of
from extract.standoff.shapes import Record, decoded
from extract.standoff.units import Units


def files_of(run: Run) -> Mapping[str, bytes]:
    """`reports.jsonl` with a line for each report."""
    return {"reports.jsonl": lines(shown(_record(extraction)) for extraction in run.extractions)}


def _record(extraction: Extraction) -> Mapping[str, Any]:
    raw = extraction.document.raw
    count = Units.of(raw).of_character
    return {
        "text": raw,
        "label": [[count(mark.span.start), count(mark.span.end), mark.table] for mark in marks(extraction)],
        "report": extraction.document.id,
        "rows": [keepable(row) for row in facts(extraction)],
    }


def read(path: Path) -> tuple[Returned, ...]:
    """The reports of an exported project; raises InputError with the first line that is none."""
    return imported(path, _reports(path))


def _reports(path: Path) -> Iterator[Returned]:
    for number, line in enumerate(text_of(path).split("\n"), 1):  # not splitlines: a text may hold U+2028
        if line.strip():
            with refusing(path, number):
                yield _report(decoded(line, Record), number)


def _report(record: Record, number: int) -> Returned:
    count = Units.of(record.text).to_character
    known = kept((*record.rows, *record.meta.rows, *record.metadata.rows))
    labels = dict.fromkeys((label, Span(count(start), count(end))) for start, end, label in _labels(record))
    rows = [row for label, span in labels for row in labelled(record.text, label, span, known)]
    name = record.report or record.meta.report or record.metadata.report or str(record.id or number)
    return Returned(name, record.text, tuple(rows))


def _labels(record: Record) -> Iterator[tuple[int, int, str]]:
    yield from (*record.label, *record.labels)
    yield from ((entity.start_offset, entity.end_offset, entity.label) for entity in record.entities)
