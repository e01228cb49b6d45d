"""Lexicons: `term,canonical,note` tables that people edit; every closed word of the rules comes from one."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import regex

from extract.errors import Place, RuleError

NEVER = "(?!)"  # an expression that matches nowhere
HEADER = ["term", "canonical", "note"]


def any_of(terms: Iterable[str]) -> str:
    """An expression for any of the terms, longest first; it never matches where there are none."""
    return _any_of(tuple(terms))


@lru_cache(maxsize=512)  # every document asks for the same ones
def _any_of(terms: tuple[str, ...]) -> str:
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return "(?:" + "|".join(map(regex.escape, ordered)) + ")" if ordered else NEVER


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
    lexicon, faults = scan_lexicon(path)
    if faults:
        raise faults[0]
    return lexicon


def scan_lexicon(path: Path) -> tuple[Lexicon, tuple[RuleError, ...]]:
    """The lexicon in a CSV file as far as it can be read, and the fault of every line that is not `term,canonical,note`."""
    canonical: dict[str, str] = {}
    notes: dict[str, str] = {}
    faults: list[RuleError] = []
    for number, row in enumerate(_lines(path, faults), 1):
        if fault := _fault(number, row, canonical):
            faults.append(RuleError(fault[0], Place(f"lexicon/{path.name}", number), fault[1]))
        elif number > 1:
            term, value, note = row
            canonical[term], notes[term] = value or term, note
    return Lexicon(path.stem, canonical, notes), tuple(faults)


def _lines(path: Path, faults: list[RuleError]) -> list[list[str]]:
    try:
        return list(csv.reader(path.read_text("utf-8").splitlines()))
    except UnicodeDecodeError as error:
        faults.append(RuleError(f"not UTF-8 at byte {error.start}", Place(f"lexicon/{path.name}"), "save it as UTF-8"))
        return []


def _fault(number: int, row: list[str], known: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with a line and what to do; None where nothing is."""
    if number == 1:
        return None if row == HEADER else (f"header is {','.join(row)!r}", f"write {','.join(HEADER)!r}")
    if len(row) != len(HEADER):
        return f"{len(row)} cells", "write term,canonical,note"
    if not row[0]:
        return "no term", "write one, or take the line out"
    return (f"{row[0]!r} stands twice", "keep one of the two lines") if row[0] in known else None
