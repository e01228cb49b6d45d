"""Misses: figures that no rule claims, or that only a rule without a cue takes, grouped by the words beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from extract.companies.names import CLOSED_TAGS
from extract.match import Verdict
from extract.models import Kind, Sentence
from extract.numerals import scan
from extract.patterns import FIRST, MARKS, REST, SOFT, shown
from extract.pipeline import Reading
from extract.rules import RuleSet
from extract.words import part_of_speech, words

LONGEST = 8  # characters beside a figure that tell contexts apart
_BEFORE = regex.compile(rf"([\p{{Han}}A-Za-z]*)([^\p{{Han}}\p{{L}}\p{{N}}\s，。；：！？、{MARKS}]{{0,2}})$")
_AFTER = regex.compile(rf"([^\p{{Han}}\p{{L}}\p{{N}}\s，。；：！？、{MARKS}]{{0,2}})([\p{{Han}}A-Za-z]*)")
_LOOSE = ("verb", "adverb", "reach", "period", "idle")  # acts whose words say little, so that the next one counts too


@dataclass(frozen=True, slots=True, order=True)
class Context:
    """What stands beside a figure: `综合得分[NUMBER]`; `taken` names the rule without a cue, empty where none claims it."""

    before: str
    kind: Kind
    after: str
    taken: str

    def __str__(self) -> str:
        return f"{self.before}[{self.kind.upper()}]{self.after}"


@dataclass(frozen=True, slots=True)
class Miss:
    """One such figure in its report: the clause around it in simplified script, and masked as `explain` shows it."""

    report: str
    line: int
    clause: str
    masked: str
    sentence: str


def misses(readings: Iterable[Reading], rules: RuleSet) -> tuple[tuple[Context, tuple[Miss, ...]], ...]:
    """The groups, the most frequent first, then by context; the misses of a group in the order of the texts."""
    loose = frozenset(rules.lexicons["cues"].of(*_LOOSE))
    groups: dict[Context, list[Miss]] = defaultdict(list)
    for reading in readings:
        for sentence, verdict in _missed(reading, rules):
            groups[_context(sentence, verdict, loose)].append(_miss(reading, sentence, verdict))
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple((context, tuple(found)) for context, found in ordered)


def _missed(reading: Reading, rules: RuleSet) -> Iterator[tuple[Sentence, Verdict]]:
    """The figures outside companies' names that nothing claims, or only what a rule with a `doubt` says."""
    for sentence, result, named in zip(reading.sentences, reading.matched, reading.companies, strict=True):
        for verdict in result.verdicts:
            free = not any(company.span.holds(verdict.quantity.span) for company in named)
            if free and verdict.quantity.numerals and not verdict.disputed and _is_missed(verdict, rules):
                yield sentence, verdict


def _is_missed(verdict: Verdict, rules: RuleSet) -> bool:
    return not verdict.candidates or "doubt" in rules.by_id[verdict.candidates[0].rule.id].set


def _miss(reading: Reading, sentence: Sentence, verdict: Verdict) -> Miss:
    clause = sentence.clause(verdict.quantity.span)
    masked = sentence.local(clause).of(verdict.masked)
    document = reading.document
    line = document.raw.count("\n", 0, document.to_raw(verdict.quantity.span).start) + 1
    return Miss(document.id, line, sentence.of(clause).strip("，。；：！？ "), shown(masked), sentence.text)


def _context(sentence: Sentence, verdict: Verdict, loose: frozenset[str]) -> Context:
    clause = sentence.local(sentence.clause(verdict.quantity.span))
    place = sentence.local(verdict.quantity.span)
    before = _words_before(verdict.masked[clause.start : place.start], loose)
    after = _words_after(verdict.masked[place.end : clause.end], loose)
    taken = verdict.candidates[0].rule.id if verdict.candidates else ""
    return Context(before, verdict.quantity.kind, after, taken)


def _words_before(masked: str, loose: frozenset[str]) -> str:
    """The words and marks right before the figure: one word that says something, or the figure that stands there."""
    if masked.endswith((REST, SOFT, *FIRST.values())):
        return shown(masked[max(masked.rfind(mark) for mark in FIRST.values()) :])
    found = _BEFORE.search(masked)
    tail, marks = (found[1], found[2]) if found else ("", "")
    return "".join(reversed(_telling(reversed([word.of(tail) for word in words(tail)]), loose))) + marks


def _words_after(masked: str, loose: frozenset[str]) -> str:
    if masked.startswith(tuple(FIRST.values())):
        return shown(masked[0])
    found = _AFTER.match(masked)
    marks, head = (found[1], found[2]) if found else ("", "")
    return marks + "".join(_telling((word.of(head) for word in words(head)), loose))


def _telling(nearest_first: Iterable[str], loose: frozenset[str]) -> list[str]:
    """The words up to the first that says something by itself: 实现 同比 before a figure, 的 增长 behind it."""
    taken: list[str] = []
    for word in nearest_first:
        if scan(word) or len("".join(taken)) + len(word) > LONGEST:
            break
        taken.append(word)
        if word not in loose and not (len(word) == 1 and part_of_speech(word) in CLOSED_TAGS):
            break
    return taken
