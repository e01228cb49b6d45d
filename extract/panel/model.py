"""What `indicators.toml` says: indicators with what texts call them and their examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from extract.panel.figures import Measure

if TYPE_CHECKING:
    import regex


class Claimed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cells of a row that the indicator must claim."""

    row: dict[str, str]


class Refused(Claimed, frozen=True, forbid_unknown_fields=True):
    """Cells of a row that the indicator must leave alone, and why."""

    why: str


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One canonical indicator as its file gives it; see `rules/README.md` for what each key means."""

    id: str
    chinese: str
    english: str
    unit: list[str]
    names: list[str]
    note: str
    author: str
    added: date
    match: list[Claimed]
    reject: list[Refused]
    measure: list[Measure] = []
    base: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Compiled:
    """An indicator with its patterns: each name, and what base and scope must be where it says so."""

    indicator: Indicator
    names: "tuple[regex.Pattern[str], ...]"
    base: "regex.Pattern[str] | None"
    scope: "regex.Pattern[str] | None"


@dataclass(frozen=True, slots=True)
class Indicators:
    """The canonical indicators of a rules folder, by id; none where the folder has no `indicators.toml`."""

    by_id: Mapping[str, Compiled]

    def chinese(self, indicator: str) -> str:
        """The indicator's Chinese name; the words themselves where no canonical indicator has this id."""
        found = self.by_id.get(indicator)
        return found.indicator.chinese if found else indicator

    def english(self, indicator: str) -> str:
        """The indicator's English name, empty where no canonical indicator has this id."""
        found = self.by_id.get(indicator)
        return found.indicator.english if found else ""
