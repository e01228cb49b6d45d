"""Rules on trial: whether their examples hold, and which alternatives of their patterns no example exercises."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from extract.errors import UsageError
from extract.examples import faults
from extract.models import Row
from extract.patterns import compile_pattern
from extract.pipeline import extract_text
from extract.rules import Rule, RuleSet, load_rules
from extract.workbench.alternatives import Alternative, alternatives


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule's: faults of its examples, its alternatives, and those among them that no example exercises."""

    rule: Rule
    faults: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    unexercised: tuple[Alternative, ...]

    @property
    def words(self) -> str:
        """What speaks against the rule, in one line; empty where nothing does."""
        said = [*(fault.removeprefix(f"{self.rule.id}: ") for fault in self.faults), *_gaps(self.unexercised)]
        return f"{self.rule.id}: {'; '.join(said)}" if said else ""


@dataclass(frozen=True, slots=True)
class Trials:
    """The trials of several rules."""

    of: tuple[Trial, ...]

    @property
    def passed(self) -> bool:
        """Whether every example holds and every alternative is exercised."""
        return not any(trial.words for trial in self.of)

    @property
    def words(self) -> str:
        """A line for each rule that did not pass, and a summary."""
        examples = sum(len(trial.rule.match) + len(trial.rule.reject) for trial in self.of)
        ways = sum(len(trial.alternatives) for trial in self.of)
        failed = sum(len(trial.faults) for trial in self.of)
        unread = sum(len(trial.unexercised) for trial in self.of)
        head = f"{len(self.of)} rules, {examples} examples, {ways} alternatives"
        end = f"{failed} faults of examples, {unread} alternatives that no example exercises"
        return "\n".join([*(trial.words for trial in self.of if trial.words), f"rules: {head}; {end}"])


def trials(folder: Path | None, chosen: Sequence[str]) -> Trials:
    """The trials of the rules that ids, file names or stems choose, of all without; raises UsageError for a stranger."""
    rules = load_rules(folder)
    return Trials(tuple(trial(rules, rule) for rule in _chosen(rules, chosen)))


def trial(rules: RuleSet, rule: Rule) -> Trial:
    """One rule held to its examples, alone and among all, and its pattern to them.

    An alternative is exercised where a match example gives a row, the very same in all its cells, from the rule alone with
    a pattern that leaves no way but that alternative; a forbidden word where allowing it changes what an example gives.
    """
    ways = alternatives(rule.pattern)
    return Trial(rule, tuple(faults(rules, rule)), ways, tuple(_Examples.of(rules, rule).unexercised(ways)))


def _chosen(rules: RuleSet, chosen: Sequence[str]) -> tuple[Rule, ...]:
    tables = {rule.table for rule in rules.rules}
    wanted = {Path(word).stem if word.endswith(".toml") else word for word in chosen}
    for word in sorted(wanted - tables - rules.by_id.keys()):
        close = get_close_matches(word, [*rules.by_id, *tables], 1)
        raise UsageError(
            f"{word!r} is neither a rule nor a rule file", advice=f"did you mean {close[0]!r}?" if close else "give an id"
        )
    return tuple(rule for rule in rules.rules if not wanted or {rule.id, rule.table} & wanted)


@dataclass(frozen=True, slots=True)
class _Examples:
    """The texts of one rule's examples with the rows that the rule alone gives from them; matches come first."""

    rule: Rule
    alone: RuleSet
    texts: tuple[str, ...]
    given: tuple[tuple[Row, ...], ...]

    @classmethod
    def of(cls, rules: RuleSet, rule: Rule) -> "_Examples":
        alone = rules.only(rule.id)
        texts = (*(example.text for example in rule.match), *(rejected.text for rejected in rule.reject))
        return cls(rule, alone, texts, tuple(_rows(text, alone, rule) for text in texts))

    def unexercised(self, ways: Iterable[Alternative]) -> Iterator[Alternative]:
        """The alternatives that no example exercises; of one inside another only the outer."""
        done: list[Alternative] = []
        idle: list[Alternative] = []
        for way in ways:  # inner ones come first: one around an exercised one is exercised
            (done if any(way.surrounds(other) for other in done) or self._exercise(way) else idle).append(way)
        for way in sorted(idle, key=lambda way: way.span):
            if not any(other.surrounds(way) for other in idle):
                yield way

    def _exercise(self, way: Alternative) -> bool:
        pattern = compile_pattern(way.variant, self.alone.closed)
        variant = replace(self.alone, patterns={**self.alone.patterns, self.rule.id: pattern})
        matches = len(self.rule.match) if way.sort != "forbidden" else None
        for text, given in zip(self.texts[:matches], self.given[:matches], strict=True):
            rows = _rows(text, variant, self.rule)
            if rows != given if way.sort == "forbidden" else set(rows) & set(given):
                return True
        return False


def _rows(text: str, rules: RuleSet, rule: Rule) -> tuple[Row, ...]:
    """The rows that the rule gives from a text in its own table; an ignore rule writes to the account."""
    table = "numerals" if rule.table == "ignore" else rule.table
    return tuple(row for row in extract_text(text, rules).rows if (row.table, row.rule) == (table, rule.id))


def _gaps(unexercised: Iterable[Alternative]) -> Iterator[str]:
    """What no example exercises, the words of one choice together."""
    words = {"of": "no example reads", "taken": "none takes", "left": "none leaves out", "forbidden": "none needs"}
    for (sort, among, _), ways in groupby(unexercised, key=lambda way: (way.sort, way.among, bool(way.among) or way.span)):
        texts = ", ".join(way.text for way in ways)
        yield f"{words[sort]} {texts}" + (f" of {among}" if among else "")
