"""The values that flow through the program: frozen, slotted, complete at birth.

Two kinds of offset exist, and only `Document.to_raw` crosses between them: *raw* offsets count characters of the decoded
file, *text* offsets count characters of the normalized text. Everything inside the program speaks text offsets; every
table speaks raw ones.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Bound = Literal["exact", "about", "nearly", "over", "at_least", "under", "at_most", "order_of"]
Level = Literal["error", "warning", "note"]
BlockKind = Literal["furniture", "heading", "body"]
Origin = Literal["text", "heading", "clause before", "paragraph", "shared", "lexicon", "report"]


class Kind(StrEnum):
    """What sort of quantity a numeral is part of; a rule's slot names one (`{value:percent}`)."""

    PERCENT = "percent"
    POINTS = "points"
    FRACTION = "fraction"
    TENTH = "tenth"
    TIMES = "times"
    MONEY = "money"
    COUNT = "count"
    YEAR = "year"
    DATE = "date"
    DURATION = "duration"
    ORDINAL = "ordinal"
    NUMBER = "number"
    HELD = "held"
    COMPANY = "company"


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


@dataclass(frozen=True, slots=True)
class Numeral:
    """A maximal run of digits or Chinese numerals in the text, with its plain value."""

    span: Span
    value: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """Numerals with their qualifier and unit; all spans count text characters.

    `value` is in the unit of the kind: percent for shares (`三成` 30, `三分之一` 33.33), percentage points, times (`1.5倍`
    1.5), base currency units for money, plain numbers for counts, a four-digit year for years. `unit` is the measure word
    or currency code as the tables print it; for a year without numeral (`去年`) it is the term and the value the number
    of years it goes back from its anchor, negative. A held term (`世界500强`) is a quantity of kind held whose unit is
    the reason.
    """

    span: Span
    kind: Kind
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    unit: str
    numerals: tuple[Numeral, ...]

    def shift(self, by: int) -> "Quantity":
        """The same quantity in a text that has `by` more characters before it."""
        numerals = tuple(Numeral(numeral.span.shift(by), numeral.value) for numeral in self.numerals)
        return replace(self, span=self.span.shift(by), numerals=numerals)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a body line or a heading, with the quantities in it; `text` and the spans count text characters.

    `heading` is the nearest heading above, `section` counts headings from the top.
    """

    span: Span
    text: str
    block: int
    section: int
    heading: Span | None
    is_heading: bool
    quantities: tuple[Quantity, ...]

    def local(self, span: Span) -> Span:
        """A text span counted from the sentence's start."""
        return span.shift(-self.span.start)

    def of(self, span: Span) -> str:
        """The characters of a text span of this sentence."""
        return self.local(span).of(self.text)

    def clause(self, span: Span) -> Span:
        """The clause (between ，；：。) that holds a text span; marks inside 《》 “” （） do not end it."""
        local = self.local(span)
        edges = clause_edges(self.text)
        start = max((edge for edge in edges if edge <= local.start), default=0)
        end = min((edge - 1 for edge in edges if edge - 1 >= local.end), default=len(self.text))
        return Span(start, end).shift(self.span.start)


def clause_edges(text: str) -> tuple[int, ...]:
    """The offsets just after each mark that ends a clause.

    >>> clause_edges("全市新增12户，其中《甲，乙》3户。")
    (8, 18)
    """
    edges, closers = [], []
    for at, character in enumerate(text):
        if character in _PAIRS:
            closers.append(_PAIRS[character])
        elif closers and character == closers[-1]:
            closers.pop()
        elif character in "，；：。！？" and not closers:
            edges.append(at + 1)
    return tuple(edges)


_PAIRS = {"《": "》", "“": "”", "（": "）"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity that one rule claimed, with the text spans of the whole match and of what its pattern named."""

    rule: str
    table: str
    quantity: Quantity
    span: Span
    match: Span
    groups: Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Company:
    """A named company where it is mentioned; `listed` says that it stands in a list before a count of firms."""

    span: Span
    name: str
    role: str
    event: str
    event_span: Span | None
    rule: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A quantity that rules claim differently with equal right."""

    quantity: Quantity
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whence a cell came that was not read from its own clause; `span` counts raw characters."""

    field: str
    origin: Origin
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: `cells` holds the table's own columns, `span` counts raw characters."""

    table: str
    span: Span
    cells: tuple[tuple[str, str], ...]
    sentence: str
    rule: str
    evidence: tuple[Evidence, ...] = ()

    def cell(self, column: str) -> str:
        """The cell of that column, empty where the row has none."""
        return dict(self.cells).get(column, "")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report gave: the rows of every fact table and of `numerals`, and what a reader must know."""

    document: Document
    title: str
    report_year: str
    published: str
    sentences: int
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    corrections: int = 0
