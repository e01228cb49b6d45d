"""What a check finds: a contradiction with its arithmetic and the readings of the text that it was tried on."""

from dataclasses import dataclass

from extract.models import Level
from extract.verify.facts import Fact, Label, Spot


@dataclass(frozen=True, slots=True)
class Said:
    """One thing in English and in Chinese."""

    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the figures, its arithmetic, and whether the figures agree under it."""

    said: Said
    arithmetic: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding: what does not agree, where, and under which readings it would.

    `place` is where it is told; `rests` are all figures, years and firms that it rests on. A doubt of level note contradicts
    nothing and is only worth knowing.
    """

    code: str
    place: Spot
    rests: tuple[Fact | Label, ...]
    said: Said
    readings: tuple[Reading, ...]
    is_note: bool = False

    @property
    def level(self) -> Level:
        """`error` where no reading fits, `warning` where some reading does not, `note` where nothing is contradicted."""
        if self.is_note:
            return "note"
        return "warning" if any(reading.fits for reading in self.readings) else "error"

    @property
    def arithmetic(self) -> str:
        """The arithmetic of all readings that do not fit, in their order."""
        return "; ".join(dict.fromkeys(reading.arithmetic for reading in self.readings if not reading.fits))
