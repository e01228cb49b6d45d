"""Quantities: every numeral of a text with its qualifier and unit, each read as exactly one thing."""

from extract.quantities.quantifier import Quantifier

__all__ = ["Quantifier"]
