"""What is wrong with an indicator that has the shape of one."""

from collections.abc import Iterator, Mapping

import regex

from extract.panel.figures import MEASURES
from extract.panel.model import Indicator
from extract.panel.parts import Parts
from extract.rules.shape import Misfit
from extract.rules.sources import Path_, meant

CELLS = ("measure", "indicator", "unit", "base", "scope", "holder")
"""The cells that the row of an example may have."""
_WORD = regex.compile(r"\p{Han}{2,}|[A-Za-z&]{2,}")


def faults_of(indicator: Indicator, parts: Parts) -> Iterator[Misfit]:
    """The faults of an indicator's expressions and examples."""
    for key in ("names", "base", "scope"):
        value: str | list[str] = getattr(indicator, key)
        for expression in [value] if isinstance(value, str) else value:
            if expression and (fault := parts.fault(expression)):
                yield Misfit((key,), *fault)
    for key, examples in (("match", indicator.match), ("reject", indicator.reject)):
        for at, example in enumerate(examples):
            yield from _row(example.row, (key, at, "row"))
    yield from _rejects(indicator, parts)


def _row(row: Mapping[str, str], path: Path_) -> Iterator[Misfit]:
    for cell in sorted(row.keys() - set(CELLS)):
        yield Misfit(path, f"unknown cell {cell!r} in row", meant(cell, CELLS) or "take it out")
    for cell in ("measure", "indicator"):
        if not row.get(cell):
            yield Misfit(path, f"the row says no {cell}", "add it")
    measure = row.get("measure", "")
    if measure and measure not in MEASURES:
        yield Misfit(path, f"unknown measure {measure!r}", meant(measure, MEASURES) or f"write {', '.join(MEASURES)}")


def _rejects(indicator: Indicator, parts: Parts) -> Iterator[Misfit]:
    """The rows that share no two characters with a name."""
    words = {word for name in indicator.names for word in _WORD.findall(parts.plain(name))}
    pieces = {word[at : at + 2] for word in words for at in range(len(word) - 1)}
    for at, refused in enumerate(indicator.reject):
        said = refused.row.get("indicator", "")
        if pieces and not any(piece in said for piece in pieces):
            message = f"the reject {said!r} holds no word of the names, so it proves nothing"
            yield Misfit(("reject", at, "row"), message, "write a row that looks like a match and is none")
