"""Everything that is wrong with a folder of rules: what keeps it from loading, and what only makes it say less."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.errors import RuleError
from extract.models import Kind
from extract.patterns import REST, TARGET
from extract.pipeline import quantifier
from extract.rules.entries import Entry
from extract.rules.load import Survey, ordered, survey
from extract.rules.macros import FILE as MACROS
from extract.workbench.language import misspoken, misspoken_macro, repeated_notes
from extract.workbench.wordlists import misspelled, unread


@dataclass(frozen=True, slots=True)
class Linted:
    """The faults of a folder: `refused` keep it from loading, `style` do not."""

    survey: Survey
    refused: tuple[RuleError, ...]
    style: tuple[RuleError, ...]

    @property
    def words(self) -> str:
        """A line for each fault in the order of the files, and a summary."""
        faults = ordered([*self.refused, *self.style])
        rules, files = len(self.survey.entries), len({entry.source.name for entry in self.survey.entries})
        told = f"{len(faults)} faults" if faults else "no fault"
        why = f", {len(self.refused)} of which keep them from loading" if self.refused else ""
        lists = len(self.survey.lexicons.by_name)
        return "\n".join([*map(str, faults), f"rules: {rules} rules in {files} files, {lists} word lists, {told}{why}"])


def lint(folder: Path | None = None) -> Linted:
    """Every fault of every file of a folder; raises UsageError where it is no folder of rules."""
    found = survey(folder)
    style = [
        *(fault for entry in found.entries for fault in misspoken(entry)),
        *repeated_notes(found.entries),
        *(fault for entry in found.entries for fault in _idle_over(entry, found)),
        *(
            fault
            for name, macro in found.macros.items()
            for fault in misspoken_macro(name, macro, found.sources["macros.toml"])
        ),
        *misspelled(found.folder),
        *([] if found.faults else [*unread(found.rule_set(), found.macros), *_beside_the_point(found)]),
    ]
    return Linted(found, found.faults, tuple(style))


def _of_macros(found: Survey) -> Iterator[RuleError]:
    for name, pattern in found.macros.items():
        yield from misspoken_macro(name, pattern, found.sources[MACROS])


def _idle_over(entry: Entry, found: Survey) -> Iterator[RuleError]:
    """What `over` names that claims nothing anyhow."""
    status = {other.rule.id: other.rule.status for other in found.entries}
    for other in entry.rule.over:
        if status.get(other, "stable") != "stable" and entry.rule.status == "stable":
            message = f"over names {other!r}, which is {status[other]} and claims nothing"
            yield entry.fault(message, "take it out, or make that rule stable", "over")


def _beside_the_point(found: Survey) -> Iterator[RuleError]:
    """Rules whose rejects hold no figure that the rule could claim: they show nothing of what its words decide.

    A rule that takes every figure of its kind can have none.
    """
    scanner = quantifier(found.lexicons)
    for entry in found.entries:
        kinds = found.patterns[entry.rule.id].kinds - {Kind.COMPANY}
        if not kinds or any(_takes_all(entry, found, kind) for kind in kinds):
            continue
        if not any(q.kind in kinds for rejected in entry.rule.reject for q in scanner.find(rejected.text)):
            wanted = " or ".join(sorted(kinds))
            message = f"no reject holds a {wanted}, so none shows what the rule's words decide"
            yield entry.fault(message, "add one that has such a figure and is none", "reject", 0)


def _takes_all(entry: Entry, found: Survey, kind: Kind) -> bool:
    return found.patterns[entry.rule.id].regex.search(f"\ue000{TARGET[kind]}{REST}\ue000") is not None
