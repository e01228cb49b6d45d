"""Skeletons: for a context that rules miss, a draft of the rule that would read it, with examples that it was tried on."""

import json
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

import regex

from extract.models import Kind, Row
from extract.patterns import PatternError, compile_pattern
from extract.pipeline import extract_text
from extract.rules import Rule, RuleSet
from extract.rules.checks import literals
from extract.rules.model import LONGEST
from extract.words import part_of_speech, words
from extract.workbench.misses import Context, Miss

EXAMPLES = 3  # matches of a skeleton
TRIED = 8  # texts tried as a reject before one is made up
TABLES: Mapping[Kind, str] = {
    Kind.PERCENT: "percentages",
    Kind.POINTS: "percentages",
    Kind.FRACTION: "percentages",
    Kind.TENTH: "percentages",
    Kind.TIMES: "percentages",
    Kind.MONEY: "amounts",
    Kind.COUNT: "counts",
    Kind.YEAR: "years",
    Kind.ORDINAL: "rankings",
}
SETS = {"percentages": {"measure": "rate"}, "years": {"kind": "reference"}, "ignore": {"reason": "number"}}
SHOWN = (
    "value",
    "value_max",
    "unit",
    "currency",
    "measure",
    "rank",
    "indicator",
    "reason",
)  # cells that an example asks for
_FIGURE = regex.compile(r"\[([a-z]+)\]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the texts, with the kinds of figures in it."""

    text: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A rule as it would stand in the file of its table."""

    id: str
    toml: str

    @property
    def table(self) -> str:
        """The table it would write to, the stem of its file."""
        return self.id.partition(".")[0]


def skeleton(
    context: Context, found: Sequence[Miss], others: Sequence[Clause], rules: RuleSet, taken: Collection[str] = ()
) -> Skeleton | None:
    """A draft that reads the misses, none where no words beside the figure tell it apart.

    `others` are clauses among which one is sought that has the rule's words and is something else, `taken` are ids that it
    must not have beside those of the rules. Each match gives its rows from the rule alone and, were it stable, among all.
    """
    table = TABLES.get(context.kind, "ignore")
    pattern = _pattern(context, table)
    if not _tells(pattern, rules):
        return None
    name = _free_id(table, {*rules.by_id, *taken})
    head = _head(context, name, pattern, rules)
    trial = _Trial.of(head, rules)
    matches = _matches(found, trial)
    return Skeleton(name, f"{head}{''.join(matches)}{_reject(trial, context, others)}") if matches else None


def _matches(found: Sequence[Miss], trial: "_Trial") -> list[str]:
    """The clauses that the rule reads; where it reads none by itself, the sentences."""
    for texts in ([miss.clause for miss in found], [miss.sentence for miss in found]):
        read = [_match(text, rows) for text in dict.fromkeys(texts) if (rows := trial.rows(text))]
        if read:
            return read[:EXAMPLES]
    return []


def _pattern(context: Context, table: str) -> str:
    """The words around the slot; a noun before a datum belongs to what is measured, so the pattern only looks back at it."""
    figure = f"{{value:{context.kind}}}{_spelled(context.after)}"
    if table in ("ignore", "years"):
        return f"{_spelled(context.before)}{figure}"
    noun = next((word.of(context.before) for word in words(context.before)), "")
    if not part_of_speech(noun).startswith("n"):
        return f"(?:{{indicator}})??{_spelled(context.before)}{figure}"
    return f"(?:{{indicator}})??(?<={_spelled(noun)}){_spelled(context.before.removeprefix(noun))}{figure}"


def _spelled(words: str) -> str:
    """The words as a pattern has them: `[money]` is another figure."""
    parts = _FIGURE.split(words)
    return "".join(f"{{:{part}}}" if number % 2 else regex.escape(part) for number, part in enumerate(parts))


def _tells(pattern: str, rules: RuleSet) -> bool:
    """Whether loading would take the pattern and it holds a word: one that is only a slot would take every figure."""
    if "'" in pattern or len(pattern) > LONGEST or not literals(pattern, rules.closed):
        return False
    try:
        return bool(compile_pattern(pattern, rules.closed).kinds)
    except PatternError:
        return False


def _head(context: Context, name: str, pattern: str, rules: RuleSet) -> str:
    """The rule without its examples; what it sets is what the rule that takes the figures now sets."""
    settings = dict(rules.by_id[context.taken].set) if context.taken else dict(SETS.get(name.partition(".")[0], {}))
    settings.pop("doubt", None)
    given = ", ".join(f"{key} = {_quoted(value)}" for key, value in settings.items())
    lines = [
        "[[rule]]",
        f'id = "{name}"',
        'status = "draft"',
        f"pattern = '{pattern}'",
        f"set = {{ {given} }}" if given else "",
        f'over = ["{context.taken}"]' if context.taken else "",
        f"note = {_quoted(f'What it reads: {context}')}",
        'author = "?"',
        "added = 2000-01-01",
    ]
    return "".join(f"{line}\n" for line in lines if line)


def _free_id(table: str, taken: Collection[str]) -> str:
    return next(name for number in count(1) if (name := f"{table}.new-{number}") not in taken)


@dataclass(frozen=True, slots=True)
class _Trial:
    """The rule as if it were stable, alone and among all."""

    id: str
    table: str
    alone: RuleSet
    together: RuleSet

    @classmethod
    def of(cls, head: str, rules: RuleSet) -> "_Trial":
        rule = Rule(**{**tomllib.loads(head)["rule"][0], "status": "stable", "match": [], "reject": []})
        patterns = {**rules.patterns, rule.id: compile_pattern(rule.pattern, rules.closed)}
        together = replace(rules, rules=(*rules.rules, rule), patterns=patterns)
        table = "numerals" if rule.table == "ignore" else rule.table
        return cls(rule.id, table, together.only(rule.id), together)

    def rows(self, text: str) -> list[dict[str, str]]:
        """The cells to ask of the rule's rows from a text, none unless it gives as many among all rules as alone."""
        sides = [self._own(text, rules) for rules in (self.alone, self.together)]
        if len(sides[0]) != len(sides[1]):
            return []
        return [_agreeing(*pair) for pair in zip(*sides, strict=True)]

    def leaves(self, text: str) -> bool:
        """Whether the rule alone gives nothing from the text."""
        return not self._own(text, self.alone)

    def _own(self, text: str, rules: RuleSet) -> list[Row]:
        rows = [row for row in extract_text(text, rules).rows if row.table == self.table and row.rule == self.id]
        return sorted(rows, key=lambda row: row.span)


def _agreeing(alone: Row, together: Row) -> dict[str, str]:
    cells = {column: alone.cell(column) for column in SHOWN}
    return {column: cell for column, cell in cells.items() if cell and cell == together.cell(column)}


def _match(text: str, rows: Sequence[Mapping[str, str]]) -> str:
    shown = [f"{{ {', '.join(f'{column} = {_quoted(cell)}' for column, cell in row.items())} }}" for row in rows]
    cells = f"row = {shown[0]}" if len(rows) == 1 else f"rows = [{', '.join(shown)}]"
    return f"[[rule.match]]\ntext = {_quoted(text)}\n{cells}\n"


def _reject(trial: _Trial, context: Context, others: Sequence[Clause]) -> str:
    """A clause with the rule's words from which it gives nothing, one with a figure of its kind if there is one."""
    rule = trial.together.by_id[trial.id]
    known = literals(rule.pattern, trial.together.closed)
    held = [regex.compile(word) for word in known if regex.search(r"\p{L}", word)] or [regex.compile(w) for w in known]
    alike = [clause for clause in others if any(word.search(clause.text) for word in held)]
    nearest = sorted(alike, key=lambda clause: context.kind not in clause.kinds)[:TRIED]
    real = next((clause.text for clause in nearest if trial.leaves(clause.text)), "")
    why = "say why this is something else" if real else "no figure stands there; give a text that looks like a match"
    return f"[[rule.reject]]\ntext = {_quoted(real or context.before + context.after)}\nwhy = {_quoted(why)}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
