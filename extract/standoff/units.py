"""UTF-16 code units: how tools written in JavaScript count a text in which Python counts characters."""

from bisect import bisect_left
from dataclasses import dataclass

LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Units:
    """The way between the two ways of counting in one text; `wide` are the characters that take two units."""

    wide: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Units":
        """The units of a text."""
        return cls(tuple(at for at, character in enumerate(text) if character > LAST_OF_ONE_UNIT))

    def of_character(self, offset: int) -> int:
        """The code units before a character.

        >>> Units.of("𠮷家12户").of_character(2)
        3
        """
        return offset + bisect_left(self.wide, offset)

    def to_character(self, unit: int) -> int:
        """The character that a code unit begins; raises ValueError for one inside a character.

        >>> [Units.of("𠮷家12户").to_character(unit) for unit in (0, 2, 3)]
        [0, 1, 2]
        """
        starts = [at + number for number, at in enumerate(self.wide)]
        offset = unit - bisect_left(starts, unit)
        if self.of_character(offset) != unit:
            raise ValueError(f"offset {unit} is inside a character")
        return offset
