"""What a company's name looks like: its edges in a run of words, and what is none."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.lexicons import Lexicons, any_of
from extract.models import Span
from extract.words import is_word, words

LATIN = regex.compile(r"[A-Z][A-Za-z0-9&.\-]*[A-Za-z0-9](?: (?:[A-Z][A-Za-z0-9&.\-]*|&|and|of|de))*")
SHORTEST, LONGEST = 2, 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A word inside a stretch that may hold a name."""

    span: Span
    text: str


class Names:
    """Judges names by the lexicons `company-parts` (suffixes, forms, what goes before and never belongs) and `scopes`."""

    def __init__(self, lexicons: Lexicons) -> None:
        parts = lexicons["company-parts"]
        self._suffix = regex.compile(any_of(parts.of("suffix")))
        self._form = regex.compile(any_of(parts.of("form")))
        self._stops = frozenset(parts.of("stop"))
        self._generic_end = regex.compile(any_of(parts.of("generic-end")) + "$")
        self._generic = frozenset(parts.of("generic"))
        self._before = regex.compile(rf".*(?:{any_of(parts.of('before'))})")
        self._origin = regex.compile(rf"^{any_of(parts.of('origin'))}(?=..)")
        self._never = regex.compile(any_of(parts.of("never")))

    def from_left(self, text: str, span: Span, trusted: bool) -> Span | None:
        """The name that ends where the span ends: without what describes it (`方案提供商科越工程`) or precedes it."""
        start = span.start
        for piece in _pieces(text, span):
            if piece.text in self._stops:
                start = piece.span.end
        described = self._before.match(text, start, span.end)
        if described and span.end - described.end() >= SHORTEST:
            start = described.end()
        origin = self._origin.match(text[start : span.end])
        if origin and len(text[start + origin.end() : span.end]) >= SHORTEST:
            start += origin.end()
        name = Span(start, span.end)
        return name if self.is_name(name.of(text), trusted) else None

    def to_suffix(self, text: str, span: Span) -> Span | None:
        """The name that begins where the span begins and ends with its first business suffix or form."""
        form = self._form.search(text, span.start, span.end)
        if form and self.is_name(text[span.start : form.end()], True):
            return Span(span.start, form.end())
        for suffix in self._suffix.finditer(text, span.start + 1, span.end, overlapped=True):
            name = Span(span.start, suffix.end())
            if self.is_name(name.of(text), False):
                return name
        return None

    def is_name(self, name: str, trusted: bool) -> bool:
        """Whether the text can be a company's name; `trusted` says that its surroundings name a company."""
        if not SHORTEST <= len(name) <= LONGEST or self._never.search(name) or name in self._generic:
            return False
        if LATIN.fullmatch(name):
            return trusted and any(c.islower() for c in name) or len(name) > 4
        if self._form.search(name):
            return not self._generic_only(self._form.sub("", name))
        if self._generic_end.search(name) or self._generic_only(name):
            return False
        return trusted or self._unknown(name)

    def is_strange(self, name: str) -> bool:
        """Whether no dictionary explains the text: it is no word, and some of its pieces are single characters."""
        pieces = [piece.text for piece in _pieces(name, Span(0, len(name)))]
        return not is_word(name) and (LATIN.fullmatch(name) is not None or any(len(piece) == 1 for piece in pieces))

    def _generic_only(self, name: str) -> bool:
        """Whether a name is made of common words alone: an industry, a field, a class of firms."""
        pieces = [piece.text for piece in _pieces(name, Span(0, len(name)))]
        return is_word(name) and len(name) <= 2 or all(piece in self._generic for piece in pieces)

    def _unknown(self, name: str) -> bool:
        """Whether the name holds a run that no dictionary knows before its business suffix (`科/越/工程`)."""
        suffixes = [found for found in self._suffix.finditer(name, overlapped=True) if found.end() == len(name)]
        if not suffixes:
            return False
        stem = name[: min(suffixes, key=lambda found: int(found.start())).start()]
        pieces = [piece.text for piece in _pieces(stem, Span(0, len(stem)))] if stem else []
        return SHORTEST <= len(stem) <= 8 and not is_word(name) and any(len(piece) == 1 for piece in pieces)


def _pieces(text: str, span: Span) -> Iterator[Piece]:
    for word in words(span.of(text)):
        moved = word.shift(span.start)
        yield Piece(moved, moved.of(text))
