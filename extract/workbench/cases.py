"""Case tables: texts with what must come of them, kept in `tests/cases` beside the rules."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby
from pathlib import Path

from extract.documents import document, read
from extract.models import Source
from extract.normalize import normalize
from extract.pipeline import extract, extract_text, quantifier
from extract.rules import RuleSet

BLOCKS = ("furniture", "heading", "body")
ABSENT = "none"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of `terms.csv`: the term of a list, a text that holds it, and a row that comes of it.

    `table` is a table of figures, the account, or a kind of block for which `span` is the line; `cells` are parted by
    semicolons (`unit=家; value=12`), and `none` where no such row may come.
    """

    list: str
    term: str
    text: str
    table: str
    span: str
    cells: str

    @property
    def wanted(self) -> dict[str, str]:
        """The cells asked for."""
        pairs = (cell.partition("=") for cell in self.cells.split(";") if cell.strip() not in ("", ABSENT))
        return {column.strip(): value.strip() for column, _, value in pairs}


@dataclass(frozen=True, slots=True)
class Proof:
    """A text, normalized, whether what must come of it does under a rule set, and the term (list, term) it is about."""

    text: str
    holds: Callable[[RuleSet], bool]
    about: tuple[str, str] = ("", "")


def cases_of(path: Path) -> tuple[Case, ...]:
    r"""The lines of a table of terms; `\n` in a text is a line's end."""
    return tuple(Case(**{**row, "text": row["text"].replace(r"\n", "\n")}) for row in _lines(path))


def fault(case: Case, rules: RuleSet) -> str:
    """What comes instead of the case's row, nothing where it is as it must be."""
    if case.table in BLOCKS:
        page = document(Source("case", case.text, "unicode", ""), rules.lexicons)
        kinds = [str(block.kind) for block in page.blocks if block.span.of(page.text) == case.span]
        return "" if kinds == [case.table] else f"{case.text!r}: the line {case.span!r} is {', '.join(kinds) or 'nowhere'}"
    found = extract_text(case.text, rules)
    rows = [row for row in found.rows if row.table == case.table and row.span.of(found.document.raw) == case.span]
    given = [{column: row.cell(column) for column in case.wanted} for row in rows]
    if case.cells.strip() == ABSENT:
        return f"{case.text!r}: {case.span} is in {case.table}" if rows else ""
    if case.wanted in given:
        return ""
    return f"{case.text!r}: {case.span} gives {given or 'nothing'} in {case.table}, not {case.wanted}"


def proofs(root: Path, rules: RuleSet) -> Iterator[Proof]:
    """The proofs that stand beside a folder of rules: its case tables, and the reports whose tables are approved."""
    cases = root / "tests" / "cases"
    for name, reader in (("terms", _terms), ("quantities", _quantities), ("blocks", _blocks)):
        if (cases / f"{name}.csv").is_file():
            yield from reader(cases / f"{name}.csv")
    if (root / "tests" / "golden").is_dir():
        yield from (_report(file, rules) for file in sorted((root / "raw").glob("*.txt")))


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _terms(path: Path) -> Iterator[Proof]:
    for case in cases_of(path):
        yield Proof(f"{case.text}\n{case.span}", partial(_comes, case), (case.list, case.term))


def _comes(case: Case, rules: RuleSet) -> bool:
    return not fault(case, rules)


def _quantities(path: Path) -> Iterator[Proof]:
    for row in _lines(path):
        yield Proof(row["text"], partial(_reads, row))


def _reads(row: dict[str, str], rules: RuleSet) -> bool:
    found = quantifier(rules.lexicons).find(row["text"])
    if row["kind"] == "none":
        return not found
    there = [quantity for quantity in found if quantity.span.of(row["text"]) == row["span"]]
    most = Decimal(row["value_max"]) if row["value_max"] else None
    wanted = (row["kind"], Decimal(row["value"]), most, row["bound"], row["unit"])
    return [(str(q.kind), q.value, q.value_max, q.bound, q.unit) for q in there[:1]] == [wanted]


def _blocks(path: Path) -> Iterator[Proof]:
    for _, page in groupby(_lines(path), key=lambda row: row["page"]):
        rows = list(page)
        source = Source("case", "\n\n".join(row["line"] for row in rows), "unicode", "")
        wanted = [row["kind"] for row in rows], rows[0]["published"]
        yield Proof(normalize(source.raw, ()).text, partial(_splits, source, wanted))


def _splits(source: Source, wanted: tuple[list[str], str], rules: RuleSet) -> bool:
    page = document(source, rules.lexicons)
    published = page.published.of(page.text) if page.published else ""
    return ([str(block.kind) for block in page.blocks], published) == wanted


def _report(file: Path, rules: RuleSet) -> Proof:
    source = read(file)
    approved = _given(source, rules)
    return Proof(document(source, rules.lexicons).text, lambda changed: _given(source, changed) == approved)


def _given(source: Source, rules: RuleSet) -> object:
    found = extract(document(source, rules.lexicons), rules)
    return found.rows, found.findings, found.title, found.published
