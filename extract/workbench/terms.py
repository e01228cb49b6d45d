"""Whether anything notices that a term was deleted from a word list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from extract.examples import faults
from extract.lexicons import Lexicon, Lexicons
from extract.patterns import PatternError, expand, resolved
from extract.rules import Rule, RuleSet
from extract.rules.load import survey
from extract.rules.macros import terms_of
from extract.workbench.cases import Proof, proofs


@dataclass(frozen=True, slots=True)
class Deletion:
    """A term deleted from the list of that name."""

    list: str
    term: str


def deletions(rules: RuleSet) -> tuple[Deletion, ...]:
    """Every term of every list but firms' names, which each reader keeps for himself."""
    lists = sorted(rules.lexicons.by_name.items())
    return tuple(Deletion(name, term) for name, lexicon in lists if name != "companies" for term in lexicon.canonical)


class TermJudge:
    """Holds word lists that lack a term to the examples of all rules, the case tables and the approved reports."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        folder = Path(rules.folder)
        self._macros = survey(folder).macros
        beside = list(proofs(folder.parent, rules))
        # reports last: they take longest
        self._proofs = sorted([*beside, *_examples(rules)], key=lambda proof: len(proof.text))

    def notices(self, deletion: Deletion) -> bool:
        """Whether anything fails without the term; a text that does not hold it cannot."""
        concerned = [proof for proof in self._proofs if deletion.term in proof.text]
        if not concerned:
            return False
        try:
            changed = self._without(deletion)
        except PatternError:
            return True
        concerned.sort(key=lambda proof: proof.about != (deletion.list, deletion.term))  # its own cases first
        return any(not proof.holds(changed) for proof in concerned)

    def _without(self, deletion: Deletion) -> RuleSet:
        """The rule set without the term; raises PatternError where a rule needs an act that no term is left for."""
        lexicons = _without(self.rules.lexicons, deletion)
        closed = expand(self._macros, terms_of(lexicons))
        patterns = dict(self.rules.patterns)
        for name, pattern in patterns.items():
            changed = resolved(pattern.source, closed)
            if changed.expression != pattern.expression:
                patterns[name] = changed
        return replace(self.rules, lexicons=lexicons, closed=closed, patterns=patterns)


def _without(lexicons: Lexicons, deletion: Deletion) -> Lexicons:
    old = lexicons[deletion.list]
    canonical, notes = dict(old.canonical), dict(old.notes)
    del canonical[deletion.term], notes[deletion.term]
    return Lexicons({**lexicons.by_name, deletion.list: Lexicon(old.name, canonical, notes)})


def _examples(rules: RuleSet) -> Iterator[Proof]:
    """The examples of each rule, as one text."""
    for rule in rules.rules:
        texts = [*(example.text for example in rule.match), *(rejected.text for rejected in rule.reject)]
        yield Proof("\n".join(texts), partial(_hold, rule))


def _hold(rule: Rule, changed: RuleSet) -> bool:
    return next(faults(changed, rule), None) is None
