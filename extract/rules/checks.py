"""What one rule must keep to: its id, its pattern, what it says, its examples."""

from collections.abc import Iterator, Mapping

import regex

from extract.errors import RuleError
from extract.lexicons import NEVER
from extract.models import Kind
from extract.patterns import GAPS, REST, TARGET, Pattern, PatternError, compile_pattern
from extract.rules.entries import Entry
from extract.rules.sources import meant
from extract.schema import TABLES

_NUMERALS = regex.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两廿卅]")
_BOUNDS = regex.compile(r"\{\d*,?\d*\}|0-9")  # {0,8} and [0-9] spell no figure
_SLOT = regex.compile(r"\{[a-z_]*(?::[a-z|-]*)?\}")
_CAPTURE = regex.compile(r"\{([a-z_]+)(?::[a-z|-]*)?\}|\(\?P<(\w+)>")
# a run ends before a character that may be absent: 旗下的? has 旗下 and 的
_LITERAL = regex.compile(r"\p{Han}(?=[?*])|\p{Han}+?(?=\p{Han}[?*])|\p{Han}+|[A-Za-z]{2,}|[《“（]")
_CHOICE = regex.compile(r"(?<!\\)\[\^?([^\]]*)\]")
# kinds whose figures hold a word of their own (三年, 第二, 5月); any other needs one beside it to be no datum
_WORDED = frozenset((Kind.HELD, Kind.DATE, Kind.DURATION, Kind.ORDINAL, Kind.YEAR, Kind.COMPANY))
_STRANGER = "\ue000"  # a character that no word of a pattern is


def compiled(entry: Entry, closed: Mapping[str, str]) -> Pattern | RuleError:
    """The rule's pattern, or why it cannot be had."""
    try:
        return compile_pattern(entry.rule.pattern, closed)
    except PatternError as error:
        said = [slot.partition(":")[2][:-1] for slot in _SLOT.findall(entry.rule.pattern)]
        stranger = next((name for name in said if name and repr(name) in str(error)), "")
        advice = stranger and meant(stranger, [*closed, *Kind])
        return entry.fault(str(error), advice or "mend the pattern", "pattern")


def checked(entry: Entry, pattern: Pattern | None, closed: Mapping[str, str]) -> Iterator[RuleError]:
    """Every fault of a rule by itself; `pattern` is None where it could not be compiled."""
    yield from _of_id(entry)
    yield from _of_wording(entry)
    yield from _of_captures(entry)
    yield from _of_meaning(entry, pattern)
    yield from _of_examples(entry, closed)


def numerals_in(pattern: str) -> str:
    """The first numeral that a pattern spells out, quantifier bounds and ranges excepted; empty where it spells none."""
    found = _NUMERALS.search(_BOUNDS.sub("", pattern))
    return found[0] if found else ""


def literals(pattern: str, closed: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a pattern outside its open slots: runs of Han or Latin letters, and the closed slots' expressions."""
    text = _SLOT.sub(" ", pattern)
    choices = [choice for found in _CHOICE.finditer(text) if not found[0].startswith("[^") for choice in found[1]]
    plain = _LITERAL.findall(_CHOICE.sub(" ", text)) + [c for c in choices if c.isalpha() or c in "、《“（"]
    kinds = {str(kind) for kind in Kind}
    slots = [slot.partition(":")[2].rstrip("}") for slot in _SLOT.findall(pattern)]
    return (*plain, *(closed[name] for name in slots if name in closed and name not in kinds))


def _of_id(entry: Entry) -> Iterator[RuleError]:
    if entry.rule.table != entry.table and "id" not in entry.absent:
        name = entry.rule.id.partition(".")[2]
        advice = f"call it {entry.table}.{name}, or move the rule to {entry.rule.table}.toml"
        yield entry.fault(f"the id does not begin with {entry.table!r}", advice, "id")


def _of_wording(entry: Entry) -> Iterator[RuleError]:
    if found := numerals_in(entry.rule.pattern):
        yield entry.fault(f"the pattern spells out the numeral {found!r}", "use a slot such as {value:count}", "pattern")


def _of_captures(entry: Entry) -> Iterator[RuleError]:
    """Slots and captures whose name is no column of the rule's table: what they take would go nowhere."""
    table = TABLES["numerals" if entry.table == "ignore" else entry.table]
    columns = [column.name for column in table.own if column.type == "text"]
    known = ["value", "span", *GAPS, *columns, *(["names"] if entry.table == "companies" else [])]
    for name in dict.fromkeys(slot or capture for slot, capture in _CAPTURE.findall(entry.rule.pattern)):
        if name not in known and not name.startswith("_"):  # (?P<_deed>…) fills no cell on purpose
            message = f"the pattern captures {name!r}, which is no column of {table.name}"
            yield entry.fault(message, meant(name, known) or f"name one of {', '.join(known)}", "pattern")


def _of_meaning(entry: Entry, pattern: Pattern | None) -> Iterator[RuleError]:
    """A rule of companies finds names or ties them to something; an ignore rule has a reason, and a word to know it by."""
    rule = entry.rule
    if "set" in entry.absent:
        return
    if entry.table == "companies" and not {"find", "role"} & rule.set.keys():
        yield entry.fault("set has neither find nor role", 'write set = { find = "left" } or { role = "项目" }')
    if entry.table != "ignore" or pattern is None:
        return
    if "reason" not in rule.set and pattern.kinds != {Kind.HELD}:
        yield entry.fault("set gives no reason", 'write set = { reason = "code" } or the like')
    for kind in sorted(pattern.kinds - _WORDED):
        alone = f"{_STRANGER * 9}{TARGET[kind]}{REST}{_STRANGER * 9}"
        if pattern.regex.search(alone):
            message = f"the pattern takes every {kind}, whatever stands beside it"
            yield entry.fault(message, "ask for a word beside the figure; an unclaimed numeral is worth more", "pattern")


def _of_examples(entry: Entry, closed: Mapping[str, str]) -> Iterator[RuleError]:
    words = literals(entry.rule.pattern, closed)
    if NEVER in words:  # a list or macro that is empty or at fault
        words = ()
    for at, rejected in enumerate(entry.rule.reject):
        if words and not any(regex.search(word, rejected.text) for word in words):
            message = f"the reject {rejected.text!r} holds none of the rule's words, so it proves nothing"
            yield entry.fault(message, "write a text that looks like a match and is none", "reject", at, "text")
    yield from _of_cells(entry)


def _of_cells(entry: Entry) -> Iterator[RuleError]:
    """Cells asked for in columns that the table does not have."""
    table = TABLES["numerals" if entry.table == "ignore" else entry.table]
    columns = [column.name for column in table.own]
    for at, example in enumerate(entry.rule.match):
        for name in dict.fromkeys(name for row in example.wanted for name in row):
            if name not in columns:
                message = f"the match {example.text!r} asks for {name!r}, which is no column of {table.name}"
                yield entry.fault(message, meant(name, columns) or f"name one of {', '.join(columns)}", "match", at, "row")
