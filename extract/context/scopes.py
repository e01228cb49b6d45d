"""Scopes: whose figure it is, from where it is named to the next scope or heading."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extract.context.phrases import Phrases
from extract.lexicons import Lexicons, any_of
from extract.models import Kind, Sentence, Span, clause_edges


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope that is named, and where."""

    name: str
    span: Span


class Scopes:
    """Finds the scopes that a sentence names, by the lexicon `scopes`."""

    def __init__(self, lexicons: Lexicons, phrases: Phrases) -> None:
        self._phrases = phrases
        self._event = regex.compile(rf"在.*{any_of(lexicons['events'].canonical)}.{{0,4}}[中上里]$")

    def named(self, sentence: Sentence, veiled: str, not_in: Sequence[Span]) -> tuple[Scope, ...]:
        """The scopes that start in a sentence: at the head of a clause or right after a figure.

        `veiled` is the sentence with labels veiled (length kept); places inside `not_in` (bases, standings) start none.
        """
        found = []
        for start in self._starts(sentence):
            end = sentence.clause(Span(start, start + 1)).end
            clause = veiled[start - sentence.span.start : end - sentence.span.start]
            if self._event.search(clause):
                continue
            place = self._phrases.scope_at(clause)
            if place is None:
                continue
            span = place.shift(start)
            if not any(span.overlaps(other) for other in not_in):
                found.append(Scope(sentence.of(span), span))
        return tuple(found)

    def _starts(self, sentence: Sentence) -> list[int]:
        heads = [0, *(edge for edge in clause_edges(sentence.text) if edge < len(sentence.text))]
        heads += [sentence.local(quantity.span).end for quantity in sentence.quantities if quantity.kind == Kind.COUNT]
        return sorted({sentence.span.start + head for head in heads if head < len(sentence.text)})
