"""Extractions to tables: rows in schema order, sorted by place; CSV bytes; data frames of a written set."""

import csv
import io
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import InputError, Place
from extract.models import Document, Extraction, Row, Span
from extract.schema import FACTS, TABLES
from extract.sets import read_set

if TYPE_CHECKING:
    from pandas import DataFrame

Cells = tuple[str, ...]
Rows = Mapping[str, tuple[Cells, ...]]


@dataclass(frozen=True, slots=True)
class Versions:
    """What decided the cells beside the reports: the program, its rules and its dictionaries."""

    program: str
    rules_sha256: str
    jieba: str
    opencc: str


def rows_of(extractions: Iterable[Extraction], versions: Versions) -> Rows:
    """The rendered rows of every table, each in schema order and sorted by report, start, end, then all cells."""
    found: dict[str, list[Cells]] = {name: [] for name in TABLES}
    for extraction in extractions:
        for name, rows in _of_one(extraction, versions).items():
            found[name] += rows
    return {name: tuple(sorted(rows, key=_by_place(name))) for name, rows in found.items()}


def _of_one(extraction: Extraction, versions: Versions) -> dict[str, list[Cells]]:
    """The rows of one report, table by table."""
    places = _Places.of(extraction.document)
    found: dict[str, list[Cells]] = defaultdict(list)
    for name in (*FACTS, "numerals"):
        pairs = [(_rendered(row, places), row) for row in extraction.rows if row.table == name]
        order = _by_place(name)
        pairs.sort(key=lambda pair: order(pair[0]))
        found[name] = [cells for cells, _ in pairs]
        found["evidence"] += _evidence(extraction.document.id, [row for _, row in pairs])
    found["findings"] = [
        (*places.cells(f.span)[:4], f.level, f.code, f.message, " ".join(f.rules)) for f in extraction.findings
    ]
    found["repairs"] = [
        (*places.cells(r.span)[:4], r.kind, r.before, r.after) for r in extraction.document.normalized.repairs
    ]
    found["reports"] = [_report(extraction, versions, {name: len(rows) for name, rows in found.items()})]
    return found


def _rendered(row: Row, places: "_Places") -> Cells:
    """The cells of one fact row; raises ValueError for a cell that its table has no column for."""
    table, own = TABLES[row.table], dict(row.cells)
    if strange := own.keys() - {column.name for column in table.own}:
        raise ValueError(f"{row.rule} fills {', '.join(sorted(strange))}, which {table.name}.csv does not have")
    return (*places.cells(row.span), *(own.get(column.name, "") for column in table.own), row.sentence, row.rule)


def _evidence(report: str, rows: Sequence[Row]) -> Iterator[Cells]:
    """One row for each inherited cell; rows of one span are counted in the order of their table."""
    seen: Counter[Span] = Counter()
    for row in rows:
        seen[row.span] += 1
        head = (report, row.table, str(row.span.start), str(row.span.end), str(seen[row.span]))
        for proof in row.evidence:
            yield (*head, proof.field, proof.origin, str(proof.span.start), str(proof.span.end))


def _report(extraction: Extraction, versions: Versions, counts: Mapping[str, int]) -> Cells:
    """The row of `reports.csv`."""
    document = extraction.document
    known = {
        "report": document.id,
        "title": extraction.title,
        "report_year": extraction.report_year,
        "published": extraction.published,
        "script": document.normalized.script,
        "encoding": document.source.encoding,
        "sha256": document.source.sha256,
        "characters": str(len(document.raw)),
        "sentences": str(extraction.sentences),
        **{name: str(count) for name, count in counts.items()},
        "unclaimed": str(len(disputed(extraction, "unclaimed"))),
        "conflicts": str(len(disputed(extraction, "conflict"))),
        "corrections": str(extraction.corrections),
        "version": versions.program,
        "rules_sha256": versions.rules_sha256,
        "jieba": versions.jieba,
        "opencc": versions.opencc,
    }
    return tuple(known[column] for column in TABLES["reports"].header)


def disputed(extraction: Extraction, table: str) -> tuple[Row, ...]:
    """The numerals that went to `unclaimed` or to `conflict`."""
    return tuple(row for row in extraction.rows if row.table == "numerals" and row.cell("table") == table)


