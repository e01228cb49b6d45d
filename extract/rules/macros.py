"""The closed expressions that patterns name: word lists, acts of the cues, macros; and the faults of macros."""

from collections.abc import Iterable, Iterator, Mapping

import regex

from extract.errors import RuleError
from extract.lexicons import NEVER, Lexicons, any_of
from extract.patterns import KIND_NAMES, expand
from extract.rules.checks import numerals_in
from extract.rules.sources import Source, meant

FILE = "macros.toml"
_SLOT = regex.compile(r"\{[a-z_]*(?::([a-z][a-z|-]*))?\}")


def macros_of(source: Source) -> tuple[Mapping[str, str], tuple[RuleError, ...]]:
    """The macros of the file, and the faults of what is none."""
    faults = [
        RuleError(f"unknown key {key!r}", source.place(key), "write [macros]") for key in source.raw.keys() - {"macros"}
    ]
    raw = source.raw.get("macros", {})
    entries = raw if isinstance(raw, dict) else {}
    if not isinstance(raw, dict):
        faults.append(RuleError("the macros are no table", source.place("macros"), "write [macros] above them"))
    for name in [name for name, pattern in entries.items() if not isinstance(pattern, str)]:
        faults.append(RuleError(f"the macro {name!r} is no text", source.place("macros", name), "write it in single quotes"))
    return {name: pattern for name, pattern in entries.items() if isinstance(pattern, str)}, tuple(faults)


def closed_of(
    macros: Mapping[str, str], lexicons: Lexicons, source: Source
) -> tuple[Mapping[str, str], tuple[RuleError, ...]]:
    """Name to expression for every list, act and macro, and the faults of macros; a faulty one matches nothing."""
    terms = terms_of(lexicons)
    told = {name: list(_faults(name, macros, terms)) for name in macros}
    faults = [RuleError(message, source.place("macros", name), how) for name in macros for message, how in told[name]]
    sound = {n: p for n, p in macros.items() if not any(told.get(m) or m in _ring(m, macros) for m in _reached(n, macros))}
    return dict.fromkeys(macros, NEVER) | expand(sound, terms), tuple(faults)


def terms_of(lexicons: Lexicons) -> dict[str, str]:
    """An expression for the terms of each list and of each act of `cues`, by name."""
    terms = {name: lexicon.pattern() for name, lexicon in lexicons.by_name.items()}
    acts = {act for value in lexicons["cues"].canonical.values() for act in value.split()}
    for act in sorted(acts):
        terms.setdefault(act, any_of(lexicons["cues"].of(act)))
    return terms


def unused(macros: Mapping[str, str], patterns: Iterable[str], source: Source) -> Iterator[RuleError]:
    """The macros that no rule needs, be it through other macros."""
    used = {name for pattern in patterns for name in _names(pattern)}
    reached = {other for name in used & macros.keys() for other in _reached(name, macros)}
    for name in sorted(macros.keys() - reached):
        yield RuleError(f"no rule uses the macro {name!r}", source.place("macros", name), "take it out")


def _faults(name: str, macros: Mapping[str, str], terms: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with a macro, and what to do."""
    known = {*terms, *macros, *KIND_NAMES}
    if name in terms or name in KIND_NAMES:
        yield f"the macro {name!r} has the name of a list, an act or a kind", "rename it"
    if found := numerals_in(macros[name]):
        yield f"the macro {name!r} spells out the numeral {found!r}", "use a slot such as {:count}"
    for stranger in sorted(_names(macros[name]) - known):
        message = f"the macro {name!r} names {stranger!r}, which is neither a kind of quantity nor a lexicon nor a macro"
        yield message, meant(stranger, sorted(known)) or "take it out"
    ring = _ring(name, macros)
    if ring and name == min(ring):  # told once, at the first of them
        yield f"the macro {name!r} is defined by itself: {' > '.join([*sorted(ring), name])}", "break the ring"
    try:
        regex.compile(_SLOT.sub("(?:x)", macros[name]), regex.VERSION1)
    except regex.error as error:
        yield f"the macro {name!r} is not valid: {error}", "mend it; brackets close"


def _ring(name: str, macros: Mapping[str, str]) -> set[str]:
    """The macros that a macro names and that name it, however far; itself among them."""
    return {
        other
        for first in _names(macros[name]) & macros.keys()
        for other in _reached(first, macros)
        if name in _reached(other, macros) and name in _reached(first, macros)
    }


def _names(pattern: str) -> set[str]:
    return {name for found in _SLOT.finditer(pattern) for name in (found[1] or "").split("|") if name}


def _reached(name: str, macros: Mapping[str, str]) -> set[str]:
    """A macro with all that it names, however far."""
    reached, left = set[str](), [name]
    while left:
        if (found := left.pop()) not in reached and found in macros:
            reached.add(found)
            left += sorted(_names(macros[found]))
    return reached
