"""What an edit of the rules does: the rules and terms that differ, and the rows by which the tables of the two differ."""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extract.check import Change, Difference, compare
from extract.rules import RuleSet
from extract.runs import run
from extract.workbench.edits import SIGNS, Edit, edits
from extract.workbench.revisions import rules_folder, rules_of


@dataclass(frozen=True, slots=True)
class Effect:
    """The edits and what they do to the tables of some reports."""

    edits: tuple[Edit, ...]
    difference: Difference

    @property
    def words(self) -> str:
        """The edits, then the rows, one a line."""
        counts = ", ".join(f"{sum(edit.kind == kind for edit in self.edits)} {kind}" for kind in SIGNS)
        told = "\n".join([counts, *(f"  {edit}" for edit in self.edits)]) if self.edits else "the same"
        return f"rules: {told}\ntables: {self.difference or 'the same'}"

    def as_json(self) -> str:
        """The same for programs, the rows whole."""
        said = {"edits": [_edit(edit) for edit in self.edits], "changes": [_change(c) for c in self.difference.changes]}
        return json.dumps(said, ensure_ascii=False, indent=2, default=str)


def effect(old: str, new: str, reports: Iterable[Path], year: str = "") -> Effect:
    """What it does to the reports that the rules named `new` stand where those named `old` stood.

    Rows of `reports.csv` that differ by the rules' checksum only say nothing here and count as equal.
    """
    with ExitStack() as places:
        folders = [places.enter_context(rules_folder(name)) for name in (old, new)]
        loaded = [rules_of(name, folder) for name, folder in zip((old, new), folders, strict=True)]
        edited = edits(*folders)
    before, after = (run(reports, _without_checksum(rules), year).files for rules in loaded)
    return Effect(edited, compare(before, after))


def _without_checksum(rules: RuleSet) -> RuleSet:
    return replace(rules, sha256="")


def _edit(edit: Edit) -> dict[str, Any]:
    keys = [{"key": key, "old": old, "new": new} for key, old, new in edit.keys]
    return {"kind": edit.kind, "file": edit.file, "name": edit.name, "keys": keys}


def _change(change: Change) -> dict[str, Any]:
    cells = [{"column": column, "old": old, "new": new} for column, old, new in change.cells]
    return {"kind": change.kind, "table": change.table, "row": dict(change.row)} | (
        {"cells": cells} if change.kind == "changed" else {}
    )
