"""Mutation testing of rules and word lists: which changes would no example and no case notice?"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

from extract.errors import Place, RuleError, UsageError
from extract.examples import faults
from extract.rules import RuleSet, load_rules
from extract.tables import csv_bytes
from extract.workbench.judge import Judge
from extract.workbench.mutants import Mutant, mutants
from extract.workbench.places import Places
from extract.workbench.terms import Deletion, TermJudge, deletions

Change = Mutant | Deletion
HEADER = ("file", "line", "column", "of", "change", "noticed")


@dataclass(frozen=True, slots=True)
class Judged:
    """One change, where it would be made, and whether anything notices it."""

    place: Place
    of: str
    change: str
    noticed: bool

    @property
    def words(self) -> str:
        """`rules/percentages.toml:7:12 percentages.growth: literal '同比' dropped: no example notices`."""
        witness = "nothing" if self.of.startswith("lexicon/") else "no example"
        return f"{self.place} {self.of}: {self.change}: {witness} notices"

    @property
    def cells(self) -> tuple[str, ...]:
        """The change as a line of CSV."""
        place = self.place
        return place.file, str(place.line), str(place.column or ""), self.of, self.change, "yes" if self.noticed else "no"


@dataclass(frozen=True, slots=True)
class Score:
    """Changes of rules and of word lists, judged; `asked` is the share of each that must be noticed, in percent."""

    rules: tuple[Judged, ...]
    terms: tuple[Judged, ...]
    asked: float

    @property
    def passed(self) -> bool:
        """Whether enough of both are noticed."""
        return all(_share(part) >= self.asked for part in (self.rules, self.terms))

    @property
    def words(self) -> str:
        """A line for each change that nothing notices, and how many there are."""
        survivors = [judged.words for judged in (*self.rules, *self.terms) if not judged.noticed]
        parts = (("rules", self.rules), ("word lists", self.terms))
        return "\n".join([*survivors, *(_summary(name, part) for name, part in parts if part)])

    @property
    def csv(self) -> str:
        """A line for each change."""
        return csv_bytes(HEADER, (judged.cells for judged in (*self.rules, *self.terms))).decode()


def mutate(folder: Path | None, chosen: Sequence[str] = (), *, jobs: int = 1, every: int = 1, asked: float = 95) -> Score:
    """The score of the rules and word lists that ids and files choose, of all without.

    `every` takes only each k-th change, for a quick look. Raises UsageError for a stranger among `chosen`, RuleError where
    an example fails already without a change.
    """
    rules = load_rules(folder)
    changes = _chosen(rules, chosen)[::every]
    _check(rules)
    places = Places(Path(rules.folder))
    judged = tuple(
        Judged(places.of(change), *_named(change), noticed)
        for change, noticed in zip(changes, _judged(rules, changes, jobs), strict=True)
    )
    of_rules = tuple(each for each, change in zip(judged, changes, strict=True) if isinstance(change, Mutant))
    return Score(of_rules, judged[len(of_rules) :], asked)


def _chosen(rules: RuleSet, chosen: Sequence[str]) -> list[Change]:
    """The changes of the chosen rules, then those of the chosen word lists."""
    named = {name: {rule.id, f"{rule.table}.toml"} for rule in rules.rules for name in (rule.id,)}
    lists = sorted(rules.lexicons.by_name)
    wanted = {Path(word).name if word.endswith((".toml", ".csv")) else word for word in chosen}
    known = {name for names in named.values() for name in names} | {f"{name}.csv" for name in lists}
    for word in sorted(wanted - known):
        close = get_close_matches(word, sorted(known), 1)
        advice = f"did you mean {close[0]!r}?" if close else "give an id, a rule file or a word list"
        raise UsageError(f"{word!r} is neither a rule nor a file of the rules", advice=advice)
    picked = [rule for rule in rules.rules if not wanted or named[rule.id] & wanted]
    terms = [term for term in deletions(rules) if not wanted or f"{term.list}.csv" in wanted]
    return [*(mutant for rule in picked for mutant in mutants(rule, rules)), *terms]


def _check(rules: RuleSet) -> None:
    for rule in rules.rules:
        for fault in faults(rules, rule):
            raise RuleError(f"an example fails: {fault}", advice="mend it first; `baogao rules test` names all that fail")


def _judged(rules: RuleSet, changes: Sequence[Change], jobs: int) -> Iterator[bool]:
    notices = partial(_notices, rules.folder, rules.sha256)
    if jobs == 1:
        yield from map(notices, changes)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        yield from pool.map(notices, changes, chunksize=max(1, len(changes) // (jobs * 16)))


def _notices(folder: str, sha256: str, change: Change) -> bool:
    if isinstance(change, Mutant):
        return _judge(folder, sha256).notices(change)
    return _term_judge(folder, sha256).notices(change)


@lru_cache(maxsize=1)
def _judge(folder: str, sha256: str) -> Judge:
    """The judge of a folder as it is now: a process makes it once."""
    return Judge(load_rules(Path(folder)))


@lru_cache(maxsize=1)
def _term_judge(folder: str, sha256: str) -> TermJudge:
    return TermJudge(load_rules(Path(folder)))


def _named(change: Change) -> tuple[str, str]:
    if isinstance(change, Mutant):
        return change.id, change.change
    return f"lexicon/{change.list}.csv", f"term {change.term!r} deleted"


def _share(part: Sequence[Judged]) -> float:
    return 100 * sum(judged.noticed for judged in part) / len(part) if part else 100


def _summary(name: str, part: Sequence[Judged]) -> str:
    noticed = sum(judged.noticed for judged in part)
    return f"{name}: {len(part)} mutants, {noticed} noticed ({_share(part):.1f} %), {len(part) - noticed} not"
