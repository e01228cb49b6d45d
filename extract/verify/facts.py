"""Reports as the checks see them: figures, firms and year labels in their sentences."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract.models import Document, Extraction, Sentence, Span
from extract.panel.figures import Figure, Record, Records, figures_of
from extract.panel.load import load_indicators
from extract.panel.model import Indicators
from extract.panel.series import Stated, stated
from extract.panel.words import Wordings
from extract.pipeline import quantifier
from extract.rules import RuleSet
from extract.runs import Run
from extract.schema import FACTS, TABLES
from extract.sentences import sentences as split

_TABLES = {"count": "counts", "amount": "amounts", "rank": "rankings"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A span of a report in its sentence; `span` counts characters of the text, `line` lines of the raw file."""

    report: str
    line: int
    span: Span
    sentence: Sentence

    @property
    def before(self) -> str:
        """The sentence up to the span."""
        return self.sentence.text[: self.sentence.local(self.span).start]

    @property
    def after(self) -> str:
        """The sentence from the span's end on."""
        return self.sentence.text[self.sentence.local(self.span).end :]

    @property
    def clause(self) -> str:
        """The clause around the span."""
        return self.sentence.of(self.sentence.clause(self.span))

    @property
    def lead(self) -> str:
        """The clause up to the span."""
        return self.sentence.of(Span(self.sentence.clause(self.span).start, self.span.start))

    @property
    def part(self) -> int:
        """Which of the sentence's parts between semicolons holds it, from 0."""
        return self.before.count("；")

    def to(self, later: "Spot") -> str:
        """The text between this span and a later one of the same sentence."""
        return self.sentence.of(Span(self.span.end, max(later.span.start, self.span.end)))


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure in its sentence; `nth` says which of the table's rows with this span it is, from 1."""

    stated: Stated
    nth: int
    spot: Spot

    @property
    def figure(self) -> Figure:
        """The figure with its cells."""
        return self.stated.figure

    @property
    def table(self) -> str:
        """The table that holds its row."""
        return _TABLES.get(self.figure.measure, "percentages")

    @property
    def source(self) -> str:
        """Its row, as `report/table:start-end`, with `#2` for the second row of that span."""
        nth = f"#{self.nth}" if self.nth > 1 else ""
        return f"{self.figure.report}/{self.table}:{self.figure.start}-{self.figure.end}{nth}"

    @property
    def thing(self) -> tuple[str, str, str, str]:
        """What two figures share that speak of one thing of one year: its words, scope, company, year."""
        figure = self.figure
        return figure.indicator, figure.scope, figure.holder, figure.year

    @property
    def text(self) -> str:
        """The figure as printed."""
        return self.figure.text


@dataclass(frozen=True, slots=True)
class Label:
    """A year label in its sentence, or a named firm (then `kind` is `firm` and `year` the year of its event)."""

    text: str
    year: str
    kind: str
    source: str
    spot: Spot


@dataclass(frozen=True)
class Report:
    """All that the checks ask of one report."""

    document: Document
    year: str
    published: str
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    labels: tuple[Label, ...]
    firms: tuple[Label, ...]

    @cached_property
    def by_sentence(self) -> Mapping[Span, tuple[Fact, ...]]:
        """The figures of each sentence that has any, in order."""
        found: dict[Span, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.spot.sentence.span, []).append(fact)
        return {span: tuple(facts) for span, facts in found.items()}


def reports_of(run: Run) -> tuple[Report, ...]:
    """The reports of a run, in its order."""
    records = {
        name: [dict(zip(TABLES[name].header, cells, strict=True)) for cells in run.rows[name]]
        for name in (*FACTS, "reports")
    }
    known = _known(run.rules)
    return tuple(_report(one, run, _of_report(records, one.document.id), known) for one in run.extractions)


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells which figures are of one thing: the word lists and the canonical indicators."""

    wordings: Wordings
    indicators: Indicators


@lru_cache(maxsize=4)
def _known(rules: RuleSet) -> _Known:
    return _Known(Wordings(rules), load_indicators(rules))


def _of_report(records: Records, report: str) -> Records:
    return {name: [record for record in rows if record["report"] == report] for name, rows in records.items()}


def _report(extraction: Extraction, run: Run, records: Records, known: _Known) -> Report:
    document = extraction.document
    places = _Places(document, tuple(split(document, quantifier(run.rules.lexicons))), _starts(document))
    return Report(
        document=document,
        year=extraction.report_year,
        published=extraction.published,
        sentences=places.sentences,
        facts=tuple(_facts(records, places, known)),
        labels=tuple(_labels(records["years"], "years", places)),
        firms=tuple(_labels(records["companies"], "companies", places)),
    )


def _starts(document: Document) -> tuple[int, ...]:
    """The raw offset of every character of the text."""
    gone, at, starts = iter(document.normalized.deletions), 0, list[int]()
    deletion = next(gone, None)
    while len(starts) < len(document.text):
        while deletion and at == deletion.start:
            at, deletion = deletion.end, next(gone, None)
        starts.append(at)
        at += 1
    return tuple(starts)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the raw spans of a document stand in its text; `starts` is the raw offset of every character of the text."""

    document: Document
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    def spot(self, start: int, end: int) -> Spot | None:
        """The place of a raw span; None where it lies in no sentence."""
        span = Span(bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1))
        at = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
        if at < 0 or not self.sentences[at].span.holds(span):
            return None
        return Spot(self.document.id, self.document.raw.count("\n", 0, start) + 1, span, self.sentences[at])


def _facts(records: Records, places: _Places, known: _Known) -> Iterator[Fact]:
    nths = _nths(records)
    for one in stated(figures_of(records), known.wordings, known.indicators):
        if spot := places.spot(one.figure.start, one.figure.end):
            yield Fact(one, nths.get(_key(one.figure), 1), spot)


def _key(figure: Figure) -> tuple[str, ...]:
    table = _TABLES.get(figure.measure, "percentages")
    return table, str(figure.start), str(figure.end), figure.indicator, figure.base, figure.measure


def _nths(records: Records) -> Mapping[tuple[str, ...], int]:
    """Which of a table's rows with one span each row is, by what tells such rows apart."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[tuple[str, ...], int] = {}
    for table in ("percentages", "counts", "amounts", "rankings"):
        for record in records[table]:
            place = (table, record["start"], record["end"])
            seen[place] += 1
            base = record.get("scope" if table == "rankings" else "base", "")
            measure = {"counts": "count", "amounts": "amount", "rankings": "rank"}.get(table) or record["measure"]
            found[(*place, record["indicator"], base, measure)] = seen[place]
    return found


def _labels(rows: Sequence[Record], table: str, places: _Places) -> Iterator[Label]:
    for record in rows:
        start, end = record["start"], record["end"]
        if spot := places.spot(int(start), int(end)):
            source = f"{record['report']}/{table}:{start}-{end}"
            yield Label(record["text"], record["year"], record.get("kind", "firm"), source, spot)


def numeral(report: Report, sentence: Sentence, span: Span, text: str) -> Label:
    """A numeral that no table of figures holds; it rests on its row in the account."""
    raw = report.document.to_raw(span)
    line = report.document.raw.count("\n", 0, raw.start) + 1
    source = f"{report.document.id}/numerals:{raw.start}-{raw.end}"
    return Label(text, "", "numeral", source, Spot(report.document.id, line, span, sentence))
