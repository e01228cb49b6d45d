"""Whether the examples of the rules notice that one rule was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from extract.examples import faults, holds
from extract.models import Kind
from extract.patterns import Found, Match, Pattern
from extract.pipeline import extract_text
from extract.rules import Rule, RuleSet
from extract.rules.model import Example
from extract.workbench.mutants import Mutant, pattern_of

Answer = Found | None | tuple[object, ...]


@dataclass(frozen=True)
class Listening(Pattern):
    """A pattern that keeps the masked sentences it is asked about."""

    heard: set[str] = field(default_factory=set)

    def search(self, masked: str) -> Found | None:
        """As the pattern does."""
        self.heard.add(masked)
        return super().search(masked)

    def everywhere(self, masked: str) -> Iterator[Match]:
        """As the pattern does."""
        self.heard.add(masked)
        return super().everywhere(masked)


@dataclass(frozen=True, slots=True)
class Trial:
    """One match of a rule, and for each pass over its text the masked sentences that rules of that pass are asked about."""

    rule: Rule
    example: Example
    asked: Mapping[str, frozenset[str]]


class Judge:
    """Holds changed rules to the examples of all rules of a set.

    A rule's own examples are run alone and among all. Of the matches of other rules those are run, among all, in whose
    sentences the changed rule finds something else than before: in all others nothing can differ.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._trials = [
            Trial(rule, example, _asked(rules, example.text))
            for rule in rules.rules
            if rule.status != "draft"
            for example in rule.match
        ]
        self._answers: dict[tuple[str, str], Answer] = {}

    def notices(self, mutant: Mutant) -> bool:
        """Whether any example fails under the mutant."""
        try:
            return self._fails(mutant)
        except ValueError:  # a label of 2.3 years: no stage is made for what the mutant claims
            return True

    def _fails(self, mutant: Mutant) -> bool:
        pattern = pattern_of(mutant, self.rules)
        changed = self._changed(mutant, pattern)
        if mutant.rule is not None and next(faults(changed, mutant.rule), None) is not None:
            return True
        others = (trial for trial in self._trials if mutant.rule is None or trial.rule.id != mutant.id)
        return any(
            not holds(changed, trial.rule, trial.example) for trial in others if self._concerns(trial, mutant, pattern)
        )

    def _changed(self, mutant: Mutant, pattern: Pattern | None) -> RuleSet:
        kept = (mutant.rule if rule.id == mutant.id else rule for rule in self.rules.rules)
        patterns = {**self.rules.patterns, mutant.id: pattern} if pattern else self.rules.patterns
        return replace(self.rules, rules=tuple(rule for rule in kept if rule is not None), patterns=patterns)

    def _concerns(self, trial: Trial, mutant: Mutant, pattern: Pattern | None) -> bool:
        """Whether the mutant may give the trial's text other rows."""
        rule, before = self.rules.by_id[mutant.id], self.rules.patterns[mutant.id]
        passes = ("first", "late") if mutant.key == "first" else (_pass(rule),)
        asked = (masked for each in passes for masked in trial.asked[each])
        if pattern is not None and not all(self._is_asked(kind, rule.first) for kind in pattern.kinds - before.kinds):
            return True
        if mutant.key != "pattern" or pattern is None:
            return any(self._answer(rule, masked) for masked in asked)
        return any(self._answer(rule, masked) != _answer(rule, pattern, masked) for masked in asked)

    def _is_asked(self, kind: Kind, first: bool) -> bool:
        """Whether some rule of the pass is asked about every figure of the kind, so that its masked sentences are known."""
        return any(rule.first == first and not rule.bound and not rule.unit for rule in self.rules.by_kind[kind])

    def _answer(self, rule: Rule, masked: str) -> Answer:
        key = rule.id, masked
        if key not in self._answers:
            self._answers[key] = _answer(rule, self.rules.patterns[rule.id], masked)
        return self._answers[key]


def _asked(rules: RuleSet, text: str) -> Mapping[str, frozenset[str]]:
    """The masked sentences of a text that rules of each pass are asked about."""
    listening = {name: Listening(p.source, p.expression, p.kinds) for name, p in rules.patterns.items()}
    extract_text(text, replace(rules, patterns=listening))
    heard: dict[str, set[str]] = {"first": set(), "late": set(), "find": set(), "role": set()}
    for rule in rules.rules:
        heard[_pass(rule)] |= listening[rule.id].heard
    return {name: frozenset(sentences) for name, sentences in heard.items()}


def _pass(rule: Rule) -> str:
    if rule.table == "companies":
        return "find" if "find" in rule.set else "role"
    return "first" if rule.first else "late"


def _answer(rule: Rule, pattern: Pattern, masked: str) -> Answer:
    """What the pattern finds in a masked sentence, as far as a rule can use it; nothing where its time runs out."""
    if "find" in rule.set:
        return tuple((found.end(), _names(found)) for found in pattern.everywhere(masked))
    try:
        return pattern.search(masked)
    except TimeoutError:
        return None


def _names(found: Match) -> tuple[object, ...]:
    """Where the slots for names lie."""
    return tuple((slot, found.spans(slot)) for slot in ("name", "names") if slot in found.re.groupindex)
