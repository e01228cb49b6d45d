"""A text on its way from raw to normalized, with everything needed to find the way back."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extract.models import Repair, Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One repair, in offsets of the draft it is made for: `span` without `gone` becomes `after`, one to one."""

    span: Span
    gone: Span
    kind: str
    after: str = ""


def deletion(start: int, end: int, kind: str) -> Edit:
    """The edit that takes the characters away."""
    return Edit(Span(start, end), Span(start, end), kind)


def keep_first(start: int, end: int, kind: str, after: str) -> Edit:
    """The edit that writes `after` over the first characters and takes the others away: `&amp;` becomes `&`."""
    return Edit(Span(start, end), Span(start + len(after), end), kind, after)


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` is `raw` without `deletions` (raw spans, sorted, disjoint), its characters translated one to one."""

    raw: str
    text: str
    deletions: tuple[Span, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def translated(self, text: str) -> "Draft":
        """The draft with other characters in the same places."""
        if len(text) != len(self.text):
            raise ValueError(f"a translation changed the length from {len(self.text)} to {len(text)}")
        return Draft(self.raw, text, self.deletions, self.repairs)

    def edited(self, edits: Iterable[Edit]) -> "Draft":
        """The draft with the edits made; they are sorted and do not overlap."""
        made = tuple(edits)
        if not made:
            return self
        spans = self.to_raw(edit.span for edit in made)
        gone = self.to_raw(edit.gone for edit in made if len(edit.gone))
        new = [Repair(span, edit.kind, "", edit.after) for edit, span in zip(made, spans, strict=True)]
        repairs = _told(self.raw, self.repairs, new)
        return Draft(self.raw, _rewritten(self.text, made), _merged(self.deletions, gone), repairs)

    def to_raw(self, spans: Iterable[Span]) -> list[Span]:
        """The raw spans of spans of the present text, deletions around them left out."""
        gone = [0, *accumulate(len(deletion) for deletion in self.deletions)]
        edges = [deletion.start - before for deletion, before in zip(self.deletions, gone, strict=False)]

        def raw(at: int) -> int:
            return at + gone[bisect_right(edges, at)]

        return [Span(raw(s.start), raw(s.end - 1) + 1 if len(s) else raw(s.start)) for s in spans]


def _rewritten(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made."""
    pieces, at = [], 0
    for edit in edits:
        if len(edit.after) != len(edit.span) - len(edit.gone):
            raise ValueError(f"{edit} is not one to one")
        pieces += [text[at : edit.span.start], edit.after]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def _merged(old: Iterable[Span], new: Iterable[Span]) -> tuple[Span, ...]:
    """All deletions in order; one that lies inside another is part of it."""
    merged: list[Span] = []
    for span in sorted((span for span in (*old, *new) if len(span)), key=lambda span: (span.start, -span.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _told(raw: str, old: Iterable[Repair], new: Iterable[Repair]) -> tuple[Repair, ...]:
    """All repairs in order; one that touches the characters of an older one takes its place (`&nbsp;` in a figure)."""
    told: list[Repair] = []
    for repair, is_new in sorted([*((r, False) for r in old), *((r, True) for r in new)], key=lambda pair: pair[0].span):
        last = told[-1] if told else None
        if last and last.span.overlaps(repair.span):
            span = Span(last.span.start, max(last.span.end, repair.span.end))
            kept = repair if is_new else last
            told[-1] = Repair(span, kept.kind, span.of(raw), kept.after)
        else:
            told.append(Repair(repair.span, repair.kind, repair.span.of(raw), repair.after))
    return tuple(told)
