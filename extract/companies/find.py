"""Finding names: the rules with a `{name}` or `{names}` slot propose, `Names` disposes, a name found is found again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex

from extract.companies.names import LATIN, Names
from extract.context.things import split_top
from extract.lexicons import Lexicon
from extract.models import Sentence, Span
from extract.patterns import SHOWN, Pattern, mask
from extract.rules import Rule, RuleSet

_ALIAS = regex.compile(r"（(?:以下)?(?:简称|下称|简称为)[:：]?“?([^”）]+)”?）")
_JOINTS = ("和", "与", "及", "以及")


class Finder:
    """Finds the names of one document; `canonical` gives each spelling its name."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.names = Names(rules.lexicons)
        self.gazetteer: Lexicon = rules.lexicons["companies"]
        self.finding = [r for r in rules.of("companies") if r.status == "stable" and "find" in r.set]

    def find(self, sentences: Sequence[Sentence]) -> tuple[Mapping[int, tuple[tuple[Span, str], ...]], Mapping[str, str]]:
        """For each sentence its names with the rule that found them, and the canonical name of each spelling."""
        first = [list(self._proposed(sentence)) for sentence in sentences]
        spellings: dict[str, str] = {}
        for sentence, found in zip(sentences, first, strict=True):
            for span, rule in found:
                spellings.setdefault(sentence.of(span), rule)
        canonical = dict(self._aliases(sentences, spellings))
        for alias in canonical:
            spellings.setdefault(alias, "companies.alias")
        again = {
            at: tuple(self._everywhere(sentence, spellings, found))
            for at, (sentence, found) in enumerate(zip(sentences, first, strict=True))
        }
        return again, canonical

    def _proposed(self, sentence: Sentence) -> Iterator[tuple[Span, str]]:
        for term in self.gazetteer.canonical:
            for found in regex.finditer(regex.escape(term), sentence.text):
                yield Span(*found.span()).shift(sentence.span.start), "companies.gazetteer"
        places = [(sentence.local(q.span), q.kind) for q in sentence.quantities if q.kind not in SHOWN]
        masked = mask(sentence.text, places)
        for rule in self.finding:
            for span in self._by_rule(rule, self.rules.patterns[rule.id], masked, sentence):
                yield span.shift(sentence.span.start), rule.id

    def _by_rule(self, rule: Rule, pattern: Pattern, masked: str, sentence: Sentence) -> Iterator[Span]:
        how = rule.set["find"]
        for found in pattern.regex.finditer(masked):
            for slot in {"name", "names"} & set(found.re.groupindex):
                for span in (Span(*place) for place in found.spans(slot)):
                    whole = Span(span.start, found.end()) if how == "full" else span
                    for part in _parts(sentence.text, whole) if slot == "names" else (whole,):
                        if (name := self._settle(sentence.text, part, how)) is not None:
                            yield name

    def _settle(self, text: str, span: Span, how: str) -> Span | None:
        """The name in a slot: `to-suffix` from its start, all others up to its end; `edged` and `suffix` want a proof."""
        if how == "to-suffix":
            return self.names.to_suffix(text, span)
        name = self.names.from_left(text, span, trusted=how != "suffix")
        if name is not None and how == "edged" and not self.names.is_strange(name.of(text)):
            return None
        return name

    def _aliases(self, sentences: Sequence[Sentence], spellings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Spelling to name: what 以下简称 gives, a second name in brackets, the gazetteer."""
        for spelling in spellings:
            if spelling in self.gazetteer.canonical:
                yield spelling, self.gazetteer.canonical[spelling]
        for sentence in sentences:
            for found in regex.finditer(r"（([^（）]+)）", sentence.text):
                before = [s for s in spellings if sentence.text.endswith(s, 0, found.start())]
                if not before:
                    continue
                name = max(before, key=len)
                if alias := _ALIAS.match(sentence.text, found.start()):
                    yield name, alias[1]
                    yield alias[1], alias[1]
                elif LATIN.fullmatch(found[1]):
                    yield found[1], name

    def _everywhere(
        self, sentence: Sentence, spellings: Mapping[str, str], found: Iterable[tuple[Span, str]]
    ) -> Iterator[tuple[Span, str]]:
        """Every place where a known spelling stands, the longest first, none inside another."""
        taken: list[Span] = []
        rule_at = {span: rule for span, rule in reversed(list(found))}
        for spelling in sorted(spellings, key=lambda s: (-len(s), s)):
            at = sentence.text.find(spelling)
            while at >= 0:
                span = Span(at, at + len(spelling)).shift(sentence.span.start)
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                at = sentence.text.find(spelling, at + 1)
        for span in sorted(taken):
            yield span, rule_at.get(span, spellings[sentence.of(span)])


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The members of a list: split at 、 and, in its last member, at 和 与 及."""
    at = span.start
    members = split_top(span.of(text), "、")
    for index, member in enumerate(members):
        start = text.index(member, at)
        at = start + len(member)
        pieces = [member]
        if index == len(members) - 1:
            pieces = next((p for j in _JOINTS if len(p := split_top(member, j)) > 1), pieces)
        for piece in pieces:
            inner = text.index(piece, start)
            yield Span(inner, inner + len(piece))

