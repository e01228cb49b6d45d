"""What a rule file says: rules with their examples, and the set of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from extract.lexicons import Lexicons
from extract.models import Bound, Kind, Quantity
from extract.patterns import Pattern

# what a rule of each file may set: cells of its table, and how the context stage is to read it
SETTINGS = {
    "percentages": frozenset(("measure", "sign", "times", "year", "like", "spread", "status", "bound", "doubt")),
    "counts": frozenset(("year", "like", "spread", "status", "bound", "doubt")),
    "amounts": frozenset(("year", "like", "spread", "status", "bound", "currency", "doubt")),
    "companies": frozenset(("find", "role", "event")),
    "years": frozenset(("kind", "reach")),
    "rankings": frozenset(("year", "like", "spread", "status")),
    "ignore": frozenset(("reason",)),
}


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that the rule must read, and cells that its row (or rows) must have."""

    text: str
    row: dict[str, str] = {}
    rows: list[dict[str, str]] = []

    @property
    def wanted(self) -> list[dict[str, str]]:
        """The rows asked for, one or many."""
        return self.rows or [self.row]


class Rejected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that the rule must leave alone, and why."""

    text: str
    why: str


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule as its file gives it; see `rules/README.md` for what each key means."""

    id: str
    pattern: str
    note: str
    author: str
    added: date
    match: list[Example]
    reject: list[Rejected]
    status: Literal["draft", "stable", "retired"] = "stable"
    set: dict[str, str] = {}
    over: list[str] = []
    bound: list[Bound] = []
    unit: list[str] = []
    first: bool = False

    def takes(self, quantity: Quantity) -> bool:
        """Whether the quantity's bound and unit are among those the rule asks for, where it asks."""
        return (not self.bound or quantity.bound in self.bound) and (not self.unit or quantity.unit in self.unit)

    @property
    def table(self) -> str:
        """The table the rule writes to: the stem of its file and of its id."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All rules of a folder, compiled, with its lexicons."""

    folder: str
    sha256: str
    rules: tuple[Rule, ...]
    patterns: Mapping[str, Pattern]
    lexicons: Lexicons
    closed: Mapping[str, str]

    @cached_property
    def by_kind(self) -> Mapping[Kind, tuple[Rule, ...]]:
        """The rules that may claim a quantity of each kind, companies' excepted."""
        return {kind: tuple(r for r in self.rules if kind in self.patterns[r.id].kinds) for kind in Kind}

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """Rules by their id."""
        return {rule.id: rule for rule in self.rules}

    def of(self, table: str) -> tuple[Rule, ...]:
        """The rules of one table's file."""
        return tuple(rule for rule in self.rules if rule.table == table)

    def only(self, rule_id: str) -> "RuleSet":
        """The rule alone with what it rests on: the year labels, and for a role the rules that find names."""
        rule = msgspec.structs.replace(self.by_id[rule_id], status="stable")
        kept = [rule if r.id == rule_id else r for r in self.rules if r.id == rule_id or self._serves(r, rule)]
        return replace(self, rules=tuple(kept))

    @staticmethod
    def _serves(other: Rule, rule: Rule) -> bool:
        finds = "find" in other.set
        return (other.table == "years" != rule.table) or (finds and rule.table == "companies" and "find" not in rule.set)
