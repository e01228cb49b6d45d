"""Where to begin: what rules miss in some reports, with a draft of the rule or the line that would mend it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from pathlib import Path

from extract.documents import document as to_document
from extract.documents import read
from extract.models import Sentence, Span, clause_edges
from extract.pipeline import Reading, read_through
from extract.rules import RuleSet
from extract.workbench.misses import Context, Miss, misses
from extract.workbench.skeletons import Clause, Skeleton, skeleton
from extract.workbench.strangers import Stranger, strangers

PLACES = 3  # places shown of a context


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One context that rules miss, with the rule that would read it where words tell it apart."""

    context: Context
    misses: tuple[Miss, ...]
    skeleton: Skeleton | None

    @property
    def words(self) -> str:
        """The context and its places as comments, then the rule."""
        state = f"taken by {self.context.taken} without a cue" if self.context.taken else "claimed by no rule"
        head = f"# {len(self.misses)} × {self.context} {state}"
        places = [f"#   {miss.report}:{miss.line} {miss.masked}" for miss in self.misses[:PLACES]]
        if self.skeleton is None:
            return "\n".join(
                [head, *places, "# no words beside the figure tell it apart; write the rule with `baogao explain`"]
            )
        return "\n".join([head, *places, f"# for {self.skeleton.table}.toml:", self.skeleton.toml.rstrip()])


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All of them for some reports; `left` says how many contexts were not looked into."""

    of: tuple[Suggestion, ...]
    left: int
    names: tuple[Stranger, ...]

    @property
    def words(self) -> str:
        """All of it for a terminal: rules as TOML, names as lines of the word list, the rest as comments."""
        parts = [suggestion.words for suggestion in self.of]
        if self.left:
            parts.append(f"# {self.left} more contexts; --most shows them")
        parts += [_named(name) for name in self.names]
        return (
            "\n\n".join(parts) or "# nothing: every figure has a rule with a cue, and no run of characters looks like a name"
        )


def suggest(rules: RuleSet, reports: Iterable[Path], most: int) -> Suggestions:
    """What the rules miss in the reports, the most frequent first; raises InputError for a report that cannot be read."""
    readings = [read_through(to_document(read(path), rules.lexicons), rules) for path in reports]
    groups = misses(readings, rules)
    missed = {miss.clause for _, found in groups for miss in found}
    others = [clause for clause in dict.fromkeys(_clauses(readings)) if clause.text not in missed]
    return Suggestions(
        tuple(_suggestions(groups[:most], others, rules)), len(groups[most:]), strangers(readings, rules)[:most]
    )


def _suggestions(
    groups: Sequence[tuple[Context, tuple[Miss, ...]]], others: Sequence[Clause], rules: RuleSet
) -> Iterator[Suggestion]:
    taken: list[str] = []
    for context, found in groups:
        draft = skeleton(context, found, others, rules, taken)
        if draft is not None:
            taken.append(draft.id)
        yield Suggestion(context, found, draft)


def _clauses(readings: Iterable[Reading]) -> Iterator[Clause]:
    return (clause for reading in readings for sentence in reading.sentences for clause in _of(sentence))


def _of(sentence: Sentence) -> Iterator[Clause]:
    """The clauses of a sentence without the marks that end them."""
    edges = [0, *clause_edges(sentence.text), len(sentence.text)]
    for span in starmap(Span, pairwise(edges)):
        text = span.of(sentence.text).strip("，。；：！？ ")
        if text:
            kinds = (q.kind for q in sentence.quantities if span.holds(sentence.local(q.span)))
            yield Clause(text, frozenset(kinds))


def _named(name: Stranger) -> str:
    head = f"# {name.times} × {name.name} may be a firm's name"
    place = f"#   {name.report}:{name.line} {name.sentence}"
    return "\n".join([head, place, "# for lexicon/companies.csv, in its order:", f"{name.name},,"])
