"""A folder of rule files and word lists to a `RuleSet`; every fault of every file is reported at once."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.errors import Place, RuleError, RulesError, UsageError
from extract.lexicons import Lexicons, scan_lexicon
from extract.patterns import Pattern
from extract.rules.checks import checked, compiled
from extract.rules.entries import Entry, entries_of
from extract.rules.macros import FILE, closed_of, macros_of, unused
from extract.rules.model import TABLES, RuleSet
from extract.rules.references import misled, twins
from extract.rules.sources import Source, meant, read_source

INDICATORS = "indicators.toml"  # no rules: read where years are laid side by side


@dataclass(frozen=True, slots=True)
class Survey:
    """All that a folder says, as far as it can be read, and every fault that keeps it from being a rule set."""

    folder: Path
    sha256: str
    sources: Mapping[str, Source]
    entries: tuple[Entry, ...]
    patterns: Mapping[str, Pattern]
    macros: Mapping[str, str]
    lexicons: Lexicons
    closed: Mapping[str, str]
    faults: tuple[RuleError, ...]

    def rule_set(self) -> RuleSet:
        """The rules in force and on trial; raises RulesError with every fault."""
        if self.faults:
            raise RulesError(self.faults)
        kept = tuple(entry.rule for entry in self.entries if entry.rule.status != "retired")
        return RuleSet(str(self.folder), self.sha256, kept, self.patterns, self.lexicons, self.closed)


def default_folder() -> Path:
    """`./rules` where it holds rule files, else the ones packaged with the program or beside its source."""
    beside = Path(__file__).parents[2] / "rules"  # an editable checkout
    folders = (Path("rules"), Path(__file__).parents[1] / "packaged_rules", beside)
    return next((folder for folder in folders if any(folder.glob("*.toml"))), folders[1])


def load_rules(folder: Path | None = None) -> RuleSet:
    """The rule set of a folder; raises RulesError with every fault of every file, UsageError where there is no folder."""
    return survey(folder).rule_set()


def survey(folder: Path | None = None) -> Survey:
    """What a folder says; raises UsageError where it is no folder of rules."""
    folder = folder or default_folder()
    if not folder.is_dir():
        raise UsageError(f"no folder of rules at {folder}", advice="name one with --rules")
    files = sorted([*folder.glob("*.toml"), *folder.glob("lexicon/*.csv")])
    if not any(file.suffix == ".toml" for file in files):
        raise UsageError(f"no rule file (*.toml) in {folder}", advice="name a folder of rules with --rules")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return _surveyed(folder, digest.hexdigest(), files)


def _surveyed(folder: Path, sha256: str, files: Sequence[Path]) -> Survey:
    scanned = [scan_lexicon(file) for file in files if file.suffix == ".csv"]
    lexicons = Lexicons({lexicon.name: lexicon for lexicon, _ in scanned})
    sources = {file.name: read_source(file) for file in files if file.suffix == ".toml"}
    own = sources.get(FILE, Source(FILE, {}, {}))
    macros, misread = macros_of(own)
    closed, mistaken = closed_of(macros, lexicons, own)
    found = [entry for stem in TABLES if (source := sources.get(f"{stem}.toml")) for entry in entries_of(source)]
    entries = tuple(entry for entry in found if isinstance(entry, Entry))
    patterns = {entry: compiled(entry, closed) for entry in entries}
    faults = [
        *(fault for _, lexicon_faults in scanned for fault in lexicon_faults),
        *(fault for source in sources.values() for fault in source.faults),
        *_strangers(sources),
        *(entry for entry in found if isinstance(entry, RuleError)),
        *_of_rules(patterns, closed),
        *twins(entries),
        *misled(entries, _ids(sources)),
        *misread,
        *mistaken,
        *unused(macros, (entry.rule.pattern for entry in entries), own),
    ]
    sound = {entry.rule.id: pattern for entry, pattern in patterns.items() if isinstance(pattern, Pattern)}
    return Survey(folder, sha256, sources, entries, sound, macros, lexicons, closed, tuple(ordered(faults)))


def ordered(faults: Iterable[RuleError]) -> list[RuleError]:
    """Faults by file, those of the rules first in the order of the tables, and by line."""
    files = [f"{stem}.toml" for stem in TABLES]

    def place(fault: RuleError) -> tuple[int, str, int, int, str]:
        at: Place = fault.place
        return (files.index(at.file) if at.file in files else len(files), at.file, at.line, at.column, fault.message)

    return sorted(faults, key=place)


def _strangers(sources: Mapping[str, Source]) -> Iterator[RuleError]:
    known = [*(f"{stem}.toml" for stem in TABLES), FILE, INDICATORS]
    for name in sources.keys() - set(known):
        advice = meant(name, known) or f"there are {', '.join(known)}"
        yield RuleError("no table has this name, so no rule in it is read", Place(name), advice)


def _ids(sources: Mapping[str, Source]) -> list[str]:
    """The ids of all rules, also of those with faults."""
    written = [source.raw.get("rule", []) for source in sources.values()]
    rules = [rule for listed in written if isinstance(listed, list) for rule in listed]
    return [str(rule.get("id")) for rule in rules if isinstance(rule, dict)]


def _of_rules(patterns: Mapping[Entry, Pattern | RuleError], closed: Mapping[str, str]) -> Iterator[RuleError]:
    for entry, pattern in patterns.items():
        if isinstance(pattern, RuleError):
            yield pattern
        yield from checked(entry, pattern if isinstance(pattern, Pattern) else None, closed)
