"""The word lists as people keep them: sorted, trimmed, in simplified script, with nothing that nothing reads."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import regex

from extract.errors import Place, RuleError
from extract.lexicons import HEADER, Lexicon, Lexicons
from extract.pipeline import extract_text
from extract.rules import RuleSet
from extract.rules.sources import meant
from extract.workbench.language import traditional_in

AS_WRITTEN = "held-characters"  # its terms keep what conversion would change
# a text that makes every stage ask for its words: both scripts, a heading, a plan, figures
_SAMPLE = "臨溪縣2024年茶產業工作報告\n一、工作打算\n2025年，力争全县茶企增长12%，达3亿元。"
_NAMED = regex.compile(r"\{[a-z_]*:([a-z|-]+)\}")


def misspelled(folder: Path) -> Iterator[RuleError]:
    """Everything in the word lists that is not canonical."""
    for path in sorted(folder.glob("lexicon/*.csv")):
        yield from _of_list(path)


def _of_list(path: Path) -> Iterator[RuleError]:
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    except UnicodeDecodeError:
        return  # a fault of loading
    for number, row in enumerate(rows, 1):
        place = Place(f"lexicon/{path.name}", number)
        if any(cell != cell.strip() for cell in row):
            yield RuleError("a blank stands at the edge of a cell", place, "take it out")
        if path.stem != AS_WRITTEN and (found := traditional_in("".join(row[:2]))):
            yield RuleError(f"{row[0]!r} holds the traditional character {found!r}", place, "write it in simplified script")
    terms = [(row[0], number) for number, row in enumerate(rows, 1) if number > 1 and len(row) == len(HEADER) and row[0]]
    for (before, _), (after, number) in pairwise(terms):
        if after < before:
            message = f"{after!r} stands behind {before!r}"
            yield RuleError(message, Place(f"lexicon/{path.name}", number), "sort the lines by term")
            return


def unread(rules: RuleSet, macros: Mapping[str, str]) -> Iterator[RuleError]:
    """Lists, acts and kinds of parts that no rule names and no stage asks for."""
    asked = watched(rules)
    patterns = [*(rule.pattern for rule in rules.rules), *macros.values()]
    named = {name for pattern in patterns for found in _NAMED.finditer(pattern) for name in found[1].split("|")}
    for name in sorted(rules.lexicons.by_name.keys() - asked.keys() - named):
        advice = meant(name, asked) or "take it out, or write the rule that names it"
        yield RuleError("no rule and no stage reads this list", Place(f"lexicon/{name}.csv"), advice)
    for name, known in (("cues", asked["cues"] | named), ("company-parts", asked["company-parts"])):
        yield from _strange(rules.lexicons[name], known)


def watched(rules: RuleSet) -> Mapping[str, set[str]]:
    """What the stages ask the word lists for while they read a text: list to acts, empty where they read it whole."""
    lexicons = _Watched(rules.lexicons.by_name, {})
    extract_text(_SAMPLE, replace(rules, lexicons=lexicons))
    return lexicons.asked


def _strange(lexicon: Lexicon, known: Iterable[str]) -> Iterator[RuleError]:
    """The values of a list that nothing reads, each told at its first term."""
    told = set(known)
    for number, value in enumerate(lexicon.canonical.values(), 2):
        for word in value.split():
            if word not in told:
                told.add(word)
                advice = meant(word, sorted(known)) or "take it out"
                yield RuleError(f"no rule and no stage reads {word!r}", Place(f"lexicon/{lexicon.name}.csv", number), advice)


@dataclass(frozen=True, eq=False)
class _WatchedLexicon(Lexicon):
    asked: set[str]

    def of(self, *values: str) -> tuple[str, ...]:
        self.asked.update(values)
        return super().of(*values)


@dataclass(frozen=True, slots=True, eq=False)
class _Watched(Lexicons):
    asked: dict[str, set[str]]

    def __getitem__(self, name: str) -> Lexicon:
        found = Lexicons(self.by_name)[name]
        return _WatchedLexicon(found.name, found.canonical, found.notes, self.asked.setdefault(name, set()))
