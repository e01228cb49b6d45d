"""Rule patterns: regular expressions with typed slots, compiled against masked sentences.

    {value:percent}       the quantity that the rule claims; `|` joins kinds
    {:count}              another quantity
    {:growth}             a term of the lexicon or macro `growth`
    {base:comparison}     the same, captured as `base`
    {indicator}           an open slot: as few characters of one clause as the pattern allows, at the pattern's end all
    {gap}                 whatever stands between, over commas and figures, up to the next 。 or ；
    {near}                the same inside one clause, at most 16 characters

A quantity is masked: its first character becomes the mark of its kind, the others a filler, so that two neighbours never
merge. The one quantity that is being judged carries its kind's *target* mark, so that one search asks one question.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import regex

from extract.models import Kind, Span

KINDS = tuple(Kind)
KIND_NAMES = frozenset(kind.value for kind in Kind)
FIRST = {kind: chr(0xFDD0 + at) for at, kind in enumerate(KINDS)}
TARGET = {kind: chr(0xFDE0 + at) for at, kind in enumerate(KINDS)}
REST, SOFT = "\ufddf", "\ufdee"  # what follows the first mark: of an opaque quantity, of a transparent one
MARKS = "\ufdd0-\ufdef"
CLAUSE_ENDS = "，。；：！？\n"
SHOWN = (Kind.NUMBER, Kind.HELD)
OPAQUE = (Kind.PERCENT, Kind.POINTS, Kind.FRACTION, Kind.TENTH, Kind.TIMES, Kind.MONEY, Kind.COUNT)
TIMEOUT = 2.0

_STOPS = REST + "".join(FIRST[kind] + TARGET[kind] for kind in OPAQUE)
_PLAIN = rf"[^{CLAUSE_ENDS}{_STOPS}（）《》“”]"
_CLOSED = rf"（[^{CLAUSE_ENDS}{_STOPS}（）]*）|《[^》\n]*》|“[^”\n]*”"
OPEN = f"(?:{_PLAIN}|{_CLOSED})"
GAPS = {"gap": r"[^。；\n]*?", "near": r"[^，。；：\n]{0,16}?"}
NAME = r"(?:[\p{Han}A-Za-z0-9\-·&+]|(?<=[A-Za-z]) (?=[A-Z]))"
FIELD = rf"[^{CLAUSE_ENDS}、{_STOPS}{FIRST[Kind.ORDINAL]}{TARGET[Kind.ORDINAL]}（）]"
NAMES = f"(?:{NAME}|（{NAME}{{1,12}}）|(?<!^)、)"
_SLOT = regex.compile(r"\{([a-z_]*)(?::([a-z][a-z|-]*))?\}")
Match: TypeAlias = "regex.Match[str]"  # within Pattern, `regex` is the compiled expression


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern; `kinds` are those it may claim."""

    source: str
    expression: str
    kinds: frozenset[Kind]

    @cached_property
    def regex(self) -> "regex.Pattern[str]":
        """The expression, compiled at first use: a run pays only for the rules that its text asks for."""
        return regex.compile(self.expression, regex.VERSION1)

    def search(self, masked: str) -> "Found | None":
        """Where the pattern stands in a sentence in which one quantity is the target; raises TimeoutError."""
        match = self.regex.search(masked, timeout=TIMEOUT)
        if match is None:
            return None
        loose: set[int] = set()
        for name in match.re.groupindex:
            if name != "span":
                for place in match.spans(name):
                    loose.update(range(*place))
        groups = {
            name: tuple(Span(*place) for place in match.spans(name))
            for name in match.re.groupindex
            if not name.startswith("_") and match.spans(name) and match.start(name) >= 0
        }
        return Found(Span(*match.span()), match.end() - match.start() - len(loose), groups)

    def everywhere(self, masked: str) -> Iterator[Match]:
        """Each place where the pattern stands, in order and apart."""
        return self.regex.finditer(masked)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern's match: `literals` counts its characters outside open and quantity slots."""

    span: Span
    literals: int
    groups: Mapping[str, tuple[Span, ...]]


class PatternError(ValueError):
    """A pattern that cannot be compiled; the message says why and what to do."""


def _kinds(kinds: Iterable[str], marks: Mapping[Kind, str]) -> str:
    heads = "".join(marks[Kind(kind)] for kind in kinds)
    return f"[{heads}][{REST}{SOFT}]*+"


