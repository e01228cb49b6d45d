"""`indicators.toml` to the indicators it describes; every fault of the file is told at once."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import regex

from extract.errors import Place, RuleError, RulesError
from extract.panel.faults import faults_of
from extract.panel.model import Compiled, Indicator, Indicators
from extract.panel.parts import Parts, meant
from extract.rules import RuleSet

FILE = "indicators.toml"
KEYS = ("indicator", "parts")
_PLACE = regex.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


def load_indicators(rules: RuleSet) -> Indicators:
    """The canonical indicators beside the rules; raises RulesError with every fault of the file."""
    path = Path(rules.folder) / FILE
    if not path.exists():
        return Indicators({})
    found = list(_read(path.read_bytes(), rules.closed))
    if faults := tuple(fault for fault in found if isinstance(fault, RuleError)):
        raise RulesError(faults)
    return Indicators({entry.indicator.id: entry for entry in found if isinstance(entry, Compiled)})


def _read(data: bytes, closed: Mapping[str, str]) -> Iterator[Compiled | RuleError]:
    try:
        text = data.decode("utf-8")
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = _PLACE.search(str(error))
        line, column = (int(at[1] or 0), int(at[2] or 0)) if at else (0, 0)
        yield RuleError(f"not valid TOML: {_PLACE.sub('', str(error))}", Place(FILE, line, column), "mend the line")
        return
    for key in sorted(raw.keys() - set(KEYS)):
        yield RuleError(f"unknown key {key!r}", Place(FILE), meant(key, KEYS) or "write [[indicator]]")
    entries = raw.get("indicator", [])
    if not isinstance(entries, list):
        yield RuleError("indicator is no list", Place(FILE), "write [[indicator]]")
        return
    parts = raw.get("parts", {})
    yield from _entries(entries, _starts(text), Parts({name: str(part) for name, part in parts.items()}, closed))


def _starts(text: str) -> list[int]:
    """The lines at which indicators begin."""
    return [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == "[[indicator]]"]


def _entries(entries: Sequence[Any], starts: Sequence[int], parts: Parts) -> Iterator[Compiled | RuleError]:
    seen: set[str] = set()
    for at, entry in enumerate(entries):
        place = Place(FILE, starts[at] if at < len(starts) else 0, 0, str(entry.get("id", "")))
        try:
            indicator = msgspec.convert(entry, Indicator)
        except msgspec.ValidationError as error:
            yield RuleError(str(error), place, _advice(str(error)))
            continue
        if indicator.id in seen:
            yield RuleError(f"the id {indicator.id} stands twice", place, "give one of the two another id")
        seen.add(indicator.id)
        yield from _checked(indicator, place, parts)


def _checked(indicator: Indicator, place: Place, parts: Parts) -> Iterator[Compiled | RuleError]:
    """The compiled indicator, or all that is wrong with it."""
    faults = list(faults_of(indicator, parts))
    compiled: dict[str, regex.Pattern[str]] = {}
    for expression in filter(None, (*indicator.names, indicator.base, indicator.scope)):
        try:
            compiled[expression] = parts.compiled(expression)
        except ValueError as error:
            faults.append(str(error))
    if faults:
        yield from (RuleError(fault, place) for fault in faults)
        return
    names = tuple(compiled[name] for name in indicator.names)
    yield Compiled(indicator, names, compiled.get(indicator.base), compiled.get(indicator.scope))


def _advice(message: str) -> str:
    found = regex.search(r"unknown field `(\w+)`", message)
    return (
        meant(found[1], Indicator.__struct_fields__) if found else ""
    ) or "see rules/README.md for the keys of an indicator"
