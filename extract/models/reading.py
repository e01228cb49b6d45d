"""What the stages read in a document: sentences, the claims on their quantities, the companies they name."""

from collections.abc import Mapping
from dataclasses import dataclass

from extract.models.page import Span
from extract.models.quantity import Quantity


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
