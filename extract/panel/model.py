"""What `indicators.toml` says: indicators with what texts call them and their examples."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta

from extract.panel.figures import Measure

if TYPE_CHECKING:
    import regex


Line = Annotated[str, Meta(pattern=r"\S", description="one line")]
Cells = Annotated[dict[str, str], Meta(min_length=1, description="the cells of a row")]


class Claimed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cells of a row that the indicator must claim."""

    row: Cells


class Refused(Claimed, frozen=True, forbid_unknown_fields=True):
    """Cells of a row that the indicator must leave alone, and why."""

    why: Annotated[str, Meta(pattern=r"\S", description="why it is none")]


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One canonical indicator as its file gives it; see `rules/README.md` for what each key means."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="small letters joined by hyphens")]
    chinese: Line
    english: Line
    unit: Annotated[list[str], Meta(min_length=1, description="the measure words or currencies in which it is stated")]
    names: Annotated[list[str], Meta(min_length=1, description="what texts call it")]
    note: Line
    author: Line
    added: date
    match: Annotated[list[Claimed], Meta(min_length=1, description="a row that it must claim")]
    reject: Annotated[list[Refused], Meta(min_length=1, description="a row that it must leave alone")]
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
