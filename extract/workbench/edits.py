"""Edits of rules: which rules, macros and terms differ between two folders, whatever that does to a table."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

SIGNS = {"added": "+", "removed": "-", "edited": "~"}
DEFAULTS = {"status": "stable", "canonical": "∅"}  # keys whose values are shown, and what their absence is
Parts = Mapping[tuple[str, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Edit:
    """One rule, macro or term that differs; `keys` are those of its keys that do, with the old and the new value."""

    kind: Literal["added", "removed", "edited"]
    file: str
    name: str
    keys: tuple[tuple[str, Any, Any], ...] = ()

    def __str__(self) -> str:
        """`~ counts.toml counts.listed: pattern, status stable → retired`, `~ cues.csv 缩水: canonical fall → rise`."""
        told = ", ".join(_told(*key) for key in self.keys)
        return f"{SIGNS[self.kind]} {self.file} {self.name}" + (f": {told}" if told else "")


def edits(old: Path, new: Path) -> tuple[Edit, ...]:
    """What turns the rules of the old folder into those of the new one, by file and name; their order says nothing."""
    before, after = dict(_parts(old)), dict(_parts(new))
    return tuple(_edit(place, before.get(place), after.get(place)) for place in _differing(before, after))


def _differing(before: Parts, after: Parts) -> list[tuple[str, str]]:
    return sorted(place for place in before.keys() | after.keys() if before.get(place) != after.get(place))


def _edit(place: tuple[str, str], before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Edit:
    if before is None:
        return Edit("added", *place)
    if after is None:
        return Edit("removed", *place)
    keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key) != after.get(key)]
    return Edit("edited", *place, tuple((key, before.get(key), after.get(key)) for key in keys))


def _parts(folder: Path) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    """Every rule, macro and term of a folder by its file and name; the folder has been loaded, so its files are sound."""
    for path in sorted(folder.glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        for rule in content.get("rule", []):
            yield (path.name, rule["id"]), rule
        for name, text in content.get("macros", {}).items():
            yield (path.name, name), {"text": text}
    for path in sorted(folder.glob("lexicon/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield (path.name, row["term"]), row


def _told(key: str, old: Any, new: Any) -> str:
    """`status stable → retired`, or the key alone where its values are long or many."""
    default = DEFAULTS.get(key, "∅")
    return f"{key} {old or default} → {new or default}" if key in DEFAULTS else key
