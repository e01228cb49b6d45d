"""Which of a series' figures stands for a year or for a report, and what contradicts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.panel.series import Series, Stated
from extract.panel.shown import value_words


@dataclass(frozen=True, slots=True)
class Choice:
    """The figure that stands for a year or a report; none where several contradict each other, with the reason."""

    stated: Stated | None
    note: str = ""


def of_year(series: Series, year: str) -> Choice | None:
    """The figure of a year: that of the report on this year, else of the latest report; None where none states it."""
    stated = [one for one in series.stated if one.figure.year == year]
    if not stated:
        return None
    own = [one for one in stated if one.figure.report_year == year]
    report = max((one.figure.report_year, one.figure.report) for one in own or stated)[1]
    choice = _narrowest([one for one in stated if one.figure.report == report], f"{year}: ")
    others = [one for one in stated if one.figure.report != report]
    if choice.stated is None:
        return choice
    return Choice(
        choice.stated, "; ".join(_contradiction(choice.stated, one) for one in others if _apart(choice.stated, one))
    )


def of_report(series: Series, report: str) -> Choice | None:
    """The figure that a report gives for its own year, else for the latest year it speaks of; None where it gives none."""
    stated = [one for one in series.stated if one.figure.report == report]
    if not stated:
        return None
    own = [one for one in stated if one.figure.year == one.figure.report_year]
    year = max(one.figure.year for one in own or stated)
    return _narrowest([one for one in stated if one.figure.year == year], "")


def _narrowest(stated: Sequence[Stated], head: str) -> Choice:
    """Of figures that can all be true at once the one that says most (超千个 and 1012个: the latter), else none."""
    best = min(stated, key=lambda one: (one.figure.interval.width, one.figure.start))
    if any(_apart(one, other) for one in stated for other in stated):
        said = "; ".join(dict.fromkeys(value_words(one.figure) for one in stated))
        return Choice(None, f"{head}several figures in {best.figure.report}: {said}")
    return Choice(best)


def _apart(one: Stated, other: Stated) -> bool:
    """Whether the two cannot both be true; figures of different units or classes contradict nothing."""
    same = (one.unit, one.base, one.classes) == (other.unit, other.base, other.classes)
    return same and not one.figure.interval.intersects(other.figure.interval)


def _contradiction(chosen: Stated, other: Stated) -> str:
    return f"{chosen.figure.year}: {value_words(other.figure)} in {other.figure.report}"
