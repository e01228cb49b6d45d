"""The mutants of a rule: what it would be with one thing dropped, loosened or changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from extract.patterns import Pattern, PatternError, compile_pattern
from extract.rules import Rule, RuleSet
from extract.workbench.changes import edits

# what a setting is changed to: the next of those that are told apart, the first again after the last
_TURNS = {
    "measure": ("share", "growth", "points", "rate"),
    "status": ("actual", "forecast", "target", "threshold"),
    "kind": ("reference", "since", "title", "published"),
    "reach": ("sentence", "clause", "figure", "none"),
    "role": ("入选榜单", "榜单发布", "上市", "上市队列", "项目", "投资方", "母公司", "融资", "其他"),
    "bound": ("exact", "over"),
    "reason": ("other", "word"),
}
# how a name is found otherwise than its rule asks: up to the end of the match, or with more proof
_FIND = {"full": "left", "list": "headed", "roster": "list"}
_UNSEEN = ("doubt",)  # words for a reader; no row shows them


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule changed in one way; `rule` is None where it is deleted.

    `change` says how, `key` in which line of its entry, `at` how many characters into the pattern.
    """

    id: str
    key: str
    at: int
    change: str
    rule: Rule | None


def mutants(rule: Rule, rules: RuleSet) -> tuple[Mutant, ...]:
    """All mutants of a rule that are rules and not provably the same one, none twice."""
    found = [Mutant(rule.id, "id", 0, "rule deleted", None)]
    seen = {_form(rule, rules.patterns[rule.id])}
    for mutant in (*_patterns(rule, rules.closed), *_settings(rule), *_conditions(rule)):
        pattern = pattern_of(mutant, rules)
        if mutant.rule is None or pattern is None or (form := _form(mutant.rule, pattern)) in seen:
            continue
        seen.add(form)
        found.append(mutant)
    return tuple(found)


def pattern_of(mutant: Mutant, rules: RuleSet) -> Pattern | None:
    """The mutant's pattern; None where it is none, as one that matches the empty text."""
    if mutant.rule is None or mutant.key != "pattern":
        return rules.patterns[mutant.id]
    try:
        return compile_pattern(mutant.rule.pattern, rules.closed)
    except PatternError:
        return None


def _form(rule: Rule, pattern: Pattern) -> object:
    """What decides what a rule does: two mutants with one form are one."""
    said = tuple(sorted((key, value) for key, value in rule.set.items() if key not in _UNSEEN))
    return pattern.expression, said, tuple(rule.over), tuple(rule.bound), tuple(rule.unit), rule.first


def _patterns(rule: Rule, closed: Mapping[str, str]) -> Iterator[Mutant]:
    for edit in edits(rule.pattern, closed):
        yield Mutant(rule.id, "pattern", edit.at, edit.change, msgspec.structs.replace(rule, pattern=edit.pattern))


def _settings(rule: Rule) -> Iterator[Mutant]:
    for key, value in rule.set.items():
        if key in _UNSEEN:
            continue
        turned = _turned(key, value)
        kept = {name: said for name, said in rule.set.items() if name != key}
        changed = {**kept, key: turned} if turned else kept
        said = f"set {key} {value!r} made {turned!r}" if turned else f"set {key} {value!r} dropped"
        yield Mutant(rule.id, "set", 0, said, msgspec.structs.replace(rule, set=changed))


def _turned(key: str, value: str) -> str:
    """Another legal value; nothing where the key has only one."""
    if key == "find":
        return _FIND.get(value, "full")
    turns = _TURNS.get(key, ())
    return turns[(turns.index(value) + 1) % len(turns)] if value in turns else turns[0] if turns else ""


def _conditions(rule: Rule) -> Iterator[Mutant]:
    if rule.first:
        yield Mutant(rule.id, "first", 0, "first dropped", msgspec.structs.replace(rule, first=False))
    for key in ("bound", "unit", "over"):
        entries = getattr(rule, key)
        for entry in entries:
            kept = [other for other in entries if other != entry]
            yield Mutant(rule.id, key, 0, f"{key} {entry!r} dropped", msgspec.structs.replace(rule, **{key: kept}))
