"""The expressions of indicators: what their slots stand for, compiled."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from extract.panel.words import MONEY
from extract.rules.sources import meant

_SLOT = regex.compile(r"\{(:?)([a-z][a-z-]*)\}")
_QUANTIFIER = regex.compile(r"\{\d*,?\d*\}")
_DIGIT = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Parts:
    """What slots stand for: `{part}` of the file, `{:act}` a word list or act of the rules, `{money}` a sum."""

    parts: Mapping[str, str]
    closed: Mapping[str, str]

    def compiled(self, expression: str) -> "regex.Pattern[str]":
        """The expression with its slots filled; one with a fault raises."""
        return regex.compile(_SLOT.sub(lambda slot: f"(?:{self._filled(slot[1], slot[2])})", expression), regex.VERSION1)

    def fault(self, expression: str) -> tuple[str, str] | None:
        """What is wrong with an expression, and what to do."""
        if found := _DIGIT.search(_QUANTIFIER.sub("", self.plain(expression))):
            return f"{expression!r} spells out {found[0]!r}", "a sum is {money}; years are left out of names"
        for mark, name in _SLOT.findall(self._opened(expression)):
            if name not in (known := self.closed if mark else ("money", *self.parts)):
                return f"{expression!r} names {mark + name!r}, which is nothing", meant(name, known) or "add it to [parts]"
        try:
            pattern = self.compiled(expression)
        except regex.error as error:
            return f"{expression!r} is not valid: {error}", "mend it; brackets close"
        if pattern.fullmatch(""):
            return f"{expression!r} fits the empty text", "give it a word"
        if strange := sorted(pattern.groupindex.keys() - {"list"}):
            return f"{expression!r} has a group {strange[0]!r}", "the only group with a name is (?P<list>…)"
        return None

    def plain(self, expression: str) -> str:
        """The expression with its parts filled in and all other slots left out."""
        return _SLOT.sub("", self._opened(expression))

    def _opened(self, expression: str) -> str:
        """The expression with its parts filled in; a part holds no other part."""
        return _SLOT.sub(lambda slot: slot[0] if slot[1] else self.parts.get(slot[2], slot[0]), expression)

    def _filled(self, mark: str, name: str) -> str:
        if mark:
            return self.closed[name]
        return MONEY if name == "money" else self.compiled(self.parts[name]).pattern
