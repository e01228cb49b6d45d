"""Completes the figures of one document, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.context.figures import Figures
from extract.context.phrases import veil
from extract.context.scopes import Scope
from extract.context.setting import Readers, Setting, Thing, grouped, veiled
from extract.context.subjects import Reading
from extract.models import Company, Document, Finding, Kind, Mention, Row, Sentence
from extract.patterns import OPAQUE
from extract.rules import RuleSet

FACTS = ("percentages", "counts", "amounts", "rankings")
FIGURES = (*OPAQUE, Kind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Context:
    """Completes the mentions of one document by the lexicons of a rule set."""

    readers: Readers

    @classmethod
    def of(cls, document: Document, sentences: Sequence[Sentence], rules: RuleSet) -> "Context":
        """The context of a document under a rule set."""
        return cls(Readers.of(document, sentences, rules))

    def scopes_of(self, sentence: Sentence, mentions: Sequence[Mention], companies: Sequence[Company]) -> tuple[Scope, ...]:
        """The scopes that a sentence starts; bases, standings and places in a company's name start none."""
        others = [span for m in mentions for name in ("base", "scope") for span in m.groups.get(name, ())]
        others += [company.span for company in companies]
        figures = [quantity.span for quantity in sentence.quantities if quantity.kind in FIGURES]
        shown = veil(veiled(sentence, sentence.span), sentence.span.start, (), figures)
        return self.readers.scopes.named(sentence, shown, others)

    def rows(self, setting: Setting, scopes: Sequence[Scope], mentions: Sequence[Mention]) -> Iterator[Row | Finding]:
        """The rows of one sentence in the order of their places, and a finding where a 分别 list does not fit."""
        done: list[Thing] = []
        for group in grouped([mention for mention in mentions if mention.table in FACTS], self.readers.rules):
            subject = Reading(self.readers, setting, group, tuple(done)).subject()
            yield from Figures(self.readers, setting, scopes, group, subject).rows()
            done += subject.things
