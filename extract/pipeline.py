"""The program's table of contents: one document and one rule set give one extraction."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import regex

from extract.account import account
from extract.companies import companies_of
from extract.context import Context, Years, year_rows, years_of
from extract.context.complete import Setting
from extract.context.scopes import Scope
from extract.documents import document as to_document
from extract.documents import read
from extract.match import Matched, match
from extract.models import Company, Document, Extraction, Finding, Row, Sentence, Source
from extract.quantities import Quantifier
from extract.rules import RuleSet
from extract.sentences import sentences as split

_GROUP = regex.compile(r"^(?:[\p{Han}\d]{1,3}[、.]|（\p{Han}{1,3}）)?(\p{Han}{2,12}(?:项目|企业))(?:方面|板块|类|领域|方阵)[：:]?$")


def extract_file(path: Path, rules: RuleSet, year: str = "") -> Extraction:
    """All that the report in a file gives; raises InputError where it cannot be read."""
    return extract(to_document(read(path), rules.lexicons), rules, year)


def extract_text(text: str, rules: RuleSet, year: str = "", name: str = "text") -> Extraction:
    """All that a text gives; `name` stands in the tables' column `report`."""
    source = Source(name, text, "unicode", sha256(text.encode()).hexdigest())
    return extract(to_document(source, rules.lexicons), rules, year)


def extract(document: Document, rules: RuleSet, year: str = "") -> Extraction:
    """All that a document gives under a rule set; `year` overrides the report year that the text itself shows."""
    sentences = split(document, quantifier(rules))
    matched = tuple(match(sentence, rules) for sentence in sentences)
    companies = companies_of(sentences, _groups(document), rules)
    years = years_of(document, sentences, matched, rules, year)
    facts = tuple(_facts(document, sentences, matched, companies, years, rules))
    findings = [fact for fact in facts if isinstance(fact, Finding)]
    rows = [fact for fact in facts if isinstance(fact, Row)]
    rows += year_rows(document, sentences, years)
    rows += _company_rows(document, sentences, companies, years)
    rows += account(document, sentences, matched, companies, [finding.span for finding in findings], rules)
    findings += _disputes(document, matched)
    published = document.published.of(document.text) if document.published else ""
    title = next((b.span.of(document.text) for b in document.blocks if b.kind == "heading"), "")
    findings += document.normalized.findings
    return Extraction(document, title, years.own, published, len(sentences), tuple(rows), tuple(findings))


@lru_cache(maxsize=4)
def quantifier(rules: RuleSet) -> Quantifier:
    """The scanner of a rule set's quantities."""
    return Quantifier(rules.lexicons)


def _groups(document: Document) -> Mapping[int, str]:
    """Section number to the group of firms or projects that its heading names (`规模型项目方面` is `规模型项目`)."""
    headings = [block.span.of(document.text) for block in document.blocks if block.kind == "heading"]
    named = {number: _GROUP.match(heading) for number, heading in enumerate(headings, 1)}
    return {number: found[1] for number, found in named.items() if found}


def _facts(
    document: Document,
    sentences: Sequence[Sentence],
    matched: Sequence[Matched],
    companies: Sequence[Sequence[Company]],
    years: Years,
    rules: RuleSet,
) -> Iterator[Row | Finding]:
    """The rows of the fact tables, scope carried from sentence to sentence within a section."""
    context = Context(document, rules)
    scope: Scope | None = None
    section = -1
    for at, sentence in enumerate(sentences):
        if sentence.section != section:
            section, scope = sentence.section, None
        mentions = matched[at].mentions
        heading = sentence.heading.of(document.text) if sentence.heading else ""
        setting = Setting(
            sentence, years.labels[at], tuple(companies[at]), scope, years.outer[at], heading, years.own
        )
        named = context.scopes_of(sentence, mentions)
        yield from context.rows(setting, named, mentions)
        scope = named[-1] if named else scope


def _company_rows(
    document: Document, sentences: Sequence[Sentence], companies: Sequence[Sequence[Company]], years: Years
) -> Iterator[Row]:
    for at, sentence in enumerate(sentences):
        for company in companies[at]:
            year = years.around(at, sentence, company.event_span or company.span)
            cells = (("name", company.name), ("role", company.role), ("event", company.event), ("year", year))
            yield Row("companies", document.to_raw(company.span), cells, sentence.text, company.rule)


def _disputes(document: Document, matched: Sequence[Matched]) -> Iterator[Finding]:
    for result in matched:
        for dispute in result.disputes:
            message = f"{dispute.quantity.span.of(document.text)} is claimed differently by {', '.join(dispute.rules)}"
            yield Finding(document.to_raw(dispute.quantity.span), "warning", "conflict", message, dispute.rules)
