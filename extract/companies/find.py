"""Finding names: the rules with a `{name}` or `{names}` slot propose, `Names` disposes, a name found is found again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import regex

from extract.companies.names import JOINTS, LATIN, Names
from extract.context.things import split_top
from extract.models import Sentence, Span
from extract.patterns import SHOWN, Pattern, mask
from extract.rules import Rule, RuleSet

if TYPE_CHECKING:
    from extract.lexicons import Lexicon

_ALIAS = regex.compile(r"（(?:以下|证券|股票)?(?:简称为?|下称)[:：]?“?([^”）；，]+)”?[）；，]")


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
        spellings = {s: rule for s, rule in spellings.items() if not self._runs_on(s, spellings)}
        canonical = dict(self._aliases(sentences, spellings))
        for alias in canonical:
            spellings.setdefault(alias, "companies.alias")
        again = {
            at: tuple(self._everywhere(sentence, spellings, found))
            for at, (sentence, found) in enumerate(zip(sentences, first, strict=True))
        }
        return again, canonical

    def _runs_on(self, spelling: str, spellings: Mapping[str, str]) -> bool:
        """Whether a spelling is another one with words behind it that no name ends with (`沐禾智造计划投资额`)."""
        shorter = any(spelling.startswith(other) and other != spelling for other in spellings)
        known = LATIN.fullmatch(spelling) or spelling in self.gazetteer.canonical or self.names.ends_like_name(spelling)
        return shorter and not known

    def _proposed(self, sentence: Sentence) -> Iterator[tuple[Span, str]]:
        for term in self.gazetteer.canonical:
            for found in regex.finditer(regex.escape(term), sentence.text):
                yield Span(*found.span()).shift(sentence.span.start), "companies.gazetteer"
        for masked in _masks(sentence):
            for rule in self.finding:
                for span in self._by_rule(rule, self.rules.patterns[rule.id], masked, sentence):
                    yield span.shift(sentence.span.start), rule.id

    def _by_rule(self, rule: Rule, pattern: Pattern, masked: str, sentence: Sentence) -> Iterator[Span]:
        how = rule.set["find"]
        for found in pattern.everywhere(masked):
            for slot in {"name", "names"} & set(found.re.groupindex):
                for span in (Span(*place) for place in found.spans(slot)):
                    whole = Span(span.start, found.end()) if how == "full" else span
                    yield from self._members(sentence.text, whole, slot, how)

    def _members(self, text: str, span: Span, slot: str, how: str) -> Iterator[Span]:
        """The names in a slot: one, or those of a list; a `roster` is one only if all its members can be names."""
        if slot == "name":
            settled = self._settle(text, _unbracketed(text, span), how, bounded=False)
            if settled is not None:
                yield settled
            return
        parts = list(_parts(text, span))
        proofs = {"roster": self.names.is_strange, "peers": self.names.is_proper}
        if proof := proofs.get(how):
            whole = [self.names.whole(text, part) for part in parts]
            if len(parts) < 2 or None in whole or not all(proof(part.of(text)) for part in parts):
                return
        for number, part in enumerate(parts):
            settled = self._settle(text, part, how, bounded=number > 0 or proof is not None)
            if settled is not None:
                yield settled

    def _settle(self, text: str, span: Span, how: str, bounded: bool) -> Span | None:
        """The name in a slot: `to-suffix` and `child` from its start, others up to its end; `edged`, `suffix` want a proof.

        A `bounded` member of a list begins right after its 、 (`沐禾、为山生物`).
        """
        if bounded or how == "bounded":
            name = self.names.whole(text, span)
            if name is not None:
                return name
        if how in ("headed", "proper"):
            name = self.names.whole(text, span)
            proof = self.names.is_headed if how == "headed" else self.names.is_proper
            return name if name is not None and proof(name.of(text)) else None
        if how == "lead":
            return self.names.leading(text, span)
        if how in ("to-suffix", "child"):
            return self.names.beginning(text, span, trusted=how == "child")
        name = self.names.ending(text, span, trusted=how != "suffix")
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
        rule_at = dict(reversed(list(found)))
        for spelling in sorted(spellings, key=lambda s: (-len(s), s)):
            at = sentence.text.find(spelling)
            while at >= 0:
                span = Span(at, at + len(spelling)).shift(sentence.span.start)
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                at = sentence.text.find(spelling, at + 1)
        for span in sorted(taken):
            yield span, rule_at.get(span, spellings[sentence.of(span)])


def _masks(sentence: Sentence) -> tuple[str, ...]:
    """The masked sentence, and once more with plain Chinese numerals shown: `三禾机电` is a name, `等三家机构` a count."""
    hidden = [q for q in sentence.quantities if q.kind not in SHOWN]
    sure = [q for q in hidden if q.bound != "exact" or not _spelled("".join(sentence.of(n.span) for n in q.numerals))]
    readings = (hidden, sure) if len(sure) < len(hidden) else (hidden,)
    return tuple(mask(sentence.text, [(sentence.local(q.span), q.kind) for q in reading]) for reading in readings)


def _spelled(numeral: str) -> bool:
    return regex.fullmatch(r"[一二三四五六七八九十百千万亿两半首〇零]+", numeral) is not None


def _parts(text: str, span: Span) -> Iterator[Span]:
    """The members of a list: split at 、 and, in its last member, at 和 与 及."""
    at = span.start
    members = split_top(span.of(text), "、")
    for index, member in enumerate(members):
        start = text.index(member, at)
        at = start + len(member)
        pieces = [member]
        if index == len(members) - 1:
            pieces = next((p for j in JOINTS if len(p := split_top(member, j)) > 1), pieces)
        for piece in pieces:
            inner = text.index(piece, start)
            yield _unbracketed(text, Span(inner, inner + len(piece)))


def _unbracketed(text: str, span: Span) -> Span:
    """The span without a bracket at its end: `沐禾（Mulhor）` is two mentions."""
    bracket = text.find("（", span.start, span.end)
    return Span(span.start, bracket) if bracket > span.start and text[span.end - 1] == "）" else span