def compile_pattern(source: str, closed: Mapping[str, str]) -> Pattern:
    """The pattern with its slots resolved; `closed` maps lexicon and macro names to expressions.

    Raises PatternError for an unknown slot kind, a slot with neither name nor kind, more than one `value` kind set, and
    whatever the expression itself gets wrong.
    """
    pattern = resolved(source, closed)
    try:
        if pattern.regex.fullmatch(""):
            raise PatternError("the pattern matches the empty text; give it a literal or a slot that must stand")
    except regex.error as error:
        raise PatternError(f"the expression is not valid: {error}") from error
    return pattern


def resolved(source: str, closed: Mapping[str, str]) -> Pattern:
    """The pattern with its slots resolved, its expression not yet compiled; raises PatternError for an unknown slot."""
    parts: list[str] = []
    slots: list[str] = []
    claimed: set[Kind] = set()
    at = 0
    for match in _SLOT.finditer(source):
        parts.append(source[at : match.start()])
        at = match.end()
        parts.append(_slot(match[1], match[2] or "", closed, slots, claimed, last=at == len(source)))
    parts.append(source[at:])
    return Pattern(source, "".join(parts), frozenset(claimed))


def _slot(name: str, kind: str, closed: Mapping[str, str], slots: list[str], claimed: set[Kind], last: bool) -> str:
    if kind:
        options = kind.split("|")
        if KIND_NAMES.issuperset(options):
            if name == "value":
                claimed.update(Kind(option) for option in options)
            group = name or f"_{len(slots)}"
            slots.append(group)
            return f"(?P<{group}>{_kinds(options, TARGET if name == 'value' else FIRST)})"
        if kind not in closed:
            raise PatternError(f"{kind!r} is neither a kind of quantity nor a lexicon nor a macro")
        if name:
            slots.append(name)
        return f"(?P<{name}>{closed[kind]})" if name else f"(?:{closed[kind]})"
    if not name:
        raise PatternError("a slot {} needs a name or a kind")
    if name in GAPS:
        slots.append(name)
        return f"(?P<_{len(slots)}>{GAPS[name]})"
    slots.append(name)
    atom = {"name": NAME, "names": NAMES, "scope": FIELD}.get(name, OPEN)
    return f"(?P<{name}>{atom}+)" if last else f"(?P<{name}>{atom}+?)"


def expand(macros: Mapping[str, str], lexicons: Mapping[str, str]) -> dict[str, str]:
    """All closed expressions by name: lexicons, and macros with the slots inside them resolved.

    Raises PatternError for a macro that names itself, however far round, or an unknown name.
    """
    expansion = _Expansion(macros, dict(lexicons))
    for name in macros:
        expansion.resolve(name, ())
    return expansion.done


@dataclass(frozen=True, slots=True)
class _Expansion:
    """Macros being resolved; `done` grows as they are."""

    macros: Mapping[str, str]
    done: dict[str, str]

    def resolve(self, name: str, trail: tuple[str, ...]) -> str:
        if name not in self.done:
            if name in trail:
                raise PatternError(f"macro {name!r} is defined by itself: {' > '.join((*trail, name))}")
            if name not in self.macros:
                raise PatternError(f"{name!r} is neither a kind of quantity nor a lexicon nor a macro")
            self.done[name] = _SLOT.sub(lambda slot: self._part(slot[2] or "", (*trail, name)), self.macros[name])
        return self.done[name]

    def _part(self, kind: str, trail: tuple[str, ...]) -> str:
        if not kind:
            return f"{OPEN}+?"
        options = kind.split("|")
        return f"(?:{_kinds(options, FIRST) if KIND_NAMES.issuperset(options) else self.resolve(kind, trail)})"


def mask(text: str, places: Iterable[tuple[Span, Kind]]) -> str:
    """The text with those stretches masked, length kept; spans count from the text's own start."""
    marked = list(text)
    for span, kind in places:
        marked[span.start : span.end] = FIRST[kind] + _rest(kind) * (len(span) - 1)
    return "".join(marked)


def aim(masked: str, span: Span, kind: Kind) -> str:
    """The masked text with one quantity made the target."""
    return masked[: span.start] + TARGET[kind] + _rest(kind) * (len(span) - 1) + masked[span.end :]


def shown(masked: str) -> str:
    """The masked sentence for the eye: `[percent]`, the target in capitals."""
    names = {mark: f"[{kind}]" for kind, mark in FIRST.items()}
    names |= {mark: f"[{kind.upper()}]" for kind, mark in TARGET.items()}
    return "".join(names.get(char, "" if char in (REST, SOFT) else char) for char in masked)


def _rest(kind: Kind) -> str:
    return REST if kind in OPAQUE else SOFT
