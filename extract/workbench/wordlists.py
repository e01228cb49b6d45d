"""The word lists as people keep them: sorted, trimmed, in simplified script, with nothing that nothing reads."""

import csv
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import regex

from extract.errors import Place, RuleError
from extract.lexicons import HEADER, Lexicons
from extract.rules.load import Survey
from extract.rules.sources import meant
from extract.workbench.language import traditional_in

# what the stages themselves ask the lists for; every other list and act is there for rules that name it
_LISTS = """
    companies company-parts cues currencies currency-parts durations events figures furniture held held-after held-characters
    measures nouns qualifiers ratios relative-years remainders scope-traps scopes year-contexts
"""
_ACTS = """
    adverb bare deed each forecast idle level outlook-heading paired part period plan-heading reset stands target term total
    verb
"""
_PARTS = "before closer form generic generic-end never origin stop suffix"
LISTS, ACTS, PARTS = (frozenset(words.split()) for words in (_LISTS, _ACTS, _PARTS))
AS_WRITTEN = "held-characters"  # its terms keep what conversion would change
_NAMED = regex.compile(r"\{[a-z_]*:([a-z|-]+)\}")


def misspelled(survey: Survey) -> Iterator[RuleError]:
    """Everything in the word lists that is not canonical."""
    for path in sorted(survey.folder.glob("lexicon/*.csv")):
        yield from _of_list(path)
    yield from _unread(survey)


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


def _unread(survey: Survey) -> Iterator[RuleError]:
    """Lists, acts and kinds of parts that no rule names and no stage asks for."""
    patterns = [*(entry.rule.pattern for entry in survey.entries), *survey.macros.values()]
    named = {name for pattern in patterns for found in _NAMED.finditer(pattern) for name in found[1].split("|")}
    for name in sorted(survey.lexicons.by_name.keys() - LISTS - named):
        advice = meant(name, LISTS) or "take it out, or write the rule that names it"
        yield RuleError("no rule and no stage reads this list", Place(f"lexicon/{name}.csv"), advice)
    yield from _strange(survey.lexicons, "cues", ACTS | named, "no rule and no stage reads the act")
    yield from _strange(survey.lexicons, "company-parts", PARTS, "there is no part of names called")


def _strange(lexicons: Lexicons, name: str, known: Iterable[str], message: str) -> Iterator[RuleError]:
    """The values of a list that nothing reads, each told at its first term."""
    told = set(known)
    for number, value in enumerate(lexicons[name].canonical.values(), 2):
        for word in value.split():
            if word not in told:
                told.add(word)
                advice = meant(word, sorted(known)) or "take it out"
                yield RuleError(f"{message} {word!r}", Place(f"lexicon/{name}.csv", number), advice)
