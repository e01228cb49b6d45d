"""The rules against their own examples: each alone, then among all."""

from collections.abc import Iterator, Mapping

from extract.models import Row
from extract.pipeline import extract_text
from extract.rules import Rule, RuleSet
from extract.rules.model import Example

KEYS = ("value", "rank", "name", "year")


def faults(rules: RuleSet, rule: Rule) -> Iterator[str]:
    """What a rule's examples show against it, one line each; nothing where all hold.

    A match must give exactly its rows from this rule alone, and (unless it is a draft) the same rows when all rules run; a
    reject must give nothing from this rule alone.
    """
    alone = rules.only(rule.id)
    for example in rule.match:
        mine = [row for row in _rows(example.text, alone, rule) if row.rule == rule.id]
        if len(mine) != len(example.wanted):
            yield f"{rule.id}: {example.text!r} gives {len(mine)} rows alone, not {len(example.wanted)}"
        together = mine if rule.status == "draft" else _rows(example.text, rules, rule)
        for wanted in example.wanted:
            if not any(_fits(row, _own(rule, wanted)) for row in mine):
                yield f"{rule.id}: {example.text!r} alone gives {_shown(mine, wanted)}, not {wanted}"
            if not any(_fits(row, wanted) for row in together):
                yield f"{rule.id}: {example.text!r} among all rules gives {_shown(together, wanted)}, not {wanted}"
    for rejected in rule.reject:
        if any(row.rule == rule.id for row in _rows(rejected.text, alone, rule)):
            yield f"{rule.id}: takes {rejected.text!r}, which it must leave alone: {rejected.why}"


def holds(rules: RuleSet, rule: Rule, example: Example) -> bool:
    """Whether the rows that a match asks for come out when all rules run."""
    rows = _rows(example.text, rules, rule)
    return all(any(_fits(row, wanted) for row in rows) for wanted in example.wanted)


def _rows(text: str, rules: RuleSet, rule: Rule) -> list[Row]:
    """The rows of the rule's table; an ignore rule writes to the account."""
    table = "numerals" if rule.table == "ignore" else rule.table
    return [row for row in extract_text(text, rules).rows if row.table == table]


def _own(rule: Rule, wanted: Mapping[str, str]) -> Mapping[str, str]:
    """What the rule alone can give: one that continues a list knows only its own number."""
    return {key: cell for key, cell in wanted.items() if key in KEYS} if "like" in rule.set else wanted


def _fits(row: Row, wanted: Mapping[str, str]) -> bool:
    return all(row.cell(column) == cell for column, cell in wanted.items())


def _shown(rows: list[Row], wanted: Mapping[str, str]) -> str:
    return "; ".join(str({column: row.cell(column) for column in wanted}) for row in rows) or "nothing"
