"""Scopes: whose figure it is, from where it is named to the next scope or heading."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.context.phrases import NAMED, Phrases
from extract.lexicons import Lexicons, any_of
from extract.models import Kind, Sentence, Span, clause_edges


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope that is named, and where; `only` is the one figure it is for, where it stands inside an event's name."""

    name: str
    span: Span
    only: Span | None = None


class Scopes:
    """Finds the scopes that a sentence names, by the lexicon `scopes`."""

    def __init__(self, lexicons: Lexicons, phrases: Phrases) -> None:
        self._phrases = phrases
        events = any_of(lexicons["events"].canonical)
        self._frame = regex.compile(rf"在.*{events}.{{0,4}}[中上里]$")
        self._event = regex.compile(rf"^[^，]{{0,12}}?{events}\p{{Han}}")

    def named(self, sentence: Sentence, veiled: str, not_in: Sequence[Span]) -> tuple[Scope, ...]:
        """The scopes that start in a sentence: at the head of a clause or right after a figure.

        `veiled` is the sentence with labels and figures veiled (length kept); places inside `not_in` (bases, standings)
        start none.
        """
        found = []
        for start, figure in self._starts(sentence):
            end = sentence.clause(Span(start, start + 1)).end
            clause = veiled[start - sentence.span.start : end - sentence.span.start]
            if self._frame.search(clause):
                continue
            place = self._phrases.scope_at(clause) or (None if figure else self._late_office(clause))
            if place is None:
                continue
            span = place.shift(start)
            if not any(span.overlaps(other) for other in not_in):
                event = figure is not None and self._event.search(clause)
                found.append(Scope(sentence.of(span), span, figure if event else None))
        return tuple(found)

    def _late_office(self, clause: str) -> Span | None:
        """An office between what is counted and its number."""
        start = 0
        for piece in clause.split(NAMED):
            if (place := self._phrases.late_office(piece)) is not None:
                return place.shift(start)
            start += len(piece) + 1
        return None

    def _starts(self, sentence: Sentence) -> list[tuple[int, Span | None]]:
        """Where a scope may stand: at the head of each clause, and right behind each count."""
        heads = [0, *(edge for edge in clause_edges(sentence.text) if edge < len(sentence.text))]
        starts: dict[int, Span | None] = {sentence.span.start + head: None for head in heads}
        for quantity in sentence.quantities:
            if quantity.kind == Kind.COUNT and quantity.span.end < sentence.span.end:
                starts.setdefault(quantity.span.end, quantity.span)
        return sorted(starts.items(), key=lambda item: item[0])
