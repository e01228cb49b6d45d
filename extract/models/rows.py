"""What goes into the tables: rows with their evidence, and all that one report gave."""

from dataclasses import dataclass
from typing import Literal

from extract.models.page import Document, Finding, Span

Origin = Literal["text", "heading", "clause before", "paragraph", "shared", "lexicon", "report"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whence a cell came that was not read from its own clause; `span` counts raw characters."""

    field: str
    origin: Origin
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: `cells` holds the table's own columns, `span` counts raw characters."""

    table: str
    span: Span
    cells: tuple[tuple[str, str], ...]
    sentence: str
    rule: str
    evidence: tuple[Evidence, ...] = ()

    def cell(self, column: str) -> str:
        """The cell of that column, empty where the row has none."""
        return dict(self.cells).get(column, "")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report gave: the rows of every fact table and of `numerals`, and what a reader must know."""

    document: Document
    title: str
    report_year: str
    published: str
    sentences: int
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    corrections: int = 0
