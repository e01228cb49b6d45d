"""The page for people who look: every span in its text with its way, and the decisions they make on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.audit.decisions import Folded, fold, read_decisions
from extract.audit.page import page
from extract.audit.remedies import carry_out, remedies
from extract.files import write_file
from extract.runs import Run, collect
from extract.schema import FACTS

__all__ = ["Audited", "Request", "audited", "fold", "page", "read_decisions"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the page's file, and what becomes of decisions made on an earlier one."""

    inputs: tuple[Path, ...]
    output: Path
    decisions: Path | None = None
    examples: bool = False
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Audited:
    """What was done, line by line, and what a reader must know of it."""

    words: tuple[str, ...]
    warnings: tuple[str, ...]


def audited(run: Run, request: Request) -> Audited:
    """The page is written, and what its decisions ask for; all of it is made before anything is written."""
    folded = fold(run, read_decisions(request.decisions)) if request.decisions else Folded()
    reports = {path.stem: path for path in collect(request.inputs or (Path("raw"),))}
    plan = remedies(folded, run.rules, reports, examples=request.examples, corrections=request.correct)
    made = page(run, folded)
    carry_out(plan)
    write_file(request.output, made)
    told = folded.words if request.decisions else ()
    return Audited((*told, *plan.words, _line(run, request.output)), (*folded.warnings, *plan.warnings))


def _line(run: Run, output: Path) -> str:
    """`audit.html: 2 reports, 148 rows, 0 unclaimed, 0 conflicts`."""
    return f"{output}: {', '.join(_counts(run))}"


def _counts(run: Run) -> Iterator[str]:
    reports = len(run.extractions)
    yield f"{reports} report{'s' * (reports != 1)}"
    yield f"{sum(len(run.rows[name]) for name in FACTS)} rows"
    outcomes = [cells[7] for cells in run.rows["numerals"]]
    yield f"{outcomes.count('unclaimed')} unclaimed"
    yield f"{outcomes.count('conflict')} conflicts"
