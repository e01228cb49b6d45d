"""Rule files and lexicons to a `RuleSet`; every fault of every file is reported at once."""

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec
import regex

from extract.errors import Place, RuleError, RulesError, UsageError
from extract.lexicons import Lexicon, Lexicons, any_of, load_lexicon
from extract.models import Kind
from extract.patterns import Pattern, PatternError, compile_pattern, expand
from extract.rules.model import SETTINGS, Rule, RuleSet

FILES = ("percentages", "counts", "amounts", "companies", "years", "rankings", "ignore")
LONGEST = 120
_NUMERALS = regex.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两廿卅]")
_QUANTIFIER = regex.compile(r"\{\d*,?\d*\}")
_SLOT = regex.compile(r"\{[a-z_]*(?::[a-z|-]*)?\}")
# a run ends before a character that may be absent: 旗下的? has 旗下 and 的
_LITERAL = regex.compile(r"\p{Han}(?=[?*])|\p{Han}+?(?=\p{Han}[?*])|\p{Han}+|[A-Za-z]{2,}|[《“（]")
_CHOICE = regex.compile(r"(?<!\\)\[\^?([^\]]*)\]")


def default_folder() -> Path:
    """`./rules` where it holds rule files, else the ones packaged with the program or beside its source."""
    beside = Path(__file__).parents[2] / "rules"  # an editable checkout
    folders = (Path("rules"), Path(__file__).parents[1] / "packaged_rules", beside)
    return next((folder for folder in folders if any(folder.glob("*.toml"))), folders[1])


def load_rules(folder: Path | None = None) -> RuleSet:
    """The rule set of a folder; raises RulesError with every fault of every file, UsageError where there is no folder."""
    folder = folder or default_folder()
    if not folder.is_dir():
        raise UsageError(f"no folder of rules at {folder}", advice="name one with --rules")
    files = sorted([*folder.glob("*.toml"), *folder.glob("lexicon/*.csv")])
    if not any(file.suffix == ".toml" for file in files):
        raise UsageError(f"no rule file (*.toml) in {folder}", advice="name a folder of rules with --rules")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return _Loading(folder, digest.hexdigest()).finish()


