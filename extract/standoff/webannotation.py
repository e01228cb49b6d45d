"""W3C Web Annotation: for each report one page of annotations in JSON-LD; positions count characters (code points).

The page and its source are named relative to where they stand: `linxi.jsonld` lies beside `linxi.txt`.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from extract.models import Extraction, Row, Span
from extract.runs import Run
from extract.standoff.marks import Mark, filled, marks

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 16  # characters quoted on either side, by which a moved text is found again


def files_of(run: Run) -> Mapping[str, bytes]:
    """`<report>.jsonld` for each report."""
    pages = {extraction.document.id: _page(extraction) for extraction in run.extractions}
    return {f"{name}.jsonld": _bytes(page) for name, page in pages.items()}


def _bytes(page: Mapping[str, Any]) -> bytes:
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def _page(extraction: Extraction) -> Mapping[str, Any]:
    name, raw = quote(extraction.document.id, safe=""), extraction.document.raw
    return {
        "@context": CONTEXT,
        "id": f"{name}.jsonld",
        "type": "AnnotationPage",
        "items": [_annotation(mark, name, raw) for mark in marks(extraction)],
    }


def _annotation(mark: Mark, name: str, raw: str) -> Mapping[str, Any]:
    return {
        "id": f"{name}.jsonld#{mark.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [_body("classifying", "text/plain", mark.table), *(_cells(row) for row in mark.rows)],
        "target": {"source": f"{name}.txt", "selector": _selectors(mark.span, raw)},
    }


def _cells(row: Row) -> Mapping[str, str]:
    """A row as JSON in the text of a body: the model has no place for columns of its own."""
    cells = json.dumps({**filled(row), "rule": row.rule}, ensure_ascii=False)
    return _body("describing", "application/json", cells)


def _body(purpose: str, form: str, value: str) -> Mapping[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": form, "value": value}


def _selectors(span: Span, raw: str) -> list[Mapping[str, Any]]:
    prefix, suffix = raw[max(span.start - AROUND, 0) : span.start], raw[span.end : span.end + AROUND]
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.of(raw), "prefix": prefix, "suffix": suffix},
    ]
