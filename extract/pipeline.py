"""The program's table of contents: one document and one rule set give one extraction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from extract.account import account
from extract.companies import companies_of
from extract.context import Context, Years, year_rows, years_of
from extract.context.setting import Setting
from extract.corrections import Correction, correct, corrections_beside
from extract.documents import document as to_document
from extract.documents import is_endless, read
from extract.documents.headings import level_of
from extract.lexicons import Lexicons
from extract.match import Matched, match
from extract.models import Company, Document, Extraction, Finding, Row, Sentence, Source, Span
from extract.quantities import Quantifier
from extract.rules import RuleSet
from extract.sentences import sentences as split

if TYPE_CHECKING:
    from extract.context.scopes import Scope

_GROUP = regex.compile(
    r"^(?:[\p{Han}\d]{1,3}[、.]|（\p{Han}{1,3}）)?(\p{Han}{2,12}(?:项目|企业))(?:方面|板块|类|领域|方阵)[：:]?$"
)


def extract_file(path: Path, rules: RuleSet, year: str = "") -> Extraction:
    """All that the report in a file gives; raises InputError where it cannot be read."""
    corrections = corrections_beside(path)
    extraction = extract(to_document(read(path), rules.lexicons), rules, year)
    return corrected(extraction, corrections) if corrections else extraction


def corrected(extraction: Extraction, corrections: Sequence[Correction]) -> Extraction:
    """The extraction with a person's corrections applied last; one that no longer fits becomes a finding."""
    rows, findings = correct(extraction.document, extraction.rows, corrections)
    applied = len(corrections) - len(findings)
    return replace(extraction, rows=rows, findings=(*extraction.findings, *findings), corrections=applied)


