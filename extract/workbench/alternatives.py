"""The alternatives of a pattern: each with the variant of the pattern that leaves no other way than it.

    占(?:比|到)?的?    比 of (?:比|到)    占(?:比)的?
                       到 of (?:比|到)    占(?:到)的?
                       (?:比|到)? taken   占(?:比|到)的?
                       (?:比|到)? left    占的?
                       的? taken          占(?:比|到)?的
                       的? left           占(?:比|到)?

A slot is one way, however many words its list holds; an edge (`^`, `$`, `[，。；]`) is no word and no way. A gap
(`[^，。；]*?`) is a distance: some example must cross it, none need do without.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal as OneOf

from extract.models import Span
from extract.workbench.pieces import Branch, CharacterClass, Group, Piece, Repeat, parse

Sort = OneOf["of", "taken", "left", "forbidden"]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way through a pattern.

    `sort` says which: `text` *of* the choice `among`; an optional part *taken* or *left*; a *forbidden* word, whose
    `variant` allows it. `span` is where the alternative stands in the pattern.
    """

    sort: Sort
    text: str
    among: str
    span: Span
    variant: str

    def surrounds(self, other: "Alternative") -> bool:
        """Whether the way through this one may go through the other: `(?:比|到)?` taken and 比."""
        return self.sort != "left" and self.span != other.span and self.span.holds(other.span)


def alternatives(pattern: str) -> tuple[Alternative, ...]:
    """Every alternative of a pattern, inner ones before those that hold them."""
    return tuple(_Ways(pattern).of_group(parse(pattern)))


class _Ways:
    """The alternatives of the pieces of one pattern; their `variant` stands for the piece alone."""

    def __init__(self, source: str) -> None:
        self.source = source

    def of_group(self, group: Group) -> Iterator[Alternative]:
        close = ")" if group.opening else ""
        if group.forbids:
            yield from self._forbidden(group)
            return
        for branch in group.branches:
            for way in self._of_branch(branch):
                yield replace(way, variant=group.opening + way.variant + close)
            text = self._text(branch.span)
            if len(group.branches) > 1 and any(map(str.isalpha, text)):
                yield Alternative("of", text, self._text(group.span), branch.span, group.opening + text + close)

    def _of_branch(self, branch: Branch) -> Iterator[Alternative]:
        for piece in branch.pieces:
            before = self._text(Span(branch.span.start, piece.span.start))
            after = self._text(Span(piece.span.end, branch.span.end))
            for way in self._of_piece(piece):
                yield replace(way, variant=before + way.variant + after)

    def _of_piece(self, piece: Piece) -> Iterator[Alternative]:
        match piece:
            case Repeat():
                yield from self._of_repeat(piece)
            case CharacterClass():
                yield from self._of_class(piece)
            case Group():
                yield from self.of_group(piece)

    def _of_class(self, characters: CharacterClass) -> Iterator[Alternative]:
        """Each letter that may stand; ranges, shapes and marks (`[，。；]`, an edge) are no choice between words."""
        if characters.negated or len(characters.members) < 2:
            return
        for span, text in characters.members:
            if len(text) == 1 and text.isalpha():
                yield Alternative("of", text, self._text(characters.span), span, f"[{text}]")

    def _of_repeat(self, repeat: Repeat) -> Iterator[Alternative]:
        """A part that may stand often is passed through the one way once, and before and after it as it likes."""
        source, inner = self._text(repeat.span), self._text(repeat.piece.span)
        around = "" if repeat.most == 1 else f"{inner}{repeat.any_number}"
        for way in self._of_piece(repeat.piece):
            yield replace(way, variant=f"{around}{way.variant}{around}")
        if repeat.least == 0:
            yield Alternative("taken", source, "", repeat.span, inner + repeat.required)
            if not repeat.is_gap:
                yield Alternative("left", source, "", repeat.span, "")

    def _forbidden(self, group: Group) -> Iterator[Alternative]:
        """Each word that must not stand there, where there are several; the variant lacks that one."""
        if len(group.branches) < 2:
            return
        for branch in group.branches:
            others = [self._text(other.span) for other in group.branches if other is not branch]
            variant = f"{group.opening}{'|'.join(others)})"
            yield Alternative("forbidden", self._text(branch.span), self._text(group.span), branch.span, variant)

    def _text(self, span: Span) -> str:
        return span.of(self.source)
