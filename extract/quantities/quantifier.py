"""The scanner of quantities, built once from the lexicons."""

from collections.abc import Callable

import regex

from extract import words
from extract.lexicons import Lexicons
from extract.models import Kind, Quantity
from extract.quantities.candidates import choose, scanned
from extract.quantities.dates import dates
from extract.quantities.figures import Figures
from extract.quantities.held import Held
from extract.quantities.ordinals import Ordinals
from extract.quantities.qualifiers import Qualifiers
from extract.quantities.terms import Terms
from extract.quantities.units import Units
from extract.quantities.years import Years

# 民国113年; 113年 in a text that speaks of 新台币 or signs itself 114-01-16
_ROC_YEAR = regex.compile(r"民国[\d一二三四五六七八九十百零〇]+年|(?<!\d)1[0-2]\d[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?\d(?!\d)")
_ROC_LABEL = regex.compile(r"(?<![\d.])1[0-3]\d年(?![代级])")


class Quantifier:
    """Reads the quantities of a text: every numeral belongs to exactly one."""

    def __init__(self, lexicons: Lexicons, is_word: Callable[[str], bool] = words.is_word) -> None:
        units, qualifiers = Units(lexicons, is_word), Qualifiers(lexicons, is_word)
        self._figures = Figures(lexicons, units, qualifiers)
        self._years = Years(lexicons, is_word)
        self._ordinals = Ordinals(units)
        self._held = Held(lexicons, units, is_word)
        self._terms = Terms(lexicons, qualifiers)
        self._currencies = lexicons["currencies"]
        self._agreed = regex.compile(rf"({self._currencies.pattern()})[^（）。；]{{0,4}}下同")

    def find(self, text: str, yuan: str = "CNY") -> tuple[Quantity, ...]:
        """The quantities of a normalized text, in order and apart; `yuan` is the currency that 元 means in it."""
        source = scanned(text)
        figures = [*self._figures.candidates(source, yuan), *self._terms.candidates(source)]
        measured = [figure.quantity.span for figure in figures if figure.quantity.kind is not Kind.NUMBER]
        ordinals = list(self._ordinals.candidates(source))
        ranked = [ordinal.quantity.span for ordinal in ordinals if ordinal.core > 1]
        labels = (*self._years.candidates(source, measured, yuan == "TWD"), *dates(source), *ordinals)
        return choose((*figures, *labels, *self._held.candidates(source, [*measured, *ranked])))

    def yuan(self, text: str) -> str:
        """The currency that 元 means in a text: what it agrees on (`新台币，下同`), TWD where it counts 民国 years."""
        agreed = self._agreed.search(text)
        if agreed:
            return self._currencies.canonical[agreed[1]]
        republic = _ROC_YEAR.search(text) or (("新台币" in text or "新臺币" in text) and _ROC_LABEL.search(text))
        return "TWD" if republic else "CNY"