def extract_text(text: str, rules: RuleSet, year: str = "", name: str = "text") -> Extraction:
    """All that a text gives; `name` stands in the tables' column `report`."""
    source = Source(name, text, "unicode", sha256(text.encode()).hexdigest())
    return extract(to_document(source, rules.lexicons), rules, year)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the stages made of a document before its rows; all parts go with the sentences."""

    document: Document
    sentences: tuple[Sentence, ...]
    matched: tuple[Matched, ...]
    companies: tuple[tuple[Company, ...], ...]
    years: Years


def read_through(document: Document, rules: RuleSet, year: str = "") -> Reading:
    """The sentences of a document with their claims, companies and years."""
    sentences = split(document, quantifier(rules.lexicons))
    matched = tuple(match(sentence, rules) for sentence in sentences)
    companies = companies_of(document, sentences, _groups(document), rules)
    return Reading(document, sentences, matched, companies, years_of(document, sentences, matched, rules, year))


def extract(document: Document, rules: RuleSet, year: str = "") -> Extraction:
    """All that a document gives under a rule set; `year` overrides the report year that the text itself shows."""
    reading = read_through(document, rules, year)
    facts = tuple(_facts(reading, rules))
    findings = [fact for fact in facts if isinstance(fact, Finding)]
    rows = [fact for fact in facts if isinstance(fact, Row)]
    rows += year_rows(document, reading.sentences, reading.years)
    rows += _company_rows(reading)
    refused = [finding.span for finding in findings]
    rows += account(document, reading.sentences, reading.matched, reading.companies, refused, rules)
    findings += [
        *_doubts(reading, rules),
        *_disputes(reading),
        *_slow(reading),
        *_missing_year(reading),
        *_unread(document),
        *document.normalized.findings,
    ]
    published = document.published.of(document.text) if document.published else ""
    title = next((b.span.of(document.text) for b in document.blocks if b.kind == "heading"), "")
    own = reading.years.own
    return Extraction(document, title, own, published, len(reading.sentences), tuple(rows), tuple(findings))


@lru_cache(maxsize=4)
def quantifier(lexicons: Lexicons) -> Quantifier:
    """The scanner of quantities; rule sets that differ only in their rules share one."""
    return Quantifier(lexicons)


def _groups(document: Document) -> Mapping[int, str]:
    """Section number to the group of firms or projects that its heading names (`规模型项目方面` is `规模型项目`)."""
    headings = [block.span.of(document.text) for block in document.blocks if block.kind == "heading"]
    named = {number: _GROUP.match(heading) for number, heading in enumerate(headings, 1)}
    return {number: found[1] for number, found in named.items() if found}


def _headings(document: Document) -> Iterator[tuple[int, str]]:
    """Section number to its heading below those that it stands under: `二、工作计划` over `（一）目标任务`."""
    above: list[str] = []
    headings = (block.span.of(document.text) for block in document.blocks if block.kind == "heading")
    for number, heading in enumerate(headings, 1):
        level = level_of(heading)
        above = [other for other in above if level_of(other) < level] if level else []
        yield number, "\n".join([*above, heading])
        above += [heading] if level else []


def _facts(reading: Reading, rules: RuleSet) -> Iterator[Row | Finding]:
    """The rows of the fact tables, scope carried from sentence to sentence within a section."""
    context = Context.of(reading.document, reading.sentences, rules)
    headings = dict(_headings(reading.document))
    scope: Scope | None = None
    section = -1
    for at, sentence in enumerate(reading.sentences):
        if sentence.section != section:
            section, scope = sentence.section, None
        companies = reading.companies[at]
        mentions = [m for m in reading.matched[at].mentions if not any(c.span.holds(m.quantity.span) for c in companies)]
        heading = headings.get(sentence.section, "")
        years = reading.years
        setting = Setting(sentence, years.labels[at], companies, scope, years.outer[at], heading, years.own)
        named = context.scopes_of(sentence, mentions, companies)
        yield from context.rows(setting, named, mentions)
        scope = next((place for place in reversed(named) if place.only is None), scope)


def _company_rows(reading: Reading) -> Iterator[Row]:
    for at, sentence in enumerate(reading.sentences):
        for company in reading.companies[at]:
            year = reading.years.around(at, sentence, company.event_span or company.span)
            cells = (("name", company.name), ("role", company.role), ("event", company.event), ("year", year))
            yield Row("companies", reading.document.to_raw(company.span), cells, sentence.text, company.rule)


def _doubts(reading: Reading, rules: RuleSet) -> Iterator[Finding]:
    """What rules took without a cue, and what rules on trial would take."""
    for result in reading.matched:
        for mention in result.mentions:
            if doubt := rules.by_id[mention.rule].set.get("doubt"):
                said = mention.quantity.span.of(reading.document.text)
                place = reading.document.to_raw(mention.quantity.span)
                yield Finding(place, "note", "no-cue", f"{said}: {doubt}", (mention.rule,))
        for quantity, rule in result.drafts:
            said = quantity.span.of(reading.document.text)
            message = f"{said} would be claimed by {rule}, which is a draft"
            yield Finding(reading.document.to_raw(quantity.span), "note", "draft", message, (rule,))


def _disputes(reading: Reading) -> Iterator[Finding]:
    document = reading.document
    for result in reading.matched:
        for dispute in result.disputes:
            message = f"{dispute.quantity.span.of(document.text)} is claimed differently by {', '.join(dispute.rules)}"
            yield Finding(document.to_raw(dispute.quantity.span), "warning", "conflict", message, dispute.rules)


def _slow(reading: Reading) -> Iterator[Finding]:
    for sentence, result in zip(reading.sentences, reading.matched, strict=True):
        if result.slow:
            message = f"out of time on this sentence: {', '.join(result.slow)}; simplify the pattern"
            yield Finding(reading.document.to_raw(sentence.span), "warning", "slow-rule", message, result.slow)


def _unread(document: Document) -> Iterator[Finding]:
    for block in document.blocks:
        if is_endless(document.text, block.span):
            message = f"{len(block.span)} characters without a sentence mark are no prose; nothing in the line is read"
            yield Finding(document.to_raw(block.span), "warning", "unread-line", message)


def _missing_year(reading: Reading) -> Iterator[Finding]:
    if not reading.years.own:
        message = "no year stands in the text; the cells that need it are empty; give one with --year"
        yield Finding(Span(0, 0), "warning", "no-year", message)
