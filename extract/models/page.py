"""A page as it was read: spans, the raw text, the normalized text and its lines.

Two kinds of offset exist, and only `Document.to_raw` crosses between them: *raw* offsets count characters of the decoded
file, *text* offsets count characters of the normalized text. Everything inside the program speaks text offsets; every
table speaks raw ones.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

Level = Literal["error", "warning", "note"]
BlockKind = Literal["furniture", "heading", "body"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of characters: `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        """How many characters it covers."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters it covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> "Span":
        """The same stretch in a text that has `by` more characters before it."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies within it."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that normalization made beyond the one-to-one translation; `span` counts raw characters."""

    span: Span
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader of the tables must know; `span` counts raw characters."""

    span: Span
    level: Level
    code: str
    message: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Normalized:
    """Text in simplified script with its way back: `deletions` are the raw spans that have no counterpart in `text`."""

    text: str
    deletions: tuple[Span, ...]
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    script: str


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it was read: `raw` is the decoded text without byte-order mark."""

    id: str
    raw: str
    encoding: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text (its line break excluded) and what it is for the reader."""

    span: Span
    kind: BlockKind
    number: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report, normalized and split into lines."""

    source: Source
    normalized: Normalized
    blocks: tuple[Block, ...]
    published: Span | None = None
    _edges: tuple[tuple[int, int], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_edges", _edges(self.normalized.deletions))

    @property
    def id(self) -> str:
        """The input file's stem."""
        return self.source.id

    @property
    def raw(self) -> str:
        """The decoded characters of the file."""
        return self.source.raw

    @property
    def text(self) -> str:
        """The normalized characters."""
        return self.normalized.text

    def printed(self, span: Span) -> str:
        """A text span in simplified script with its brackets and commas as the raw text has them."""
        start = span.start
        return "".join(self._printed(at) for at in range(start, span.end))

    def _printed(self, offset: int) -> str:
        raw = self.raw[self._to_raw(offset)]
        return raw if raw in "(),:;" else self.text[offset]

    def to_raw(self, span: Span) -> Span:
        """The raw span of a text span; a deletion after its last character stays outside.

        >>> source = Source("r", "企業(yè)10家", "utf-8", "")
        >>> normal = Normalized("企业10家", (Span(2, 6),), (), (), "traditional")
        >>> Document(source, normal, ()).to_raw(Span(0, 2)), Document(source, normal, ()).to_raw(Span(1, 4))
        (Span(start=0, end=2), Span(start=1, end=8))
        """
        if not len(span):
            at = self._to_raw(span.start)
            return Span(at, at)
        return Span(self._to_raw(span.start), self._to_raw(span.end - 1) + 1)

    def _to_raw(self, offset: int) -> int:
        return offset + self._edges[bisect_right(self._edges, (offset, len(self.raw) + 1)) - 1][1]


def _edges(deletions: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    """(text offset from which on, characters deleted before it) for each deletion."""
    edges, gone = [(0, 0)], 0
    for deletion in deletions:
        at = deletion.start - gone
        gone += len(deletion)
        edges.append((at, gone))
    return tuple(edges)