class _Loading:
    """One reading of a rules folder: gathers faults instead of stopping at the first."""

    def __init__(self, folder: Path, sha256: str) -> None:
        self.folder, self.sha256 = folder, sha256
        self.faults: list[RuleError] = []

    def finish(self) -> RuleSet:
        lexicons = Lexicons(dict(self._lexicons()))
        closed = self._closed(lexicons)
        rules: list[Rule] = []
        patterns: dict[str, Pattern] = {}
        for stem in FILES:
            path = self.folder / f"{stem}.toml"
            if not path.exists():
                continue
            for rule, place in self._rules_of(path):
                if rule.id in patterns:
                    self._fault(f"the id {rule.id} stands twice", place, "give one of the two another id")
                    continue
                rules.append(rule)
                if (pattern := self._pattern(rule, place, closed)) is not None:
                    patterns[rule.id] = pattern
                    self._check_examples(rule, pattern, place, closed)
        self._check_references(rules)
        if self.faults:
            raise RulesError(tuple(self.faults))
        kept = tuple(rule for rule in rules if rule.status != "retired")
        return RuleSet(str(self.folder), self.sha256, kept, patterns, lexicons, closed)

    def _fault(self, message: str, place: Place, advice: str = "") -> None:
        self.faults.append(RuleError(message, place, advice))

    def _lexicons(self) -> Iterator[tuple[str, Lexicon]]:
        for path in sorted(self.folder.glob("lexicon/*.csv")):
            try:
                yield path.stem, load_lexicon(path)
            except RuleError as fault:
                self.faults.append(fault)

    def _closed(self, lexicons: Lexicons) -> Mapping[str, str]:
        path = self.folder / "macros.toml"
        macros = self._toml(path).get("macros", {}) if path.exists() else {}
        terms = {name: lexicon.pattern() for name, lexicon in lexicons.by_name.items()}
        acts = {act for value in lexicons["cues"].canonical.values() for act in value.split()}
        for entry in sorted(acts):
            terms.setdefault(entry, any_of(lexicons["cues"].of(entry)))
        for name in sorted(macros.keys() & terms.keys()):
            self._fault(f"the macro {name!r} has the name of a lexicon", Place("macros.toml"), "rename it")
        try:
            return expand(macros, terms)
        except PatternError as error:
            self._fault(str(error), Place("macros.toml"))
            return terms

    def _toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            found = regex.search(r"\(at line (\d+), column (\d+)\)", str(error))
            where = (int(found[1]), int(found[2])) if found else (0, 0)
            message = regex.sub(r" \(at .*\)", "", str(error))
            self._fault(f"not valid TOML: {message}", Place(path.name, *where))
            return {}

    def _rules_of(self, path: Path) -> Iterator[tuple[Rule, Place]]:
        raw = self._toml(path)
        starts = [n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line.strip() == "[[rule]]"]
        for key in sorted(raw.keys() - {"rule"}):
            self._fault(f"unknown key {key!r}", Place(path.name), f"write [[rule]]{_meant(key, ['rule'])}")
        for at, entry in enumerate(raw.get("rule", [])):
            place = Place(path.name, starts[at] if at < len(starts) else 0, 0, str(entry.get("id", "")))
            unknown = sorted(entry.keys() - set(Rule.__struct_fields__))
            for key in unknown:
                self._fault(f"unknown key {key!r}", place, f"take it out{_meant(key, Rule.__struct_fields__)}")
            known = {key: value for key, value in entry.items() if key not in unknown}
            try:
                rule = msgspec.convert(known, Rule)
            except msgspec.ValidationError as error:
                self._fault(str(error), place, "see rules/README.md for the keys of a rule")
                continue
            for key in sorted(rule.set.keys() - SETTINGS[path.stem]):
                self._fault(f"set has the unknown key {key!r}", place, f"take it out{_meant(key, SETTINGS[path.stem])}")
            if rule.table != path.stem:
                self._fault(f"the id does not begin with {path.stem!r}", place, f"call it {path.stem}.{rule.id}")
            yield rule, place

    def _pattern(self, rule: Rule, place: Place, closed: Mapping[str, str]) -> Pattern | None:
        if len(rule.pattern) > LONGEST:
            self._fault(
                f"the pattern has {len(rule.pattern)} characters", place, f"{LONGEST} at most: name a part as a macro"
            )
        if found := _NUMERALS.search(_QUANTIFIER.sub("", rule.pattern)):
            self._fault(f"the pattern spells out the numeral {found[0]!r}", place, "use a slot such as {value:count}")
        try:
            return compile_pattern(rule.pattern, closed)
        except PatternError as error:
            names = [name for name in _SLOT.findall(rule.pattern) if repr(name.partition(":")[2][:-1]) in str(error)]
            meant = _meant(names[0].partition(":")[2][:-1], [*closed, *Kind]) if names else ""
            self._fault(str(error), place, meant.lstrip("; ") or "mend the pattern")
            return None

    def _check_examples(self, rule: Rule, pattern: Pattern, place: Place, closed: Mapping[str, str]) -> None:
        if not rule.match:
            self._fault("the rule has no [[rule.match]]", place, "add a text that it must read")
        if not rule.reject:
            self._fault("the rule has no [[rule.reject]]", place, "add a text that it must leave alone")
        words = literals(rule.pattern, closed)
        for rejected in rule.reject:
            if words and not any(regex.search(word, rejected.text) for word in words):
                self._fault(
                    f"the reject {rejected.text!r} holds none of the rule's words, so it proves nothing",
                    place,
                    "write a text that looks like a match and is none",
                )
            if not rejected.why.strip():
                self._fault(f"the reject {rejected.text!r} says no why", place, "say why it is none")

    def _check_references(self, rules: list[Rule]) -> None:
        ids = [rule.id for rule in rules]
        used = Counter(name for rule in rules for name in _SLOT.findall(rule.pattern))
        for rule in rules:
            for other in rule.over:
                if other not in ids:
                    self._fault(
                        f"over names {other!r}, which is no rule",
                        Place(f"{rule.table}.toml", 0, 0, rule.id),
                        _meant(other, ids).lstrip("; ") or "take it out",
                    )
        path = self.folder / "macros.toml"
        macros = self._toml(path).get("macros", {}) if path.exists() else {}
        mentioned = " ".join([*used, *macros.values()])
        for name in sorted(macros):
            if f":{name}}}" not in mentioned:
                self._fault(f"no rule uses the macro {name!r}", Place("macros.toml"), "take it out")


def literals(pattern: str, closed: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a pattern outside its open slots: runs of Han or Latin letters, and the closed slots' expressions."""
    text = _SLOT.sub(" ", pattern)
    choices = [choice for found in _CHOICE.finditer(text) if not found[0].startswith("[^") for choice in found[1]]
    plain = _LITERAL.findall(_CHOICE.sub(" ", text)) + [c for c in choices if c.isalpha() or c in "、《“（"]
    kinds = {str(kind) for kind in Kind}
    slots = [slot.partition(":")[2].rstrip("}") for slot in _SLOT.findall(pattern)]
    return (*plain, *(closed[name] for name in slots if name in closed and name not in kinds))


def _meant(word: str, known: Any) -> str:
    close = get_close_matches(word, [str(name) for name in known], 1)
    return f"; did you mean {close[0]!r}?" if close else ""
