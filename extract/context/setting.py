"""What surrounds a figure: its sentence with labels, companies and what is carried into it; what was measured before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from extract.context.labels import Governed, Label, governing
from extract.context.phrases import Phrases, veil
from extract.context.places import bare_places
from extract.context.scopes import Scope, Scopes
from extract.context.status import Statuses
from extract.context.things import Things
from extract.models import Company, Document, Kind, Mention, Sentence, Span
from extract.rules import RuleSet

VEILED = (Kind.YEAR, Kind.DURATION)
_QUOTED = regex.compile(r"《[^》]*》|“[^”]*”")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a sentence measured.

    `span` is where its words stand, `place` the figure they were first said with; `whole` is the phrase it was split
    from, `measure` and `base` are those of that figure.
    """

    text: str
    span: Span
    place: Span
    governed: Governed
    measure: str = ""
    base: str = ""
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of one document under one rule set."""

    document: Document
    rules: RuleSet
    phrases: Phrases
    scopes: Scopes
    things: Things
    statuses: Statuses

    @classmethod
    def of(cls, document: Document, sentences: Sequence[Sentence], rules: RuleSet) -> "Readers":
        """The readers made from the rule set's lexicons and the places that the text names."""
        phrases = Phrases(rules.lexicons, bare_places(sentences))
        scopes, things = Scopes(rules.lexicons, phrases), Things(rules.lexicons, phrases)
        return cls(document, rules, phrases, scopes, things, Statuses(rules.lexicons))


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with what is known around it: the scope carried into it, its outer year, its companies and labels."""

    sentence: Sentence
    labels: tuple[Label, ...]
    companies: tuple[Company, ...]
    scope: Scope | None
    outer: Governed
    heading: str
    report: str

    def governed(self, place: Span) -> Governed:
        """The year that governs a place of the sentence."""
        return governing(self.sentence, place, self.labels, self.outer, self.report)

    def companies_before(self, place: Span) -> list[Company]:
        """The companies named before a place of the sentence."""
        return [company for company in self.companies if company.span.end <= place.start]


@dataclass(frozen=True, slots=True)
class Group:
    """One figure, or a list of figures that share their words (`30%、29%、25%`)."""

    mentions: tuple[Mention, ...]
    rules: RuleSet

    @property
    def head(self) -> Mention:
        """The first figure, whose rule read the words."""
        return self.mentions[0]

    @property
    def settings(self) -> Mapping[str, str]:
        """What the head's rule sets."""
        return self.rules.by_id[self.head.rule].set

    def settings_of(self, mention: Mention) -> Mapping[str, str]:
        """What a figure's rule sets; one that continues the list takes what the head's sets."""
        own = self.rules.by_id[mention.rule].set
        return {**self.settings, **own} if own.get("like") == "before" else own

    def words(self, name: str, sentence: Sentence, mention: Mention | None = None) -> str:
        """The text of what the pattern called `name`."""
        return "".join(sentence.of(piece) for piece in (mention or self.head).groups.get(name, ()))


def grouped(mentions: Sequence[Mention], rules: RuleSet) -> list[Group]:
    """The mentions in order, each with those after it whose rules say that they continue its list."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and rules.by_id[mention.rule].set.get("like") == "before":
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [Group(tuple(group), rules) for group in groups]


def veiled(sentence: Sentence, span: Span, companies: Sequence[Company] = ()) -> str:
    """A piece of the sentence, its year labels, durations and companies veiled; names in 《》 and “” keep their years."""
    quoted = [Span(*found.span()).shift(sentence.span.start) for found in _QUOTED.finditer(sentence.text)]
    times = [quantity.span for quantity in sentence.quantities if quantity.kind in VEILED]
    labels = [time for time in times if not any(quote.holds(time) for quote in quoted)]
    labels += [quote for quote in quoted if any(len(quote) == len(t) + 2 and quote.holds(t) for t in times)]  # “十四五”
    return veil(sentence.of(span), span.start, labels, [company.span for company in companies])
