"""What each rule does in a set of reports: what it claims, against which others, and how often a person agrees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from extract.companies.find import Finder
from extract.companies.roles import judged, with_names
from extract.documents import document as to_document
from extract.documents import read
from extract.lexicons import Lexicons
from extract.models import Document
from extract.pipeline import Reading, extract, read_through
from extract.rules import RuleSet
from extract.runs import Run
from extract.schema import FACTS, TABLES
from extract.tables import csv_bytes
from extract.workbench.gold import Gold

SHOWN = 8  # terms of a word list that a line shows
ASKED = ("hits", "reports", "overlaps", "conflicts", "wins", "losses", "right", "wrong")


@dataclass(frozen=True, slots=True)
class RuleStats:
    """One rule in the reports.

    `hits` are the rows it gave, or the numerals it explained (ignore), or the names it found; `reports` those it gave any
    in. `overlaps` are the figures that it fitted together with another rule: of these it won `wins`, gave way in
    `losses` and disputed `conflicts`. `right` and `wrong` are its rows that a person's tables have or lack.
    """

    rule: str
    hits: int
    reports: int
    overlaps: int
    conflicts: int
    wins: int
    losses: int
    right: int
    wrong: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        return tuple(str(getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True, slots=True)
class Stats:
    """All rules of a set in its order, and for each word list its terms that stand in no report."""

    rules: tuple[RuleStats, ...]
    unmet: Mapping[str, tuple[str, ...]]
    terms: Mapping[str, int]

    @property
    def csv(self) -> str:
        """One line for each rule."""
        return csv_bytes(HEADER, (rule.cells for rule in self.rules)).decode()

    @property
    def terms_csv(self) -> str:
        """One line for each term that stands in no report."""
        rows = ((f"lexicon/{name}.csv", term) for name, terms in self.unmet.items() for term in terms)
        return csv_bytes(("list", "term"), rows).decode()

    @property
    def words(self) -> str:
        """The rules that fire as a table, then those that never do, then the word lists."""
        idle = [rule.rule for rule in self.rules if not rule.hits]
        table = _aligned([HEADER, *(rule.cells for rule in self.rules if rule.hits)])
        never = [f"{len(idle)} of {len(self.rules)} rules never fire:", *(f"  {rule}" for rule in idle)] if idle else []
        return "\n".join([*table, *never, *self._lists()])

    def _lists(self) -> Iterator[str]:
        for name, terms in self.unmet.items():
            if terms:
                shown = " ".join(terms[:SHOWN]) + (" …" if len(terms) > SHOWN else "")
                yield f"lexicon/{name}.csv: {len(terms)} of {self.terms[name]} terms stand in no report: {shown}"


HEADER = tuple(field.name for field in fields(RuleStats))


def stats(files: Iterable[Path], rules: RuleSet, gold: Path | None = None) -> Stats:
    """What the rules do in those reports; corrections beside a report are not applied.

    Raises InputError where a report cannot be read or `gold` holds no tables.
    """
    known = Gold.of(gold) if gold else Gold({}, frozenset())
    documents = [to_document(read(file), rules.lexicons) for file in files]
    count = _Count(rules, known)
    for document in documents:
        count.add(document)
    terms = {name: len(lexicon.canonical) for name, lexicon in sorted(rules.lexicons.by_name.items())}
    return Stats(tuple(count.of(rule.id) for rule in rules.rules), _unmet(documents, rules.lexicons), terms)


class _Count:
    """What has been counted so far: for each of `ASKED` how often for each rule."""

    def __init__(self, rules: RuleSet, gold: Gold) -> None:
        self.rules, self.gold = rules, gold
        self.of_each: dict[str, Counter[str]] = defaultdict(Counter)

    def of(self, rule: str) -> RuleStats:
        return RuleStats(rule, **{asked: self.of_each[asked][rule] for asked in ASKED})

    def add(self, document: Document) -> None:
        """Counts what one report gives."""
        reading = read_through(document, self.rules)
        hits = Counter[str]()
        finders = dict(_finders(reading, self.rules))
        for table, row in self._rows(document):
            for rule in _credited(row, finders if table == "companies" else {}):
                hits[rule] += 1
                if (agreed := self.gold.agrees(table, row)) is not None:
                    self.of_each["right" if agreed else "wrong"][rule] += 1
        self.of_each["hits"] += hits
        self.of_each["reports"].update(hits.keys())
        for rivals in _rivalries(reading, self.rules):
            self._count(rivals)

    def _rows(self, document: Document) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The rendered rows of the fact tables, and of the account those that name a reason."""
        tables = Run(self.rules, (extract(document, self.rules),)).rows
        for table in (*FACTS, "numerals"):
            for cells in tables[table]:
                row = dict(zip(TABLES[table].header, cells, strict=True))
                if table != "numerals" or row["rule"].startswith("ignore."):
                    yield table, row

    def _count(self, rivals: "Rivals") -> None:
        for rule in rivals.all:
            self.of_each["overlaps"][rule] += 1
            self.of_each[rivals.outcome(rule)][rule] += 1


def _credited(row: Mapping[str, str], finders: Mapping[tuple[str, str], str]) -> set[str]:
    """The rules that gave the row: the one it names, and of a firm also the one that found the name."""
    return {row["rule"], finders.get((row["start"], row["end"]), row["rule"])}


@dataclass(frozen=True, slots=True)
class Rivals:
    """Rules that fit one figure or name together, the winner first; `disputed` are those that no judgement parts."""

    all: tuple[str, ...]
    disputed: tuple[str, ...]

    def outcome(self, rule: str) -> str:
        """`conflicts`, `wins` or `losses`."""
        if rule in self.disputed:
            return "conflicts"
        return "wins" if rule == self.all[0] and not self.disputed else "losses"


def _rivalries(reading: Reading, rules: RuleSet) -> Iterator[Rivals]:
    for sentence, matched, companies in zip(reading.sentences, reading.matched, reading.companies, strict=True):
        disputes = {dispute.quantity.span: dispute.rules for dispute in matched.disputes}
        fits = [(verdict.quantity.span, verdict.candidates) for verdict in matched.verdicts]
        masked = with_names(sentence, [company.span for company in companies])
        fits += [(company.span, judged(sentence, company.span, masked, rules)) for company in companies]
        for span, candidates in fits:
            if len(candidates) > 1:
                yield Rivals(tuple(candidate.rule.id for candidate in candidates), disputes.get(span, ()))


def _finders(reading: Reading, rules: RuleSet) -> Iterator[tuple[tuple[str, str], str]]:
    """The raw place of each name, and the rule that found it."""
    places, _ = Finder(rules).find(reading.sentences)
    for at in places:
        for span, rule in places[at]:
            raw = reading.document.to_raw(span)
            yield (str(raw.start), str(raw.end)), rule


def _unmet(documents: Iterable[Document], lexicons: Lexicons) -> Mapping[str, tuple[str, ...]]:
    """For each word list its terms that stand in no report, furniture included: they can change nothing there."""
    texts = [document.text for document in documents]
    return {
        name: tuple(term for term in lexicon.canonical if not any(term in text for text in texts))
        for name, lexicon in sorted(lexicons.by_name.items())
    }


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with the first column flush left and the others, numbers, flush right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
