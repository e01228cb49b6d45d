"""Annotations that came back: labels matched with the rows they were made of, and tables made of the two."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from extract.documents import document as to_document
from extract.documents import sentences_of
from extract.errors import InputError, Place
from extract.lexicons import Lexicons
from extract.models import Document, Extraction, Row, Source, Span
from extract.schema import FACTS, TABLES
from extract.standoff.shapes import KeptRow
from extract.tables import Versions, csv_bytes, rows_of

Kept = Mapping[tuple[str, Span], tuple[Row, ...]]
ANNOTATION = "annotation"  # the rule of a row that a person made


@dataclass(frozen=True, slots=True)
class Returned:
    """A report as it came back; `rows` are in the order of the labels, spans count raw characters."""

    report: str
    raw: str
    rows: tuple[Row, ...]

    @property
    def summary(self) -> str:
        """`linxi: 12 rows, 1 of them without cells, from labels that a person set or moved`."""
        new = sum(row.rule == ANNOTATION for row in self.rows)
        return f"{self.report}: {len(self.rows)} rows, {new} of them from labels that a person set or moved"


@contextmanager
def refusing(path: Path, line: int = 0) -> Iterator[None]:
    """A ValueError inside becomes an InputError that names the place in the file."""
    try:
        yield
    except ValueError as error:
        raise InputError(str(error), Place(str(path), line), "export the project again, or name its --format") from error


def text_of(path: Path) -> str:
    """The text of a UTF-8 file; raises InputError where it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot read the file ({error.strerror})", Place(str(path)), "name an exported file") from error
    except UnicodeDecodeError as error:
        message = f"byte 0x{error.object[error.start]:02x} at offset {error.start} is no utf-8 text"
        raise InputError(message, Place(str(path)), "save the file as UTF-8") from error


def kept(rows: Iterable[KeptRow]) -> Kept:
    """The rows that an export kept, by table and place; raises ValueError for a table or a column that does not exist."""
    found: dict[tuple[str, Span], tuple[Row, ...]] = {}
    for row in map(_row, rows):
        found[row.table, row.span] = (*found.get((row.table, row.span), ()), row)
    return found


def _row(row: KeptRow) -> Row:
    columns = [column.name for column in TABLES[_known(row.table)].own]
    if strange := sorted(row.cells.keys() - set(columns)):
        raise ValueError(f"{row.table} has no column {strange[0]!r}")
    cells = tuple((column, row.cells.get(column, "")) for column in columns)
    return Row(row.table, Span(row.start, row.end), cells, row.sentence, row.rule)


def labelled(raw: str, label: str, span: Span, made_of: Kept) -> tuple[Row, ...]:
    """The rows that a label stands for: those it was made of, or a new one without cells where a person set or moved it.

    Raises ValueError for a label that is no table and for a place that the text does not have.
    """
    _known(label)
    if not 0 <= span.start < span.end <= len(raw):
        raise ValueError(f"{label} {span.start}:{span.end} is outside the text, which has {len(raw)} characters")
    return made_of.get((label, span), (Row(label, span, (), "", ANNOTATION),))


def _known(table: str) -> str:
    if table not in FACTS:
        raise ValueError(f"the label {table!r} is no table of facts: {', '.join(FACTS)}")
    return table


def tables_of(reports: Iterable[Returned], lexicons: Lexicons) -> Mapping[str, bytes]:
    """The tables of facts as files, in schema order and sorted as a run's are."""
    found = rows_of([_extraction(report, lexicons) for report in reports], Versions("", "", "", ""))
    return {f"{name}.csv": csv_bytes(TABLES[name].header, found[name]) for name in FACTS}


def _extraction(report: Returned, lexicons: Lexicons) -> Extraction:
    document = to_document(Source(report.report, report.raw, "", ""), lexicons)
    rows = dict.fromkeys(
        row if row.sentence else replace(row, sentence=_sentence(document, row.span)) for row in report.rows
    )
    return Extraction(document, "", "", "", 0, tuple(rows), ())


def _sentence(document: Document, span: Span) -> str:
    """The sentence around a raw span, empty in page furniture."""
    places = (
        place for block in document.blocks if block.kind != "furniture" for place in sentences_of(document.text, block)
    )
    return next((place.of(document.text) for place in places if document.to_raw(place).overlaps(span)), "")


def imported(path: Path, reports: Iterable[Returned]) -> tuple[Returned, ...]:
    """The reports of a file; raises InputError where it holds none, or one of them twice."""
    found: dict[str, Returned] = {}
    for report in reports:
        if report.report in found:
            raise InputError(
                f"the report {report.report} stands twice", Place(str(path)), "import one person's work at a time"
            )
        found[report.report] = report
    if not found:
        raise InputError("no report stands in the file", Place(str(path)), "export the project again")
    return tuple(found.values())
