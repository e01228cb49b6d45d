"""Wrong decisions as failing examples of their rules, put textually behind the rule's last entry.

A wrong row becomes a `[[rule.reject]]`; where a person corrected one of its cells, the rule was right to take the figure
and it becomes a `[[rule.match]]` with that cell.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

import extract
from extract.audit.decisions import Judged
from extract.audit.plans import Plan
from extract.errors import Place, UsageError
from extract.models import Document, Row, clause_edges
from extract.pipeline import extract_text
from extract.rules import Rule, RuleSet
from extract.rules.checks import literals

_PACKAGED = Path(extract.__file__).parent / "packaged_rules"


@dataclass(frozen=True, slots=True)
class Entry:
    """An example as a rule file holds it: a text with the reason why it is none, or with a cell that its row must have."""

    text: str
    why: str
    column: str = ""
    value: str = ""

    def stands_in(self, rule: Rule) -> bool:
        """Whether the rule has this example already."""
        if self.column:
            return any(e.text == self.text and {self.column: self.value} in e.wanted for e in rule.match)
        return any(rejected.text == self.text for rejected in rule.reject)

    @property
    def lines(self) -> list[str]:
        """Its lines in a rule file."""
        if self.column:
            return ["[[rule.match]]", f"text = {_quoted(self.text)}", f"row = {{ {self.column} = {_quoted(self.value)} }}"]
        return ["[[rule.reject]]", f"text = {_quoted(self.text)}", f"why = {_quoted(self.why)}"]


def plan(wrong: Iterable[Judged], rules: RuleSet) -> Plan:
    """The rule files with an example more for each wrong decision that no example of its rule shows yet."""
    texts: dict[Path, str] = {}
    added: set[tuple[str, str, str]] = set()
    words, warnings = [], []
    for judged in wrong:
        rule = rules.by_id.get(judged.decision.rule)
        entries = list(_entries(judged, rules, rule)) if rule else []
        if rule is None or not entries:
            warnings.append(f"{judged.decision.place}: no example: {_reason(judged, rule)}")
        elif not any(entry.stands_in(rule) or (rule.id, entry.text, entry.column) in added for entry in entries):
            path = _file_of(rule, rules)
            texts[path] = with_entry(texts.get(path) or _text(path), path, rule.id, entries[0])
            added.add((rule.id, entries[0].text, entries[0].column))
            words.append(f"{path}: {rule.id}: {entries[0].lines[0]} {entries[0].text!r}")
    return Plan({path: text.encode() for path, text in texts.items()}, tuple(words), tuple(warnings))


def _reason(judged: Judged, rule: Rule | None) -> str:
    if rule is None:
        return f"{judged.decision.rule or 'no rule'} is not in a rule file"
    return f"{rule.id} does not show the fault on the clause or the sentence alone"


def _entries(judged: Judged, rules: RuleSet, rule: Rule) -> Iterator[Entry]:
    """The clause, then the sentence, as examples: those that fail now and that the rule could pass."""
    decision = judged.decision
    words = literals(rule.pattern, rules.closed)
    alone = rules.only(rule.id)
    document, row = judged.extraction.document, judged.rows[0]
    for text in filter(None, _texts(document, row)):
        rows = [r for r in extract_text(text, alone).rows if r.table == row.table and r.rule == rule.id]
        if {r.span.of(text) for r in rows} != {_said(document, row)}:
            continue  # the rule takes none there, or others too, which may be right
        if decision.column:
            if len(rows) == 1 and rows[0].cell(decision.column) != decision.value:
                yield Entry(text, "", decision.column, decision.value)
        elif not words or any(regex.search(word, text) for word in words):
            yield Entry(text, " ".join(decision.why.split()))


def _texts(document: Document, row: Row) -> Iterator[str]:
    """The row's clause and its sentence, in simplified script, without the mark at their end."""
    sentence = row.sentence
    at = _text_offset(document, row.span.start)
    start = document.text.rfind(sentence, 0, at + len(sentence))
    if start >= 0:
        edges = (0, *clause_edges(sentence), len(sentence))
        before = max(edge for edge in edges if edge <= at - start)
        yield sentence[before : min((edge for edge in edges if edge > at - start), default=None)].rstrip("，；：。！？")
    yield sentence.rstrip("，；：。！？")


def _said(document: Document, row: Row) -> str:
    """The row's span in simplified script."""
    return document.text[_text_offset(document, row.span.start) : _text_offset(document, row.span.end)]


def _text_offset(document: Document, raw: int) -> int:
    """How many characters of the normalized text stand before a raw offset."""
    gone = (min(deleted.end, raw) - deleted.start for deleted in document.normalized.deletions if deleted.start < raw)
    return raw - sum(gone)


def _file_of(rule: Rule, rules: RuleSet) -> Path:
    path = Path(rules.folder) / f"{rule.table}.toml"
    if path.resolve().is_relative_to(_PACKAGED):
        advice = "copy them to ./rules, or name a folder with --rules"
        raise UsageError("the packaged rules are not written to", Place(path.name), advice)
    return path


def _text(path: Path) -> str:
    return path.read_bytes().decode()  # line ends as they are


def with_entry(text: str, path: Path, rule_id: str, entry: Entry) -> str:
    """The rule file with the example behind the rule's last entry, every other character as it was.

    Raises UsageError where the file is laid out so that the place cannot be told.
    """
    old = tomllib.loads(text)
    ids = [rule["id"] for rule in old["rule"]]
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if line.strip() == "[[rule]]"]
    at = ids.index(rule_id)
    if len(starts) == len(ids):
        stop = [*starts, len(lines)][at + 1]
        last = max(n for n in range(starts[at], stop) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
        end = "\r" if lines[starts[at]].endswith("\r") else ""
        body = [f"{line}{end}" for line in (lines[last].rstrip("\r"), *entry.lines)]
        new = "\n".join([*lines[:last], *body, *(lines[last + 1 :] or [""])])
        if _reads_as(new, old, at, entry):
            return new
    place = Place(path.name, starts[at] + 1 if at < len(starts) else 0, 0, rule_id)
    raise UsageError("the rule's last entry cannot be found", place, "write each [[rule]] on a line of its own")


def _reads_as(new: str, old: dict[str, list[dict[str, list[object]]]], at: int, entry: Entry) -> bool:
    """Whether the new file says what the old one says and the example, no more and no less."""
    key = "match" if entry.column else "reject"
    (said,) = tomllib.loads("\n".join(["[[rule]]", *entry.lines]))["rule"]
    wanted = [*old["rule"]]
    wanted[at] = {**wanted[at], key: [*wanted[at].get(key, []), *said[key]]}
    try:
        return tomllib.loads(new) == {**old, "rule": wanted}
    except tomllib.TOMLDecodeError:
        return False


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's, but for DEL, which only TOML forbids."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