@dataclass(frozen=True, slots=True)
class _Places:
    """The way from raw offsets to lines and normalized text, for many spans of one document."""

    document: Document
    breaks: tuple[int, ...]
    deletion_ends: tuple[int, ...]
    deleted: tuple[int, ...]  # characters in the first n deletions

    @classmethod
    def of(cls, document: Document) -> "_Places":
        deletions = document.normalized.deletions
        breaks = tuple(at for at, character in enumerate(document.raw) if character == "\n")
        return cls(document, breaks, tuple(d.end for d in deletions), tuple(accumulate(map(len, deletions), initial=0)))

    def cells(self, span: Span) -> Cells:
        """`report,line,start,end,text,raw_text` of a raw span."""
        text = self.document.text[self._text_offset(span.start) : self._text_offset(span.end)]
        line = bisect_left(self.breaks, span.start) + 1
        return (self.document.id, str(line), str(span.start), str(span.end), text, span.of(self.document.raw))

    def _text_offset(self, raw: int) -> int:
        """How many text characters stand before the raw offset."""
        whole = bisect_right(self.deletion_ends, raw)
        begun = self.document.normalized.deletions[whole : whole + 1]
        return raw - self.deleted[whole] - sum(max(raw - deletion.start, 0) for deletion in begun)


def _by_place(name: str) -> Callable[[Cells], tuple[str, int, int, Cells]]:
    """The order of a table's rows: report, start, end, then all cells, so that it is total and knows no locale."""
    header = TABLES[name].header
    if "start" not in header:
        return lambda cells: (cells[0], 0, 0, cells)
    start, end = header.index("start"), header.index("end")
    return lambda cells: (cells[0], int(cells[start]), int(cells[end]), cells)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]], end: str = "\n") -> bytes:
    """A table as UTF-8 CSV with these line ends; a cell is quoted where it must be and nowhere else."""
    return "".join(",".join(map(_quoted, row)) + end for row in (header, *rows)).encode()


def _quoted(cell: str) -> str:
    # by hand: the csv module of 3.11 leaves a lone \r bare, which no reader takes back, and later ones quote otherwise
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\r\n') else cell


def files_of(rows: Rows) -> Mapping[str, bytes]:
    """File name to bytes, for every table."""
    return {f"{name}.csv": csv_bytes(TABLES[name].header, rows[name]) for name in TABLES}


def cells_of(data: bytes) -> list[list[str]]:
    """The cells of CSV bytes, header first; bytes that are no UTF-8 show as replacement characters."""
    csv.field_size_limit(2**31 - 1)  # a report may be one sentence of a million characters
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig", errors="replace"), newline="")))


def tables(folder: Path | str = "output") -> dict[str, "DataFrame"]:
    """The tables of a written set as data frames, by name; raises InputError where the set is missing or altered.

    Whole numbers are `Int64`, other numbers `Float64`, the rest `string`; an empty cell is NA. A double holds every
    figure of up to 15 digits as it stands in the file; a longer one is exact only there.
    """
    found = whole_set(Path(folder))
    return {name: _frame(name, cells_of(found[f"{name}.csv"])) for name in TABLES}


def whole_set(folder: Path) -> Mapping[str, bytes]:
    """The files of a written set by name; raises InputError where a table is missing or a file altered."""
    found = read_set(folder)
    missing = [f"{name}.csv" for name in TABLES if f"{name}.csv" not in found.files]
    if wrong := sorted({*found.altered, *missing}):
        place = Place(str(folder))
        raise InputError(f"not one whole set: {', '.join(wrong)}", place, "write it anew with `baogao run`")
    return found.files


def frames_of(rows: Rows) -> dict[str, "DataFrame"]:
    """The rendered rows as the data frames that `tables` gives once they are written."""
    return {name: _frame(name, [TABLES[name].header, *rows[name]]) for name in TABLES}


def _frame(name: str, rows: Sequence[Sequence[str]]) -> "DataFrame":
    import pandas

    dtypes = {"text": "string", "integer": "Int64", "number": "Float64"}
    frame = pandas.DataFrame(rows[1:], columns=list(rows[0]), dtype="string").replace("", pandas.NA)
    return frame.astype({column.name: dtypes[column.type] for column in TABLES[name].columns})
