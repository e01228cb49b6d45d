"""The match stage: which rule claims each quantity of a sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.models import Dispute, Mention, Quantity, Sentence
from extract.patterns import SHOWN, Found, aim, mask
from extract.rules import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule whose pattern stands at the quantity, and where."""

    rule: Rule
    found: Found


@dataclass(frozen=True, slots=True)
class Verdict:
    """All candidates for one quantity, the winner first; `disputed` says that no single one could be named."""

    quantity: Quantity
    candidates: tuple[Candidate, ...]
    disputed: bool
    masked: str
    slow: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """What the rules say of one sentence; `slow`: rules that ran out of time, `drafts`: what rules on trial would take."""

    mentions: tuple[Mention, ...]
    disputes: tuple[Dispute, ...]
    slow: tuple[str, ...]
    drafts: tuple[tuple[Quantity, str], ...]
    verdicts: tuple[Verdict, ...]


def match(sentence: Sentence, rules: RuleSet) -> Matched:
    """The claims on every quantity of a sentence: attributive figures first, then the others with those made transparent.

    `获得千万级融资的企业占比66%`: the amount is claimed first, so that the subject of the share may run over it.
    """
    early = [_judge(sentence, quantity, rules, True, sentence.quantities) for quantity in sentence.quantities]
    taken = {verdict.quantity.span for verdict in early if verdict.candidates}
    rest = tuple(quantity for quantity in sentence.quantities if quantity.span not in taken)
    late = [_judge(sentence, quantity, rules, False, rest) for quantity in rest]
    verdicts = [verdict for verdict in early if verdict.candidates] + late
    return _sum_up(sentence, sorted(verdicts, key=lambda verdict: verdict.quantity.span))


def _judge(sentence: Sentence, quantity: Quantity, rules: RuleSet, first: bool, opaque: Iterable[Quantity]) -> Verdict:
    places = [(sentence.local(other.span), other.kind) for other in opaque if other.kind not in SHOWN]
    aimed = aim(mask(sentence.text, places), sentence.local(quantity.span), quantity.kind)
    candidates, slow, drafts = [], [], []
    for rule in rules.by_kind[quantity.kind]:
        if rule.first == first and rule.takes(quantity):
            try:
                found = rules.patterns[rule.id].search(aimed)
            except TimeoutError:
                slow.append(rule.id)
                continue
            if found is not None and rule.status == "draft":
                drafts.append(rule.id)
            elif found is not None:
                candidates.append(Candidate(rule, found))
    return Verdict(quantity, *decide(candidates), aimed, tuple(slow), tuple(drafts))


def decide(candidates: Sequence[Candidate]) -> tuple[tuple[Candidate, ...], bool]:
    """The candidates with the winner first, and whether the first place is disputed.

    More literal characters win; a rule that another names in `over` gives way to it; candidates that claim the very same
    are one claim.
    """
    beaten = {name for candidate in candidates for name in candidate.rule.over}
    order = sorted(candidates, key=lambda c: (c.rule.id in beaten, -c.found.literals, c.rule.id))
    if not order:
        return (), False
    best = [c for c in order if c.rule.id not in beaten and c.found.literals == order[0].found.literals]
    return tuple(order), any(_claim(c) != _claim(order[0]) for c in best)


def _claim(candidate: Candidate) -> object:
    return candidate.rule.table, candidate.rule.set, dict(candidate.found.groups)


def _sum_up(sentence: Sentence, verdicts: Sequence[Verdict]) -> Matched:
    mentions, disputes = [], []
    for verdict in verdicts:
        if verdict.disputed:
            claims = verdict.candidates
            best = max(c.found.literals for c in claims)
            disputes.append(Dispute(verdict.quantity, tuple(c.rule.id for c in claims if c.found.literals == best)))
        elif verdict.candidates:
            mentions.append(mention(sentence, verdict.quantity, verdict.candidates[0]))
    slow = tuple(sorted({rule for verdict in verdicts for rule in verdict.slow}))
    drafts = tuple((verdict.quantity, rule) for verdict in verdicts for rule in verdict.drafts)
    return Matched(tuple(mentions), tuple(disputes), slow, drafts, tuple(verdicts))


def mention(sentence: Sentence, quantity: Quantity, candidate: Candidate) -> Mention:
    """The winning candidate as a mention, in text offsets."""
    groups = {
        name: tuple(span.shift(sentence.span.start) for span in spans) for name, spans in candidate.found.groups.items()
    }
    span = groups.get("span", (quantity.span,))[0]
    match = candidate.found.span.shift(sentence.span.start)
    return Mention(candidate.rule.id, candidate.rule.table, quantity, span, match, groups)
