"""Rules with their place in their files: what loading and every check of a rule work on."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from extract.errors import Place, RuleError
from extract.rules.model import Rule
from extract.rules.settings import SETTINGS, Settings
from extract.rules.shape import Misfit, misfits
from extract.rules.sources import Source, meant


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A rule as its file gives it; `at` counts the file's rules from 0, `absent` are keys that could not be read."""

    rule: Rule
    source: Source
    at: int
    absent: frozenset[str]

    @property
    def table(self) -> str:
        """The table of the rule's file, whatever its id says."""
        return self.source.name.removesuffix(".toml")

    def place(self, *path: str | int) -> Place:
        """The place of one of the rule's values, of the rule itself without a path."""
        return self.source.place("rule", self.at, *path, rule=self.rule.id)

    def fault(self, message: str, advice: str, *path: str | int) -> RuleError:
        """A fault at one of the rule's values."""
        return RuleError(message, self.place(*path), advice)


def entries_of(source: Source) -> Iterator[Entry | RuleError]:
    """The rules of a file, and the faults of what has not the shape of a rule."""
    for key in source.raw.keys() - {"rule"}:
        advice = "; ".join(filter(None, ["write [[rule]]", meant(key, ["rule"])]))
        yield RuleError(f"unknown key {key!r}", source.place(key), advice)
    raw = source.raw.get("rule", [])
    if not isinstance(raw, list):
        yield RuleError("the rules are no list", source.place("rule"), "write [[rule]] above each rule")
        return
    for at, value in enumerate(raw):
        yield from _entry(source, at, value)


def _entry(source: Source, at: int, value: Any) -> Iterator[Entry | RuleError]:
    """One rule as far as it can be read, and every fault of its shape."""
    found = [*misfits(value, Rule), *_of_settings(source, value)]
    rule_id = str(value.get("id", "")) if isinstance(value, dict) else ""
    for misfit in found:
        yield RuleError(misfit.message, source.place("rule", at, *misfit.path, rule=rule_id), misfit.advice)
    if isinstance(value, dict) and isinstance(value.get("pattern"), str):
        unfit = {str(misfit.path[0]) for misfit in found if misfit.path}
        missing = {field.name for field in msgspec.structs.fields(Rule) if field.required} - value.keys()
        yield Entry(_readable(value, unfit), source, at, frozenset(unfit | missing))


def _readable(value: Mapping[str, Any], unfit: Collection[str]) -> Rule:
    """The rule without what is missing or does not fit, so that the rest of it can be checked."""
    stand_in = {"id": str(value.get("id", "")), "pattern": value["pattern"], "note": "", "author": "", "added": date.min}
    fit = {
        field.name: msgspec.convert(value[field.name], field.type)
        for field in msgspec.structs.fields(Rule)
        if field.name in value and field.name not in unfit
    }
    return Rule(**{"match": [], "reject": [], **stand_in, **fit})


def _of_settings(source: Source, value: Any) -> Iterator[Misfit]:
    """What `set` says wrongly: keys that rules of this file do not have, values that no stage knows."""
    settings = value.get("set", {}) if isinstance(value, dict) else {}
    allowed = SETTINGS.get(source.name.removesuffix(".toml"), frozenset())
    if not isinstance(settings, dict):
        return
    for key in settings.keys() - allowed:
        advice = "; ".join(filter(None, ["take it out", meant(key, allowed)]))
        yield Misfit(("set", key), f"unknown key {key!r} in set", advice)
    yield from misfits({key: settings[key] for key in settings.keys() & allowed}, Settings, ("set",))
