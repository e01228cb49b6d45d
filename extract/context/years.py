"""The years of a document: every label in its place, what surrounds each sentence, and the rows of `years.csv`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import regex

from extract.context.labels import Governed, Label, governing, label_of, report_year, resolve
from extract.documents.dates import year_of
from extract.documents.headings import level_of
from extract.lexicons import Lexicons, any_of
from extract.match import Matched
from extract.models import Document, Row, Sentence, Span
from extract.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Years:
    """`labels` and `outer` go with the sentences; `own` is the report's own year, empty where the text shows none."""

    own: str
    labels: tuple[tuple[Label, ...], ...]
    outer: tuple[Governed, ...]

    def around(self, at: int, sentence: Sentence, place: Span) -> str:
        """The year that governs a place of the sentence with that number; a label inside the place comes first."""
        inside = [label for label in self.labels[at] if place.holds(label.span)]
        return inside[0].year if inside else governing(sentence, place, self.labels[at], self.outer[at], self.own).year


def years_of(
    document: Document, sentences: Sequence[Sentence], matched: Sequence[Matched], rules: RuleSet, given: str = ""
) -> Years:
    """The labels of every sentence; `given` overrides the report year that the text itself shows."""
    found = [
        tuple(label_of(m, rules.by_id[m.rule].set) for m in result.mentions if m.table == "years") for result in matched
    ]
    published = _published_year(document)
    weighed = [*_weighed(document, sentences, found, rules.lexicons)]
    own = given or report_year(weighed, published, _part_told(sentences, found)) or published
    writing = published or (own and str(int(own) + (0 if _part_of_year(document, rules.lexicons) else 1)))
    labels = tuple(resolve(group, rules.lexicons, writing, own) for group in found)
    return Years(own, labels, tuple(_outer(sentences, labels, own)))


def _published_year(document: Document) -> str:
    return year_of(document.published.of(document.text)) if document.published else ""


def _part_of_year(document: Document, lexicons: Lexicons) -> bool:
    """Whether the report speaks of a part of its year: its title or first heading says 上半年, 一季度 …"""
    heading = next((block.span for block in document.blocks if block.kind == "heading"), None)
    return heading is not None and any(term in heading.of(document.text) for term in ("半年", "季度", "个月"))


def _part_told(sentences: Sequence[Sentence], found: Sequence[Sequence[Label]]) -> int:
    """How often a line opens with a part of a year that no label names: `上半年，`, `1至6月，`, `今年以来`."""
    times = 0
    for sentence, labels in zip(sentences, found, strict=True):
        opens = _PART.match(sentence.text)
        named = [
            label
            for label in labels
            if not label.relative and opens and label.span.start - sentence.span.start < opens.end()
        ]
        times += opens is not None and not named
    return times


def _weighed(
    document: Document, sentences: Sequence[Sentence], found: Sequence[Sequence[Label]], lexicons: Lexicons
) -> Iterator[tuple[Label, bool]]:
    """The labels that may say the report's own year, with whether they open a line or the text; plans do not count."""
    cues = lexicons["cues"]
    ahead = regex.compile(any_of(cues.of("target", "plan-heading", "outlook-heading")))
    first = next((n for n, s in enumerate(sentences) if not s.is_heading), 0)
    for number, (sentence, labels) in enumerate(zip(sentences, found, strict=True)):
        heading = sentence.heading.of(document.text) if sentence.heading and sentence.section > 1 else ""
        for label, later in zip_longest(labels, labels[1:]):
            at = label.span.start - sentence.span.start
            end = later.span.start if later else sentence.span.end
            after = sentence.of(Span(label.span.end, end))[:AHEAD]
            if not (_AIMED.search(sentence.text, 0, at) or ahead.search(after) or ahead.search(heading)):
                yield label, at <= OPENING or number <= first


_PART = regex.compile(
    r"(?:[^，。；]{0,24}[，：])?(?:今年以来|今年(?:上半年|前|一季度|[1一]\D)|(?:截至|到)?[6六9九]月[底末]|上半年|前三季度|一季度|前\D{1,3}个?月|"
    r"[1一]\s?[至—―–~～\-]\s?(?:\d{1,2}|[一二三四五六七八九十]+)月)"
)
AHEAD = 10  # characters behind a label in which 工作打算 or 力争 says that it lies ahead
OPENING = 3
_AIMED = regex.compile(r"[到至][\D]?$")


def _outer(sentences: Sequence[Sentence], labels: Sequence[Sequence[Label]], own: str) -> Iterator[Governed]:
    """For each sentence the year that its paragraph's head, its heading or the report gives it."""
    heading, paragraph = Governed(own, None), Governed(own, None)
    block, depth = -1, 0  # how deep the heading stands that gave the year
    for sentence, group in zip(sentences, labels, strict=True):
        reference = [label for label in group if label.reach == "sentence" and label.kind in ("reference", "since")]
        if sentence.is_heading:
            level = level_of(sentence.text)
            if reference or not 0 < depth < level:
                heading, depth = _governed(reference, own), level if reference else 0
        if sentence.block != block:
            block, paragraph = sentence.block, heading
        yield paragraph
        told = [label for label in group if label.reach == "sentence" and label.kind in ("reference", "since", "relative")]
        opening = [label for label in told if label.span.start - sentence.span.start <= OPENING]
        colon = sentence.text.find("：")
        before_colon = [label for label in reference if label.span.end - sentence.span.start <= colon]
        if (opening and paragraph == heading) or before_colon:
            paragraph = _governed(before_colon or opening, own)


def _governed(labels: Sequence[Label], own: str) -> Governed:
    return Governed(labels[0].year, labels[0]) if labels else Governed(own, None)


def year_rows(document: Document, sentences: Sequence[Sentence], years: Years) -> Iterator[Row]:
    """The rows of `years.csv`: one for each label, two for a span of years."""
    if document.published is not None:
        line = next(b.span for b in document.blocks if b.span.holds(document.published)).of(document.text)
        yield _row(document, document.published, _published_year(document), "published", line, "years.published")
    for sentence, labels in zip(sentences, years.labels, strict=True):
        for label in labels:
            if document.published is not None and label.span.overlaps(document.published):
                continue
            for year in dict.fromkeys((label.year, label.year_max or label.year) if not label.relative else (label.year,)):
                yield _row(document, label.span, year, label.kind, sentence.text, label.rule)


def _row(document: Document, span: Span, year: str, kind: str, sentence: str, rule: str) -> Row:
    return Row("years", document.to_raw(span), (("year", year), ("kind", kind)), sentence, rule)
