"""Sentences of a document, each with its quantities, its heading and its section."""

from collections.abc import Iterator

from extract.documents import sentences_of
from extract.models import Document, Sentence, Span
from extract.quantities import Quantifier


def sentences(document: Document, quantifier: Quantifier) -> tuple[Sentence, ...]:
    """All sentences of headings and body lines in order; furniture has none."""
    return tuple(_sentences(document, quantifier))


def _sentences(document: Document, quantifier: Quantifier) -> Iterator[Sentence]:
    heading: Span | None = None
    section = 0
    yuan = quantifier.yuan(document.text)
    for index, block in enumerate(document.blocks):
        if block.kind == "furniture":
            continue
        if block.kind == "heading":
            heading, section = block.span, section + 1
        quantities = quantifier.find(block.span.of(document.text), yuan)
        placed = [quantity.shift(block.span.start) for quantity in quantities]
        for span in sentences_of(document.text, block):
            yield Sentence(
                span,
                span.of(document.text),
                index,
                section,
                heading,
                block.kind == "heading",
                tuple(quantity for quantity in placed if span.holds(quantity.span)),
            )
