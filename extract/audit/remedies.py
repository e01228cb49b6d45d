"""What wrong decisions ask for: failing examples for their rules, and corrections beside their reports.

All is planned before anything is written, and what stands already is not planned again: a second call adds nothing.
"""

from collections.abc import Mapping
from pathlib import Path

from extract.audit import cells, failing
from extract.audit.decisions import Folded
from extract.audit.plans import Plan
from extract.files import write_file
from extract.rules import RuleSet


def remedies(folded: Folded, rules: RuleSet, reports: Mapping[str, Path], *, examples: bool, corrections: bool) -> Plan:
    """What the wrong decisions add, where it is asked for; `reports` are the paths of the reports by their id."""
    wrong = [judged for judged in folded.judged if judged.decision.verdict == "wrong"]
    none = Plan({})
    shown = failing.plan(wrong, rules) if examples else none
    return shown | (cells.plan(wrong, reports) if corrections else none)


def carry_out(plan: Plan) -> None:
    """Every file of the plan, each replaced whole; raises OutputError at the first that cannot be."""
    for path, data in plan.files.items():
        write_file(path, data)
