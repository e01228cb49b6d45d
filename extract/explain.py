"""The way of one piece of text: from the raw page over its quantities and the rules to its row."""

from collections.abc import Iterator
from pathlib import Path

from extract.documents import document as to_document
from extract.documents import read
from extract.errors import UsageError
from extract.match import Candidate, Matched, Verdict
from extract.models import Document, Extraction, Row, Sentence, Source, Span
from extract.patterns import shown
from extract.pipeline import Reading, extract, read_through
from extract.rules import RuleSet


def explain(
    rules: RuleSet, *, report: Path | None, find: str | None, at: int | None, text: str | None, year: str = ""
) -> str:
    """The way of every quantity and company at a place, as lines for a reader; UsageError where nothing stands there."""
    source = Source("text", text, "unicode", "") if text is not None else read(report or Path())
    document = to_document(source, rules.lexicons)
    places = _places(document, find, at)
    reading = read_through(document, rules, year)
    extraction = extract(document, rules, year)
    return "\n\n".join("\n".join(_way(reading, extraction, place)) for place in places)


def _places(document: Document, find: str | None, at: int | None) -> list[Span]:
    """The raw spans that are asked for: each place of a text (raw or simplified), one offset, or the whole."""
    if at is not None:
        if not 0 <= at < len(document.raw):
            raise UsageError(f"offset {at} is outside the report", advice=f"it has {len(document.raw)} characters")
        return [Span(at, at + 1)]
    if find is None:
        return [Span(0, len(document.raw))]
    raw = [Span(n, n + len(find)) for n in _occurrences(document.raw, find)]
    found = raw or [document.to_raw(Span(n, n + len(find))) for n in _occurrences(document.text, find)]
    if not found:
        raise UsageError(f"{find!r} does not stand in {document.id}", advice="try a shorter piece, or --at OFFSET")
    return found


def _occurrences(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _way(reading: Reading, extraction: Extraction, place: Span) -> Iterator[str]:
    document = reading.document
    yield f"raw         {place.start}:{place.end} {place.of(document.raw)!r}"
    stages = zip(reading.sentences, reading.matched, strict=True)
    there = [(s, result) for s, result in stages if document.to_raw(s.span).overlaps(place)]
    for sentence, result in there:
        yield from _sentence(document, sentence, result, place)
    if not there:
        yield "            the line is furniture: its numerals are accounted for, nothing in it is matched"
    for row in extraction.rows:
        if row.span.overlaps(place):
            yield from _row(document, row)


def _sentence(document: Document, sentence: Sentence, result: Matched, place: Span) -> Iterator[str]:
    yield f"normalized  {sentence.text}"
    if sentence.heading is not None:
        yield f"heading     {sentence.heading.of(document.text)}"
    for verdict in result.verdicts:
        if document.to_raw(verdict.quantity.span).overlaps(place):
            yield from _verdict(sentence, verdict)


def _verdict(sentence: Sentence, verdict: Verdict) -> Iterator[str]:
    quantity = verdict.quantity
    most = f"–{quantity.value_max}" if quantity.value_max is not None else ""
    yield (
        f"quantity    {sentence.of(quantity.span)} is {quantity.kind} {quantity.value}{most} "
        f"{quantity.unit} {quantity.bound}".rstrip()
    )
    yield f"masked      {shown(verdict.masked)}"
    if not verdict.candidates:
        yield "rules       none stands here: the numeral is unclaimed"
    for place, candidate in enumerate(verdict.candidates):
        yield f"{'winner' if not place else 'loser':11} {_candidate(sentence, candidate, verdict)}"
    if verdict.disputed:
        yield "conflict    the first ones claim it differently with equal right: no row"


def _candidate(sentence: Sentence, candidate: Candidate, verdict: Verdict) -> str:
    best = verdict.candidates[0]
    parts = [f"{candidate.rule.id} ({candidate.found.literals} literal characters)"]
    for name, spans in candidate.found.groups.items():
        if name not in ("value", "span"):
            parts.append(f"{name}={'…'.join(span.of(sentence.text) for span in spans)}")
    if candidate is not best:
        beaten = candidate.rule.id in best.rule.over
        fewer = candidate.found.literals < best.found.literals
        parts.append("gives way by over" if beaten else "fewer literal characters" if fewer else "ties")
    return "  ".join(parts)


def _row(document: Document, row: Row) -> Iterator[str]:
    cells = " ".join(f"{name}={cell}" for name, cell in row.cells if cell)
    yield f"row         {row.table}: {row.span.of(document.raw)}  {cells}  by {row.rule or 'no rule'}"
    for proof in row.evidence:
        said = proof.span.of(document.raw)
        yield f"            {proof.field} from {proof.origin} {proof.span.start}:{proof.span.end} {said!r}"
