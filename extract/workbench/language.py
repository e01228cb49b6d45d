"""The language of the rules: words that the stages before have changed, notes that say nothing, alternatives said twice."""

from collections.abc import Iterator

import regex

from extract.errors import RuleError
from extract.normalize.script import tables
from extract.patterns import PatternError
from extract.rules.checks import literals, numerals_in
from extract.rules.entries import Entry
from extract.rules.sources import Path_, Source
from extract.workbench.pieces import Group, parse, walk

_FILLERS = "todo tbd fixme none nothing note why test rule same ditto see above ok 待定 待补 无 略 同上 说明 理由 测试"
PLACEHOLDERS = frozenset(_FILLERS.split())
_WORD = regex.compile(r"\p{Han}+|[\p{L}\d]+")
_HAN = regex.compile(r"\p{Han}")


def misspoken(entry: Entry) -> Iterator[RuleError]:
    """What a rule says in words that no text has, or that say nothing."""
    yield from _script(entry)
    yield from _numerals(entry)
    yield from _repeats(entry)
    yield from _empty_words(entry)


def repeated_notes(entries: tuple[Entry, ...]) -> Iterator[RuleError]:
    """Notes that another rule has word for word."""
    first: dict[str, str] = {}
    for entry in (entry for entry in entries if not _says_nothing(entry.rule.note, 2)):
        note = " ".join(_WORD.findall(entry.rule.note.casefold()))
        if note in first:
            yield entry.fault(f"the note is that of {first[note]}", "say what sets this rule apart", "note")
        first.setdefault(note, entry.rule.id)


def misspoken_macro(name: str, pattern: str, source: Source) -> Iterator[RuleError]:
    """What is wrong with the words of a macro."""
    place = source.place("macros", name)
    if found := traditional_in(pattern):
        yield RuleError(f"the macro {name!r} holds the traditional character {found!r}", place, _SIMPLIFY)
    for text, among in doubles(pattern):
        yield RuleError(f"the macro {name!r} names {text!r} twice in {among}", place, "take one out")


_SIMPLIFY = "write it in simplified script: texts are converted before they are matched"


def traditional_in(text: str) -> str:
    """The first character that no text in simplified script has; empty where there is none."""
    return next((character for character in text if character in tables().traditional), "")


def doubles(pattern: str) -> Iterator[tuple[str, str]]:
    """What stands twice in one choice of a pattern, with the choice; nothing for what is no pattern."""
    try:
        pieces = [tree := parse(pattern), *walk(tree)]
    except PatternError:
        return
    for piece in pieces:
        if isinstance(piece, Group):
            options = [branch.span.of(pattern) for branch in piece.branches]
            for text in sorted({option for option in options if options.count(option) > 1}):
                yield text, piece.span.of(pattern)


def _script(entry: Entry) -> Iterator[RuleError]:
    rule = entry.rule
    texts: list[tuple[Path_, str]] = [(("pattern",), rule.pattern)]
    texts += [(("set", key), value) for key, value in rule.set.items()]
    texts += [(("unit",), unit) for unit in rule.unit]
    texts += [(("match", at, "text"), example.text) for at, example in enumerate(rule.match)]
    texts += [(("reject", at, "text"), rejected.text) for at, rejected in enumerate(rule.reject)]
    for path, text in texts:
        if found := traditional_in(text):
            yield entry.fault(f"{path[0]} holds the traditional character {found!r}", _SIMPLIFY, *path)


def _numerals(entry: Entry) -> Iterator[RuleError]:
    for key, value in entry.rule.set.items():
        if found := numerals_in(value):
            yield entry.fault(f"set spells out the numeral {found!r} in {key}", "say it without", "set", key)


def _repeats(entry: Entry) -> Iterator[RuleError]:
    """Alternatives and examples that stand twice."""
    for text, among in doubles(entry.rule.pattern):
        yield entry.fault(f"the pattern names {text!r} twice in {among}", "take one out", "pattern")
    seen: set[str] = set()
    examples = [("match", at, example.text) for at, example in enumerate(entry.rule.match)]
    examples += [("reject", at, rejected.text) for at, rejected in enumerate(entry.rule.reject)]
    for key, at, text in examples:
        if text in seen:
            yield entry.fault(f"the text {text!r} stands twice among the examples", "take one out", key, at, "text")
        seen.add(text)


def _empty_words(entry: Entry) -> Iterator[RuleError]:
    rule = entry.rule
    words = "".join(literals(rule.pattern, {}))
    if "note" in entry.absent:
        pass  # told already
    elif _says_nothing(rule.note, 2):
        yield entry.fault(f"the note {rule.note!r} says nothing", "say what the rule reads, with an example", "note")
    elif _only(rule.note, words):
        yield entry.fault(f"the note {rule.note!r} only repeats the pattern", "say what the rule reads", "note")
    for at, rejected in enumerate(rule.reject):
        if _says_nothing(rejected.why, 1):
            yield entry.fault(f"the why {rejected.why!r} says nothing", "say what the text is instead", "reject", at, "why")
        elif _only(rejected.why, rejected.text):
            message = f"the why {rejected.why!r} only repeats the text"
            yield entry.fault(message, "say what the text is instead", "reject", at, "why")


def _says_nothing(text: str, words: int) -> bool:
    """Whether a text is nothing but placeholders, or has fewer words than asked for; two Han characters are a word."""
    said = [word for word in _WORD.findall(text.casefold()) if word == "a" or len(set(word)) > 1]
    if PLACEHOLDERS.issuperset(said):
        return True
    han = len(_HAN.findall("".join(said)))
    latin = [word for word in said if not _HAN.search(word)]
    return len(latin) + han // 2 < words


def _only(text: str, other: str) -> bool:
    """Whether a text has no word but those of another."""
    return all(word in other for word in _WORD.findall(text))
