"""The expressions of indicators: what their slots stand for, compiled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import regex

from extract.panel.words import MONEY

_SLOT = regex.compile(r"\{(:?)([a-z][a-z-]*)\}")
_COUNTS = regex.compile(r"\{\d*,?\d*\}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What slots stand for: `{part}` of the file, `{:act}` a word list or act of the rules, `{money}` a sum."""

    parts: Mapping[str, str]
    closed: Mapping[str, str]

    def compiled(self, expression: str) -> "regex.Pattern[str]":
        """The expression with its slots filled; raises ValueError with what is wrong and what to do."""
        if found := regex.search(r"\d", _COUNTS.sub("", self.plain(expression))):
            raise ValueError(f"{expression!r} spells out {found[0]!r}; a sum is {{money}}, and years are left out of names")
        try:
            pattern = regex.compile(self._filled(expression), regex.VERSION1)
        except regex.error as error:
            raise ValueError(f"{expression!r} is no valid expression: {error}") from error
        if pattern.fullmatch(""):
            raise ValueError(f"{expression!r} fits the empty text; give it a word")
        if strange := pattern.groupindex.keys() - {"list"}:
            raise ValueError(f"{expression!r} names {', '.join(sorted(strange))}; the only named group is (?P<list>…)")
        return pattern

    def plain(self, expression: str) -> str:
        """The expression with its parts filled in and all other slots left out."""
        return _SLOT.sub(lambda slot: "" if slot[1] else self.parts.get(slot[2], ""), expression)

    def _filled(self, expression: str) -> str:
        return _SLOT.sub(lambda slot: f"(?:{self._slot(slot[1], slot[2])})", expression)

    def _slot(self, mark: str, name: str) -> str:
        """What a slot stands for; a part may hold `{:act}` and `{money}`, but no other part."""
        if mark and name in self.closed:
            return self.closed[name]
        if not mark and name == "money":
            return MONEY
        if not mark and name in self.parts:
            return Parts({}, self.closed)._filled(self.parts[name])
        known = self.closed if mark else ("money", *self.parts)
        advice = meant(name, known) or ("name a word list or an act" if mark else "add it to [parts]")
        raise ValueError(f"{{{mark}{name}}} stands for nothing; {advice}")


def meant(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, as advice; empty where none is near."""
    close = get_close_matches(word, list(known), 1)
    return f"did you mean {close[0]!r}?" if close else ""
