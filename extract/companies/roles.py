"""Roles: what the text ties each named company to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.companies.find import Finder
from extract.match import Candidate, decide
from extract.models import Company, Document, Kind, Sentence, Span
from extract.patterns import SHOWN, aim, mask
from extract.rules import RuleSet

NEAR = 8  # characters behind a firm in which 榜 ties it to its list
NONE = "其他"  # the role of a firm of which only figures or dealings are told


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
    masked = with_names(sentence, spans)
    names = {span: canonical.get(sentence.of(span)) or document.printed(span) for span in spans}
    found: list[Company] = []
    for span, finder in places:
        company = _company(sentence, span, names[span], finder, masked, group, rules)
        event = company.event
        if company.event_span and event == sentence.of(company.event_span):
            event = names.get(company.event_span) or document.printed(company.event_span)
        behind = sentence.text[sentence.local(span).end :][:NEAR]
        found.append(_as_before(replace(company, event=event), found, behind))
    return found


def _as_before(company: Company, before: Sequence[Company], behind: str) -> Company:
    """A firm of which its own words say nothing is tied to what it was tied to before in the sentence.

    `沐禾智能等7家企业增资扩产，其中沐禾智能投资2亿元`: the second mention is of the same 增资扩产. To a list it is tied
    again only where the words behind it speak of the list.
    """
    same = [other for other in before if other.name == company.name and other.role != NONE]
    if company.role != NONE or company.event or not same or (same[-1].role == "入选榜单" and "榜" not in behind):
        return company
    return replace(company, role=same[-1].role, event=same[-1].event, event_span=same[-1].event_span)


def with_names(sentence: Sentence, spans: Sequence[Span]) -> str:
    """The sentence with its figures and those names masked, as the rules for roles see it."""
    others = [q for q in sentence.quantities if q.kind not in SHOWN and not any(s.overlaps(q.span) for s in spans)]
    places = [(sentence.local(q.span), q.kind) for q in others]
    return mask(sentence.text, [*places, *((sentence.local(span), Kind.COMPANY) for span in spans)])


def judged(sentence: Sentence, span: Span, masked: str, rules: RuleSet) -> tuple[Candidate, ...]:
    """The rules that say what the text ties the name at `span` to, the winner first."""
    aimed = aim(masked, sentence.local(span), Kind.COMPANY)
    candidates = []
    for rule in rules.by_kind[Kind.COMPANY]:
        if rule.status == "stable" and (found := rules.patterns[rule.id].search(aimed)) is not None:
            candidates.append(Candidate(rule, found))
    return decide(candidates)[0]


def _company(sentence: Sentence, span: Span, name: str, finder: str, masked: str, group: str, rules: RuleSet) -> Company:
    order = judged(sentence, span, masked, rules)
    listed = masked[sentence.local(span).end :].startswith(("、", "等"))
    if not order:
        role = "项目" if group else NONE
        return Company(span, name, role, group, None, finder, listed)
    best = order[0]
    events = [place.shift(sentence.span.start) for place in best.found.groups.get("event", ())]
    event = "".join(sentence.of(place) for place in events) or best.rule.set.get("event", "")
    return Company(span, name, best.rule.set["role"], event, events[0] if events else None, best.rule.id, listed)
