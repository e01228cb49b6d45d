"""Which canonical indicator a figure belongs to, and by which words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extract.panel.figures import MEASURES, Figure
from extract.panel.model import Compiled, Indicators
from extract.panel.words import Wording, Wordings


@dataclass(frozen=True, slots=True)
class Claim:
    """An indicator's claim: the words of the figure that it knows, and the list that they name."""

    indicator: str
    words: str
    list: str


def claims(figure: Figure, wording: Wording, indicators: Indicators) -> tuple[Claim, ...]:
    """All claims on a figure, in the order of the file; a company's own figure belongs to no canonical indicator."""
    if figure.holder:
        return ()
    return tuple(filter(None, (_claim(figure, wording, compiled) for compiled in indicators.by_id.values())))


def _claim(figure: Figure, wording: Wording, compiled: Compiled) -> Claim | None:
    indicator = compiled.indicator
    if indicator.measure and figure.measure not in indicator.measure:
        return None
    if figure.measure in ("count", "amount") and figure.unit not in indicator.unit:
        return None
    if compiled.base and not compiled.base.fullmatch(figure.base):
        return None
    if compiled.scope and not compiled.scope.fullmatch(wording.scope):
        return None
    for name in compiled.names:
        if found := name.fullmatch(wording.words) or name.fullmatch(wording.stem):
            return Claim(indicator.id, found[0], found.groupdict().get("list") or "")
    return None


def faults(indicators: Indicators, wordings: Wordings, only: str) -> Iterator[str]:
    """What one indicator's examples show against it, one line each.

    A match must be claimed by the indicator and by no other, a reject by any but it.
    """
    indicator = indicators.by_id[only].indicator
    for example in indicator.match:
        claimed = _claimed(example.row, indicators, wordings)
        if claimed != [only]:
            yield f"{only}: {example.row} is claimed by {', '.join(claimed) or 'none'}"
    for refused in indicator.reject:
        if only in _claimed(refused.row, indicators, wordings):
            yield f"{only}: claims {refused.row}, which it must leave alone: {refused.why}"


def _claimed(cells: Mapping[str, str], indicators: Indicators, wordings: Wordings) -> list[str]:
    figure = _figure(cells)
    return [claim.indicator for claim in claims(figure, wordings.of(figure), indicators)]


def _figure(cells: Mapping[str, str]) -> Figure:
    """A figure with the cells of an example; its value does not matter."""
    return Figure(
        report="example",
        report_year="",
        measure=next(measure for measure in MEASURES if measure == cells["measure"]),
        indicator=cells["indicator"],
        scope=cells.get("scope", ""),
        base=cells.get("base", ""),
        holder=cells.get("holder", ""),
        year="",
        value=Decimal(1),
        value_max=None,
        bound="exact",
        unit=cells.get("unit", ""),
        status="actual",
        start=0,
        end=0,
        text="",
        rule="",
    )
