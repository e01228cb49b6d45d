"""The checks by their codes: those on one report, and those on two that follow each other."""

from collections.abc import Callable, Iterator, Mapping

from extract.verify.checks.back_cast import back_casts
from extract.verify.checks.definition_drift import definition_drifts
from extract.verify.checks.duplicate import duplicates
from extract.verify.checks.growth_level import growth_levels
from extract.verify.checks.growth_of_shares import growth_of_shares
from extract.verify.checks.list_count import list_counts
from extract.verify.checks.paired_length import paired_lengths
from extract.verify.checks.part_total import part_totals
from extract.verify.checks.share_sum import share_sums
from extract.verify.checks.unit_scale import unit_scales, unit_scales_of_years
from extract.verify.checks.whole_number import whole_numbers_of
from extract.verify.checks.wording import wordings
from extract.verify.checks.year_order import year_orders
from extract.verify.facts import Report
from extract.verify.model import Doubt
from extract.verify.years import Pair

WITHIN: Mapping[str, Callable[[Report], Iterator[Doubt]]] = {
    "share-sum": share_sums,
    "whole-number": whole_numbers_of,
    "growth-level": growth_levels,
    "part-total": part_totals,
    "paired-length": paired_lengths,
    "list-count": list_counts,
    "duplicate": duplicates,
    "unit-scale": unit_scales,
    "year-order": year_orders,
    "wording": wordings,
}
"""What is asked of each report."""

ACROSS: Mapping[str, Callable[[Pair], Iterator[Doubt]]] = {
    "growth-level": growth_of_shares,
    "back-cast": back_casts,
    "unit-scale": unit_scales_of_years,
    "definition-drift": definition_drifts,
}
"""What is asked of two reports of one body, on a year and on the next."""

CODES = tuple(dict.fromkeys((*WITHIN, *ACROSS)))
