"""The account: every numeral of the text, the table that took it or the reason that a rule gave."""

from collections.abc import Iterator, Sequence

from extract.decimals import plain
from extract.match import Matched
from extract.models import Block, Company, Document, Numeral, Row, Sentence, Span
from extract.numerals import scan
from extract.rules import RuleSet

SHOWN = 80  # characters of a line of furniture that its numerals show


def account(
    document: Document,
    sentences: Sequence[Sentence],
    matched: Sequence[Matched],
    companies: Sequence[Sequence[Company]],
    refused: Sequence[Span],
    rules: RuleSet,
) -> Iterator[Row]:
    """One row for each numeral, in any order; `refused` are the raw spans for which a finding stands instead of a row."""
    for block in document.blocks:
        if block.kind == "furniture":
            yield from _furniture(document, block)
    for sentence, result, named in zip(sentences, matched, companies, strict=True):
        claims = dict(_claims(result, rules))
        for quantity in sentence.quantities:
            table, reason, rule = claims.get(quantity.span, ("unclaimed", "", ""))
            holder = next((c for c in named if c.span.holds(quantity.span)), None)
            if holder is not None:
                table, reason, rule = "", "name", holder.rule
            if any(span.overlaps(document.to_raw(quantity.span)) for span in refused):
                table, reason = "conflict", ""
            for numeral in quantity.numerals:
                yield _row(document, numeral, table, reason, sentence.text, rule)


def _furniture(document: Document, block: Block) -> Iterator[Row]:
    text = block.span.of(document.text)
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    for numeral in scan(text):
        moved = Numeral(numeral.span.shift(block.span.start), numeral.value)
        published = document.published is not None and document.published.holds(moved.span)
        table, reason = ("years", "") if published else ("", "furniture")
        yield _row(document, moved, table, reason, shown, "years.published" if published else "ignore.furniture")


def _claims(result: Matched, rules: RuleSet) -> Iterator[tuple[Span, tuple[str, str, str]]]:
    """The span of each claimed or disputed quantity with (table, reason, rule)."""
    for dispute in result.disputes:
        yield dispute.quantity.span, ("conflict", "", " ".join(dispute.rules))
    for mention in result.mentions:
        rule = rules.by_id[mention.rule]
        if mention.table == "ignore":
            yield mention.quantity.span, ("", rule.set.get("reason") or mention.quantity.unit, mention.rule)
        else:
            yield mention.quantity.span, (mention.table, "", mention.rule)


def _row(document: Document, numeral: Numeral, table: str, reason: str, sentence: str, rule: str) -> Row:
    cells = (("value", plain(numeral.value)), ("table", table), ("reason", reason))
    return Row("numerals", document.to_raw(numeral.span), cells, sentence, rule)
