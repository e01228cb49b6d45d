"""The edits of a pattern that a good example would notice: a piece dropped, made optional, made required, widened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from extract.models import Kind, Span
from extract.patterns import KIND_NAMES
from extract.workbench.pieces import Branch, Group, Literal, Piece, Repeat, Slot, edited, parse

WIDE = r"\p{Han}{1,4}?"  # what a closed slot is widened to: a few characters of any word
_ANY = "|".join(kind for kind in Kind if kind is not Kind.COMPANY)

Change = tuple[Span, str, str]  # a place, what it becomes, what that means


@dataclass(frozen=True, slots=True)
class Edit:
    """An edited pattern, at which character it was edited and how."""

    pattern: str
    at: int
    change: str


def edits(pattern: str, closed: Mapping[str, str]) -> Iterator[Edit]:
    """Each edited pattern in the order of the places; some are no valid patterns, some are equal.

    >>> for edit in edits("占(?:比|到)?{base}", {}):
    ...     print(edit.pattern, edit.change)
    (?:比|到)?{base} literal '占' dropped
    (?:占)?(?:比|到)?{base} literal '占' made optional
    占(?:比|到){base} optional '(?:比|到)?' made required
    占(?:到)?{base} literal '比' dropped
    占(?:比)?{base} literal '到' dropped
    """
    for span, text, change in _edits(parse(pattern), pattern, closed):
        yield Edit(edited(pattern, (span, text)), span.start, change)


def _edits(group: Group, pattern: str, closed: Mapping[str, str]) -> Iterator[Change]:
    for branch in group.branches:
        for piece in branch.pieces:
            inner = piece.piece if isinstance(piece, Repeat) else piece
            yield from _of_piece(piece, inner, branch, group, pattern)
            if isinstance(inner, Slot):
                yield from _widened(inner, closed)
            if isinstance(inner, Group):
                yield from _edits(inner, pattern, closed)


def _of_piece(piece: Piece, inner: Piece, branch: Branch, group: Group, pattern: str) -> Iterator[Change]:
    shown = pattern[piece.span.start : piece.span.end]
    if isinstance(inner, Literal):
        yield _whole(piece, branch, group, pattern), "", f"literal {inner.text!r} dropped"
    if isinstance(inner, Group) and inner.looks:
        yield piece.span, "", f"condition {shown!r} dropped"
    elif isinstance(piece, Repeat) and not piece.least:
        yield Span(inner.span.end, piece.span.end), piece.required, f"optional {shown!r} made required"
    elif _may_be_optional(piece, inner, branch, group):
        said = f"literal {inner.text!r}" if isinstance(inner, Literal) else f"part {shown!r}"
        yield piece.span, f"(?:{shown})?", f"{said} made optional"


def _may_be_optional(piece: Piece, inner: Piece, branch: Branch, group: Group) -> bool:
    """Whether a required literal or group stands among other pieces: a whole branch is only dropped."""
    plain = isinstance(inner, Literal) or (isinstance(inner, Group) and not inner.opening.startswith("(?P"))
    return plain and len(branch.pieces) > 1 and not group.forbids


def _whole(piece: Piece, branch: Branch, group: Group, pattern: str) -> Span:
    """The place to cut for a piece: with its bar where it is a branch, with its group where it is all of that."""
    if len(branch.pieces) > 1:
        return piece.span
    if len(group.branches) == 1:
        return group.span
    if pattern[branch.span.end : branch.span.end + 1] == "|":
        return Span(branch.span.start, branch.span.end + 1)
    return Span(branch.span.start - 1, branch.span.end)


def _widened(slot: Slot, closed: Mapping[str, str]) -> Iterator[Change]:
    """A kind of figure made any kind, a closed slot any few characters; one that only looks or may be empty is dropped."""
    if not slot.kind:
        return
    shown = f"{{{slot.name}:{slot.kind}}}"
    if KIND_NAMES.issuperset(slot.kind.split("|")):
        yield slot.span, f"{{{slot.name}:{_ANY}}}", f"slot '{shown}' made any kind"
    elif regex.fullmatch(closed[slot.kind], "") or closed[slot.kind].startswith(("(?=", "(?!", "(?<")):
        yield slot.span, "(?:)", f"slot '{shown}' dropped"
    else:
        opening = f"(?P<{slot.name}>" if slot.name else "(?:"
        yield slot.span, f"{opening}{WIDE})", f"slot '{shown}' made any word"
