"""The scanner of quantities, built once from the lexicons."""

from collections.abc import Callable

from extract import words
from extract.lexicons import Lexicons
from extract.models import Kind, Quantity
from extract.quantities.calendar import Calendar
from extract.quantities.candidates import choose, scanned
from extract.quantities.figures import Figures
from extract.quantities.held import Held
from extract.quantities.ordinals import Ordinals
from extract.quantities.qualifiers import Qualifiers
from extract.quantities.terms import Terms
from extract.quantities.units import Units


class Quantifier:
    """Reads the quantities of a text: every numeral belongs to exactly one."""

    def __init__(self, lexicons: Lexicons, is_word: Callable[[str], bool] = words.is_word) -> None:
        units, qualifiers = Units(lexicons, is_word), Qualifiers(lexicons, is_word)
        self._figures = Figures(lexicons, units, qualifiers)
        self._calendar = Calendar(lexicons, is_word)
        self._ordinals = Ordinals(units)
        self._held = Held(lexicons, units, is_word)
        self._terms = Terms(lexicons, qualifiers)

    def find(self, text: str, yuan: str = "CNY") -> tuple[Quantity, ...]:
        """The quantities of a normalized text, in order and apart; `yuan` is the currency that 元 means in it."""
        source = scanned(text)
        figures = [*self._figures.candidates(source, yuan), *self._terms.candidates(source)]
        measured = [figure.quantity.span for figure in figures if figure.quantity.kind is not Kind.NUMBER]
        labels = (*self._calendar.candidates(source, measured), *self._ordinals.candidates(source))
        return choose((*figures, *labels, *self._held.candidates(source, measured)))
