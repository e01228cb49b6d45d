r"""A rule's pattern as a tree of pieces, each with its place in the pattern as it is written.

    占(?:比|到)?{base}的?{value:percent}

is one branch of five pieces: the literal 占, a repeat (0 or 1 times) of a group with two branches, a slot, a repeat of the
literal 的, a slot. Spans count characters of the pattern, so an edit is `edited(pattern, piece.span, "…")`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract.models import Span
from extract.patterns import PatternError

_SLOT = regex.compile(r"\{([a-z_]*)(?::([a-z][a-z|-]*))?\}")
_QUANTIFIER = regex.compile(r"(?:[?*+]|\{(\d*)(,?)(\d*)\})[?+]?")
_OPENING = regex.compile(r"\((?:\?(?:[:=!>]|<[=!]|P<\w+>))?")
_SHAPE = regex.compile(r"\.|\\[pP]\{\w+\}|\\[dDsSwW]")
_ANCHOR = regex.compile(r"[\^$]|\\[bBAZ]")
_MEMBER = regex.compile(r"\\[pP]\{\w+\}|\\.|[^\\\]]-[^\\\]]|[^\\\]]")
_PLAIN = regex.compile(r"\\[^\p{L}\d]|[^\\()\[\]{}?*+|]")


@dataclass(frozen=True, slots=True)
class Literal:
    """A run of characters that must stand as they are; `text` without the pattern's backslashes."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """`{name:kind}`; either part may be empty."""

    span: Span
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class CharacterClass:
    r"""`[在于]`, `[^，。]`: `members` as they are written, a range `A-Z` or a shape `\p{Han}` being one."""

    span: Span
    members: tuple[tuple[Span, str], ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Shape:
    r"""Any character of a sort: `\p{Han}`, `\d`, `.`."""

    span: Span
    source: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place, no character: `^`, `$`."""

    span: Span
    source: str


@dataclass(frozen=True, slots=True)
class Branch:
    """Pieces one after another: the whole pattern, or what stands between two `|`."""

    span: Span
    pieces: "tuple[Piece, ...]"


@dataclass(frozen=True, slots=True)
class Group:
    """`(?:a|b)` and its like; `opening` says which: `(?:`, `(?P<span>`, `(?=`, `(?!`, `(?<=`, `(?<!`.

    The whole pattern is a group too, with the opening "".
    """

    span: Span
    opening: str
    branches: tuple[Branch, ...]

    @property
    def looks(self) -> bool:
        """Whether it only looks ahead or behind and takes no character."""
        return self.opening in ("(?=", "(?!", "(?<=", "(?<!")

    @property
    def forbids(self) -> bool:
        """Whether it says what must not stand there."""
        return self.opening in ("(?!", "(?<!")


@dataclass(frozen=True, slots=True)
class Repeat:
    """A piece with a quantifier: `span` covers both, `quantifier` is as written; `most` is None where nothing bounds it."""

    span: Span
    piece: "Literal | Slot | CharacterClass | Shape | Group"
    quantifier: str
    least: int
    most: int | None

    @property
    def required(self) -> str:
        """The quantifier that asks for at least one: `??` is none at all, `*?` is `+?`, `{0,8}` is `{1,8}`."""
        if self.least:
            return self.quantifier
        if self.most == 1:
            return ""
        return f"+{self._manner}" if self.most is None else f"{{1,{self.most}}}{self._manner}"

    @property
    def is_gap(self) -> bool:
        r"""Whether it runs over whatever stands there: `[^，。；]*?`, `\p{Han}{0,8}`."""
        return isinstance(self.piece, Shape) or (isinstance(self.piece, CharacterClass) and self.piece.negated)

    @property
    def any_number(self) -> str:
        """The quantifier that asks for none and is content with as many: `+?` is `*?`, `{2,6}` is `{0,6}`."""
        return f"*{self._manner}" if self.most is None else f"{{0,{self.most}}}{self._manner}"

    @property
    def _manner(self) -> str:
        """`?` where as few as possible are taken, "" where as many as possible; what is taken may be given back."""
        return "?" if len(self.quantifier) > 1 and self.quantifier.endswith("?") else ""


Piece = Literal | Slot | CharacterClass | Shape | Anchor | Group | Repeat


def parse(pattern: str) -> Group:
    """The pattern's tree; raises PatternError at what the language of patterns does not have."""
    return _Parser(pattern).whole()


def walk(group: Group) -> Iterator[Piece]:
    """Every piece below a group, outer before inner, in the pattern's order."""
    for branch in group.branches:
        for piece in branch.pieces:
            yield piece
            inner = piece.piece if isinstance(piece, Repeat) else piece
            if inner is not piece:
                yield inner
            if isinstance(inner, Group):
                yield from walk(inner)


def edited(pattern: str, *edits: tuple[Span, str]) -> str:
    """The pattern with those places replaced; the places are apart."""
    for span, text in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        pattern = pattern[: span.start] + text + pattern[span.end :]
    return pattern


class _Parser:
    """One reading of a pattern from its start to its end; `at` is where it stands."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def whole(self) -> Group:
        branches = self._branches()
        if self.at < len(self.source):
            raise PatternError(f"a bracket ) at character {self.at + 1} closes nothing")
        return Group(Span(0, self.at), "", branches)

    def _branches(self) -> tuple[Branch, ...]:
        branches = [self._branch()]
        while self._next("|"):
            branches.append(self._branch())
        return tuple(branches)

    def _branch(self) -> Branch:
        start, pieces = self.at, list[Piece]()
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            piece = self._repeated(self._atom())
            last = pieces[-1] if pieces else None
            if isinstance(piece, Literal) and isinstance(last, Literal):
                piece = Literal(Span(pieces.pop().span.start, piece.span.end), last.text + piece.text)
            pieces.append(piece)
        return Branch(Span(start, self.at), tuple(pieces))

    def _atom(self) -> "Literal | Slot | CharacterClass | Shape | Anchor | Group":
        start = self.at
        if found := self._take(_SLOT):
            return Slot(Span(start, self.at), found[1], found[2] or "")
        if found := self._take(_OPENING):
            return self._group(start, found[0])
        if self._next("["):
            return self._class(start)
        if found := self._take(_SHAPE):
            return Shape(Span(start, self.at), found[0])
        if found := self._take(_ANCHOR):
            return Anchor(Span(start, self.at), found[0])
        if found := self._take(_PLAIN):
            return Literal(Span(start, self.at), found[0][-1])
        raise PatternError(f"{self.source[start]!r} at character {start + 1} has no meaning in a pattern")

    def _group(self, start: int, opening: str) -> Group:
        branches = self._branches()
        if not self._next(")"):
            raise PatternError(f"the bracket {opening} at character {start + 1} is not closed")
        return Group(Span(start, self.at), opening, branches)

    def _class(self, start: int) -> CharacterClass:
        negated, members = self._next("^"), list[tuple[Span, str]]()
        while not self._next("]"):
            at = self.at
            found = self._take(_MEMBER)
            if found is None:
                raise PatternError(f"the bracket [ at character {start + 1} is not closed")
            members.append((Span(at, self.at), found[0]))
        return CharacterClass(Span(start, self.at), tuple(members), negated)

    def _repeated(self, piece: "Literal | Slot | CharacterClass | Shape | Anchor | Group") -> Piece:
        found = self._take(_QUANTIFIER)
        if found is None or isinstance(piece, Anchor):
            return piece
        least, most = _bounds(found)
        return Repeat(Span(piece.span.start, self.at), piece, found[0], least, most)

    def _next(self, character: str) -> bool:
        there = self.source.startswith(character, self.at)
        self.at += there
        return there

    def _take(self, expression: "regex.Pattern[str]") -> "regex.Match[str] | None":
        found = expression.match(self.source, self.at)
        if found:
            self.at = found.end()
        return found


def _bounds(quantifier: "regex.Match[str]") -> tuple[int, int | None]:
    """How often a quantifier lets its piece stand: `{2,6}` 2 to 6 times, `+` once or more."""
    if quantifier[0][0] != "{":
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[quantifier[0][0]]
    least = int(quantifier[1] or 0)
    if not quantifier[2]:
        return least, least
    return least, int(quantifier[3]) if quantifier[3] else None
