"""Figures that are written as a term: `翻番`, `两位数`, `半壁江山`."""

from collections.abc import Iterator
from decimal import Decimal

import regex

from extract.lexicons import Lexicons
from extract.models import Bound, Kind, Quantity, Span
from extract.quantities.candidates import Candidate, Rank, Scanned
from extract.quantities.qualifiers import Qualifiers, bound_named


class Terms:
    """Finds the terms of the lexicon `figures`, whose canonical is `low` or `low..high` and whose note a kind."""

    def __init__(self, lexicons: Lexicons, qualifiers: Qualifiers) -> None:
        self._figures, self._qualifiers = lexicons["figures"], qualifiers
        self._pattern = regex.compile(self._figures.pattern())

    def candidates(self, scanned: Scanned) -> Iterator[Candidate]:
        """All such terms, with their qualifiers."""
        for match in self._pattern.finditer(scanned.text):
            low, _, high = self._figures.canonical[match[0]].partition("..")
            kind, *said = self._figures.notes[match[0]].split()
            before = self._qualifiers.before(scanned.text, match.start(), match[0], Kind(kind))
            after = self._qualifiers.after(scanned.text, match.end())
            bounds = [limit.bound for limit in before] + ([after.bound] if after else [])
            bound: Bound = bounds[0] if bounds else bound_named(said[0]) if said else "exact"
            span = Span(before[0].place if before else match.start(), after.place if after else match.end())
            numerals = scanned.within(span)
            if numerals is not None:
                ends = Decimal(low), Decimal(high) if high else None
                quantity = Quantity(span, Kind(kind), *ends, bound, "", numerals)
                yield Candidate(quantity, len(match[0]), Rank.TERM)
