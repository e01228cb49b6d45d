"""What a rule file says: rules with their examples, and the set of all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from extract.lexicons import Lexicons
from extract.models import Bound, Kind, Quantity
from extract.patterns import Pattern
from extract.rules.settings import BOUNDS, SETTINGS, told

LONGEST = 120  # characters of a pattern
STATES = {
    "draft": "on trial: its form is checked, it claims nothing 试行",
    "stable": "in force 正式",
    "retired": "kept for the record 停用",
}

TABLES = tuple(SETTINGS)
ID = rf"^({'|'.join(TABLES)})\.[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Cells = dict[str, str]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that the rule must read, and cells that its row (or rows) must have 必须读出的例句及其单元格."""

    text: Annotated[str, Meta(description="an invented text in simplified script, with its year 自拟例句，带年份")]
    row: Annotated[Cells, Meta(description="cells of the one row, all in quotes 该行的单元格，一律加引号")] = {}
    rows: Annotated[list[Cells], Meta(description="cells of several rows 多行的单元格")] = []

    @property
    def wanted(self) -> list[Cells]:
        """The rows asked for, one or many."""
        return self.rows or [self.row]


class Rejected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that the rule must leave alone, and why 不得认领的例句及理由."""

    text: Annotated[str, Meta(description="looks like a match and is none 貌似而实非的例句")]
    why: Annotated[str, Meta(description="why it is none 为何不是", min_length=1)]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule as its file gives it; `rules/README.md` says what each key means 一条规则."""

    id: Annotated[
        str,
        Meta(description="<table>.<name>, unique, in small letters and hyphens 编号：表名.名称", pattern=ID),
    ]
    pattern: Annotated[
        str,
        Meta(description="where the figure must stand, with slots such as {value:percent} 模式，含槽", max_length=LONGEST),
    ]
    note: Annotated[str, Meta(description="what it reads, in one line 一句话说明", min_length=1)]
    author: Annotated[str, Meta(description="who added it 作者", min_length=1)]
    added: Annotated[date, Meta(description="the day, such as 2026-11-22, without quotes 添加日期，不加引号")]
    match: Annotated[list[Example], Meta(description="texts that it must read 必须读出的例句", min_length=1)]
    reject: Annotated[list[Rejected], Meta(description="texts that it must leave alone 不得认领的例句", min_length=1)]
    status: Annotated[Literal["draft", "stable", "retired"], told("where the rule stands 状态", STATES)] = "stable"
    set: Annotated[Cells, Meta(description="what the rule says of the figure 对数字的说明")] = {}
    over: Annotated[list[str], Meta(description="ids of rules that give way where both fit 优先于哪些规则")] = []
    bound: Annotated[
        list[Annotated[Bound, told("a bound 限定", BOUNDS)]], Meta(description="only figures so limited 只认这些限定")
    ] = []
    unit: Annotated[list[str], Meta(description="only figures with one of these measure words 只认这些量词")] = []
    first: Annotated[bool, Meta(description="judged before the others: a figure in an attribute 先判：定语中的数字")] = False

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
