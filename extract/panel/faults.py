"""What is wrong with an indicator as its file gives it, one line each."""

from collections.abc import Iterator, Mapping

import regex

from extract.panel.figures import MEASURES
from extract.panel.model import Indicator
from extract.panel.parts import Parts, meant

CELLS = ("measure", "indicator", "unit", "base", "scope", "holder")
"""The cells that the row of an example may have."""
_ID = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = regex.compile(r"\p{Han}{2,}|[A-Za-z&]{2,}")
_WANTED = {
    "unit": "give the measure words, currencies or '%' in which it is stated",
    "names": "give at least one name by which texts call it",
    "match": "add a row that it must claim",
    "reject": "add a row that it must leave alone",
    "chinese": "write one line",
    "english": "write one line",
    "note": "write one line",
}


def faults_of(indicator: Indicator, parts: Parts) -> Iterator[str]:
    """Faults of an indicator's keys and examples; what its expressions get wrong is not among them."""
    if not _ID.fullmatch(indicator.id):
        yield f"the id {indicator.id!r} is no name; write small letters joined by hyphens, such as paid-in-foreign-capital"
    for key, advice in _WANTED.items():
        if not getattr(indicator, key):
            yield f"{key} is empty; {advice}"
    for example in (*indicator.match, *indicator.reject):
        yield from _row(example.row)
    yield from _rejects(indicator, parts)


def _row(row: Mapping[str, str]) -> Iterator[str]:
    for cell in sorted(row.keys() - set(CELLS)):
        yield f"an example has the unknown cell {cell!r}; {meant(cell, CELLS) or 'take it out'}"
    for cell in ("measure", "indicator"):
        if not row.get(cell):
            yield f"the example {row} says no {cell}; add it"
    measure = row.get("measure", "")
    if measure and measure not in MEASURES:
        yield f"an example has the unknown measure {measure!r}; {meant(measure, MEASURES) or ', '.join(MEASURES)}"


def _rejects(indicator: Indicator, parts: Parts) -> Iterator[str]:
    words = {word for name in indicator.names for word in _WORD.findall(parts.plain(name))}
    pieces = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    for refused in indicator.reject:
        said = refused.row.get("indicator", "")
        if pieces and not any(piece in said for piece in pieces):
            yield f"the reject {said!r} shares no word with the names, so it proves nothing; write one that looks alike"
        if not refused.why.strip():
            yield f"the reject {said!r} says no why; say why it is none"
