"""Marks: a stretch of the raw text with the name of a table, and the rows of that table which it stands for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.models import Extraction, Row, Span
from extract.schema import FACTS, TABLES

Cells = Mapping[str, str]

# the columns whose cells are one of a few words, and those words
CHOICES: Mapping[str, tuple[str, ...]] = {
    column.name: column.values for table in FACTS for column in TABLES[table].own if column.values
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One labelled stretch; `span` counts raw characters, several rows may share it (均占比8% over two things)."""

    table: str
    span: Span
    rows: tuple[Row, ...]

    @property
    def id(self) -> str:
        """Its name in a report, `counts-26-29`: it says of what the mark was made, whatever a person does to it."""
        return f"{self.table}-{self.span.start}-{self.span.end}"


def facts(extraction: Extraction) -> tuple[Row, ...]:
    """The rows of the tables of facts in the order of the text."""
    found = (row for row in extraction.rows if row.table in FACTS)
    return tuple(sorted(found, key=lambda row: (row.span, FACTS.index(row.table), tuple(filled(row).items()))))


def marks(extraction: Extraction) -> tuple[Mark, ...]:
    """The marks of a report in the order of the text, no two of them with the same place and table."""
    places: dict[tuple[Span, str], list[Row]] = {}
    for row in facts(extraction):
        places.setdefault((row.span, row.table), []).append(row)
    return tuple(Mark(table, span, tuple(rows)) for (span, table), rows in places.items())


def filled(row: Row) -> Cells:
    """The cells of a row that are not empty, by column, in the order of their table."""
    cells = dict(row.cells)
    return {column.name: cells[column.name] for column in TABLES[row.table].own if cells.get(column.name)}


def keepable(row: Row) -> Mapping[str, Any]:
    """A row as an export keeps it beside the labels, so that the way back gives it again."""
    place = {"table": row.table, "start": row.span.start, "end": row.span.end}
    return place | {"cells": filled(row), "sentence": row.sentence, "rule": row.rule}


def shown(data: Any) -> str:
    """JSON on one line with the characters themselves."""
    return json.dumps(data, ensure_ascii=False)


def lines(texts: Iterable[str]) -> bytes:
    """UTF-8 bytes with a line end after each text."""
    return "".join(f"{text}\n" for text in texts).encode()
