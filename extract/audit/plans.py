"""A plan: files with their new bytes, made before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """Files to replace, one line for each thing that they gain, and one for each that cannot be added."""

    files: Mapping[Path, bytes]
    words: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def __or__(self, other: "Plan") -> "Plan":
        """Both plans, which have no file in common."""
        return Plan({**self.files, **other.files}, self.words + other.words, self.warnings + other.warnings)
