"""Roles: what the text ties each named company to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.companies.find import Finder
from extract.match import Candidate, decide
from extract.models import Company, Document, Kind, Sentence, Span
from extract.patterns import SHOWN, aim, mask
from extract.rules import RuleSet


def companies_of(
    document: Document, sentences: Sequence[Sentence], groups: Mapping[int, str], rules: RuleSet
) -> tuple[tuple[Company, ...], ...]:
    """The companies of each sentence; `groups` maps a section to the heading that names a group of firms (`规模型项目`)."""
    places, canonical = Finder(rules).find(sentences)
    return tuple(
        tuple(_companies(document, sentence, places[at], canonical, groups.get(sentence.section, ""), rules))
        for at, sentence in enumerate(sentences)
    )


def _companies(
    document: Document,
    sentence: Sentence,
    places: Sequence[tuple[Span, str]],
    canonical: Mapping[str, str],
    group: str,
    rules: RuleSet,
) -> Sequence[Company]:
    spans = [span for span, _ in places]
    masked = _masked(sentence, spans)
    found = []
    for span, finder in places:
        name = canonical.get(sentence.of(span)) or document.printed(span)
        company = _company(sentence, span, name, finder, masked, group, rules)
        event = document.printed(company.event_span) if company.event_span else company.event
        found.append(replace(company, event=event))
    return found


def _masked(sentence: Sentence, spans: Sequence[Span]) -> str:
    others = [q for q in sentence.quantities if q.kind not in SHOWN and not any(s.overlaps(q.span) for s in spans)]
    places = [(sentence.local(q.span), q.kind) for q in others]
    return mask(sentence.text, [*places, *((sentence.local(span), Kind.COMPANY) for span in spans)])


def _company(sentence: Sentence, span: Span, name: str, finder: str, masked: str, group: str, rules: RuleSet) -> Company:
    aimed = aim(masked, sentence.local(span), Kind.COMPANY)
    candidates = []
    for rule in rules.by_kind[Kind.COMPANY]:
        if rule.status == "stable" and (found := rules.patterns[rule.id].search(aimed)) is not None:
            candidates.append(Candidate(rule, found))
    order, _ = decide(candidates)
    listed = masked[sentence.local(span).end :].startswith(("、", "等"))
    if not order:
        role = "项目" if group else "其他"
        return Company(span, name, role, group, None, finder, listed)
    best = order[0]
    events = [place.shift(sentence.span.start) for place in best.found.groups.get("event", ())]
    event = "".join(sentence.of(place) for place in events) or best.rule.set.get("event", "")
    return Company(span, name, best.rule.set["role"], event, events[0] if events else None, best.rule.id, listed)
