"""Lexicons: `term,canonical,note` tables that people edit; every closed word of the rules comes from one."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import regex

from extract.errors import Place, RuleError

HEADER = ["term", "canonical", "note"]


def any_of(terms: Iterable[str]) -> str:
    """An expression for any of the terms, longest first; it never matches where there are none."""
    return _any_of(tuple(terms))


@lru_cache(maxsize=512)  # every document asks for the same ones
def _any_of(terms: tuple[str, ...]) -> str:
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return "(?:" + "|".join(map(regex.escape, ordered)) + ")" if ordered else "(?!)"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """One lexicon: term to what it stands for (`美金` to `USD`; the term itself where the column is empty)."""

    name: str
    canonical: Mapping[str, str]
    notes: Mapping[str, str]

    def pattern(self) -> str:
        """An alternation of all terms, longest first, so that `超过` is tried before `超`."""
        return any_of(self.canonical)

    def of(self, *values: str) -> tuple[str, ...]:
        """The terms that stand for one of the values: `cues.of("each")` gives 均 and 各; a term may stand for several."""
        found = {term for value in values for term in self._by_value.get(value, ())}
        return tuple(term for term in self.canonical if term in found)

    @cached_property
    def _by_value(self) -> Mapping[str, set[str]]:
        by_value: dict[str, set[str]] = defaultdict(set)
        for term, stood_for in self.canonical.items():
            for value in stood_for.split():
                by_value[value].add(term)
        return by_value


@dataclass(frozen=True, slots=True, eq=False)
class Lexicons:
    """All lexicons of a rules folder, by file stem; a missing one is empty."""

    by_name: Mapping[str, Lexicon]

    def __getitem__(self, name: str) -> Lexicon:
        return self.by_name.get(name) or Lexicon(name, {}, {})


def load_lexicon(path: Path) -> Lexicon:
    """The lexicon in a CSV file; raises RuleError at the first line that is not `term,canonical,note`."""
    canonical: dict[str, str] = {}
    notes: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.reader(file), 1):
            place = Place(f"lexicon/{path.name}", number)
            if number == 1:
                if row != HEADER:
                    raise RuleError(f"header is {','.join(row)!r}", place, f"write {','.join(HEADER)!r}")
                continue
            if len(row) != len(HEADER) or not row[0]:
                raise RuleError(f"{len(row)} cells", place, "write term,canonical,note")
            term, value, note = row
            if term in canonical:
                raise RuleError(f"{term!r} stands twice", place, "keep one of the two lines")
            canonical[term], notes[term] = value or term, note
    return Lexicon(path.stem, canonical, notes)
