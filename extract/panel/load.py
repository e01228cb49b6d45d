"""`indicators.toml` to the indicators it describes; every fault of the file is told at once."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from extract.errors import RuleError, RulesError
from extract.panel.faults import faults_of
from extract.panel.model import Compiled, Indicator, Indicators
from extract.panel.parts import Parts
from extract.rules import RuleSet
from extract.rules.load import INDICATORS
from extract.rules.shape import misfits
from extract.rules.sources import Source, meant, read_source

KEYS = ("indicator", "parts")


def load_indicators(rules: RuleSet) -> Indicators:
    """The canonical indicators beside the rules; raises RulesError with every fault of the file."""
    path = Path(rules.folder) / INDICATORS
    if not path.exists():
        return Indicators({})
    source = read_source(path)
    found = [*source.faults, *_read(source, rules.closed)]
    if faults := tuple(fault for fault in found if isinstance(fault, RuleError)):
        raise RulesError(faults)
    return Indicators({entry.indicator.id: entry for entry in found if isinstance(entry, Compiled)})


def _read(source: Source, closed: Mapping[str, str]) -> Iterator[Compiled | RuleError]:
    for key in sorted(source.raw.keys() - set(KEYS)):
        yield RuleError(f"unknown key {key!r}", source.place(key), meant(key, KEYS) or "write [[indicator]]")
    entries, parts = source.raw.get("indicator", []), source.raw.get("parts", {})
    if not isinstance(entries, list):
        yield RuleError("the indicators are no list", source.place("indicator"), "write [[indicator]] above each of them")
        return
    for misfit in misfits(parts, dict[str, str], ("parts",)):
        yield RuleError(misfit.message, source.place(*misfit.path), misfit.advice)
        parts = {}
    seen: set[str] = set()
    for at, value in enumerate(entries):
        indicator = str(value.get("id", "")) if isinstance(value, dict) else ""
        if indicator in seen:
            place = source.place("indicator", at, "id", rule=indicator)
            yield RuleError(f"the id {indicator} stands twice", place, "give one of the two another id")
        seen.add(indicator)
        yield from _entry(source, at, value, Parts(parts, closed))


def _entry(source: Source, at: int, value: Any, parts: Parts) -> Iterator[Compiled | RuleError]:
    """The compiled indicator, or all that is wrong with it."""
    faults = list(misfits(value, Indicator))
    indicator = _readable(value, {fault.path[0] for fault in faults if fault.path})
    faults += faults_of(indicator, parts)
    for fault in faults:
        yield RuleError(fault.message, source.place("indicator", at, *fault.path, rule=indicator.id), fault.advice)
    if not faults:
        names = tuple(map(parts.compiled, indicator.names))
        base, scope = (parts.compiled(said) if said else None for said in (indicator.base, indicator.scope))
        yield Compiled(indicator, names, base, scope)


def _readable(value: Any, unfit: Collection[str | int]) -> Indicator:
    """The indicator without what is missing or does not fit, so that the rest of it can be checked."""
    given = value if isinstance(value, dict) else {}
    fields = msgspec.structs.fields(Indicator)
    fit = {f.name: msgspec.convert(given[f.name], f.type) for f in fields if f.name in given and f.name not in unfit}
    lists: dict[str, Any] = {"unit": [], "names": [], "match": [], "reject": []}
    lines = {"id": str(given.get("id", "")), "chinese": "", "english": "", "note": "", "author": "", "added": date.min}
    return Indicator(**{**lists, **lines, **fit})
