"""brat: for each report a text and its annotations, whose offsets count characters, and one configuration for all.

    T1	counts 26:29 …            T1	counts 26 29	46家
                                  A1	bound T1 exact
                                  #1	AnnotatorNotes T1	value=46 unit=家 …

Cells that are one of a few words are attributes, the others and the rule are in the note. brat reads any line end as one
character, so in the text a `\r` before `\n` is a blank and a lone one is a line break: no offset moves.
"""

import re
from collections.abc import Iterator, Mapping

from extract.models import Extraction, Row, Span
from extract.runs import Run
from extract.schema import FACTS, TABLES
from extract.standoff.marks import CHOICES, facts, filled, lines

TABBED = re.compile(r"\s+")
LINE_END = re.compile(r"\r(\n?)")


def files_of(run: Run) -> Mapping[str, bytes]:
    """`<report>.txt` and `<report>.ann` for each report, and `annotation.conf`."""
    files = {"annotation.conf": lines(_configuration())}
    for extraction in run.extractions:
        text = LINE_END.sub(lambda end: " \n" if end[1] else "\n", extraction.document.raw)
        files[f"{extraction.document.id}.txt"] = text.encode()
        files[f"{extraction.document.id}.ann"] = lines(_annotations(extraction, text))
    return files


def _annotations(extraction: Extraction, text: str) -> Iterator[str]:
    attributes = 0
    for number, row in enumerate(facts(extraction), 1):
        pieces = _pieces(row.span, text)
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        yield f"T{number}\t{row.table} {places}\t{' '.join(piece.of(text) for piece in pieces)}"
        for column, cell in filled(row).items():
            if column in CHOICES:
                attributes += 1
                yield f"A{attributes}\t{column} T{number} {cell}"
        yield f"#{number}\tAnnotatorNotes T{number}\t{_note(row)}"


def _pieces(span: Span, text: str) -> list[Span]:
    """A span without the line breaks in it, which a line of annotations cannot hold."""
    return [Span(*piece.span()) for piece in re.compile(r"[^\n]+").finditer(text, span.start, span.end)]


def _note(row: Row) -> str:
    """`value=46 unit=家 by counts.after-noun`, blanks inside a cell single."""
    cells = (f"{column}={TABBED.sub(' ', cell)}" for column, cell in filled(row).items() if column not in CHOICES)
    return " ".join([*cells, "by", row.rule])


def _configuration() -> Iterator[str]:
    yield from ("[entities]", *FACTS, "[relations]", "[events]", "[attributes]")
    for column, values in CHOICES.items():
        tables = "|".join(name for name in FACTS if column in {own.name for own in TABLES[name].own})
        yield f"{column}\tArg:{tables}, Value:{'|'.join(values)}"
