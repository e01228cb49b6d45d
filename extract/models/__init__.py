"""The values that flow through the program: frozen, slotted, complete at birth."""

from extract.models.page import Block, BlockKind, Document, Finding, Level, Normalized, Repair, Source, Span
from extract.models.quantity import Bound, Kind, Numeral, Quantity
from extract.models.reading import Company, Dispute, Mention, Sentence, clause_edges
from extract.models.rows import Evidence, Extraction, Origin, Row

__all__ = [
    "Block",
    "BlockKind",
    "Bound",
    "Company",
    "Dispute",
    "Document",
    "Evidence",
    "Extraction",
    "Finding",
    "Kind",
    "Level",
    "Mention",
    "Normalized",
    "Numeral",
    "Origin",
    "Quantity",
    "Repair",
    "Row",
    "Sentence",
    "Source",
    "Span",
    "clause_edges",
]
