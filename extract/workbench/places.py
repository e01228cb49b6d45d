"""Where the keys of rules and the terms of word lists stand in their files."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extract.errors import Place
from extract.rules.load import survey
from extract.workbench.mutants import Mutant
from extract.workbench.terms import Deletion


class Places:
    """The places of changes in the files of a folder of rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._entries = {entry.rule.id: entry for entry in survey(folder).entries}
        self._lines = cache(lambda name: (folder / name).read_text("utf-8").splitlines())
        self._terms = cache(self._terms_of)

    def of(self, change: Mutant | Deletion) -> Place:
        """File, line and, within a pattern, column of a change."""
        if isinstance(change, Deletion):
            path = f"lexicon/{change.list}.csv"
            return Place(str(self.folder / path), self._terms(path)[change.term])
        place = self._entries[change.id].place(change.key)
        column = self._column(place, change) if change.key == "pattern" else 0
        return Place(str(self.folder / place.file), place.line, column)

    def _column(self, place: Place, change: Mutant) -> int:
        """The column of a character of the pattern; 0 where the line does not hold the pattern as it is."""
        start = self._lines(place.file)[place.line - 1].find(self._entries[change.id].rule.pattern)
        return start + change.at + 1 if start >= 0 else 0

    def _terms_of(self, path: str) -> Mapping[str, int]:
        with (self.folder / path).open(encoding="utf-8", newline="") as file:
            return {row[0]: number for number, row in enumerate(csv.reader(file), 1)}
