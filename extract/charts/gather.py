"""The series of a panel as charts: facts by year with the forecasts and targets of the same thing."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extract.charts.model import Chart, Link, Point
from extract.panel.choice import of_year
from extract.panel.panel import Panel
from extract.panel.series import Series, Stated

LONGEST = 24  # characters that the words of an indicator give the id of its chart
_UNSAFE = regex.compile(r"[^\w（）《》+-]+")


def charts_of(panel: Panel) -> tuple[Chart, ...]:
    """The charts of a panel in its order: canonical indicators first, then what is stated of several years."""
    found = [chart for group in _groups(panel.series) if (chart := _chart(panel, group))]
    return _named(_ordered([one for one in found if one.is_canonical or len(one.years) > 1]))


def _ordered(charts: Sequence[Chart]) -> list[Chart]:
    """All charts of one indicator together, in the order of the panel: first those of indicators stated of several years,
    canonical ones before own words, then those of one year.
    """
    places: dict[str, int] = {}
    several = {_indicator(chart) for chart in charts if len(chart.years) > 1}
    for number, chart in enumerate(charts):
        places.setdefault(_indicator(chart), number)

    def place(chart: Chart) -> tuple[bool, bool, int, bool]:
        name = _indicator(chart)
        return name not in several, not chart.is_canonical, places[name], len(chart.years) == 1

    return sorted(charts, key=place)


def _indicator(chart: Chart) -> str:
    return chart.english or chart.chinese


def _groups(series: Iterable[Series]) -> Iterable[tuple[Series, ...]]:
    """The series that belong on one chart: those that state facts, each with the plans for the same thing."""
    groups: dict[Hashable, list[Series]] = defaultdict(list)
    for number, found in enumerate(series):
        one = found.last
        bare = one.claim is None and one.wording.bare
        groups[(number,) if bare else _thing(found)].append(found)
    return (tuple(group) for group in groups.values())


def _thing(series: Series) -> Hashable:
    one = series.last
    return one.thing, series.scope, one.figure.measure, one.base, one.unit, one.classes, one.list


def _chart(panel: Panel, group: Sequence[Series]) -> Chart | None:
    """The chart of a group; None where no figure has a year."""
    series = Series(tuple(one for found in group for one in found.stated))
    facts, notes = _facts(series)
    plans = sorted(
        (one for one in series.stated if one.figure.status != "actual" and one.figure.year),
        key=lambda one: (one.figure.year, one.figure.report, one.figure.start),
    )
    drawn = [*facts, *((one, False) for one in plans)]
    if not drawn:
        return None
    last = series.last
    return Chart(
        id=_id(series),
        chinese=panel.name(series),
        english=panel.indicators.english(last.claim.indicator) if last.claim else "",
        scope=series.scope,
        base=last.figure.base,
        measure=last.figure.measure,
        unit=last.figure.unit,
        points=tuple(Point(one.figure, int(one.figure.year), disputed) for one, disputed in drawn),
        links=tuple(_links(drawn)),
        notes=tuple(dict.fromkeys((*notes, *series.notes))),
        is_canonical=last.claim is not None,
    )


def _facts(series: Series) -> tuple[list[tuple[Stated, bool]], list[str]]:
    """The figures that stand for their years, those that contradict each other as disputed, and what is said of them."""
    found: list[tuple[Stated, bool]] = []
    notes = []
    facts = Series(tuple(one for one in series.stated if one.figure.status == "actual"))
    for year in sorted({one.figure.year for one in facts.stated if one.figure.year}):
        choice = of_year(facts, year)
        if choice is None:
            continue
        if choice.note:
            notes.append(choice.note)
        found += [(choice.stated, False)] if choice.stated else []
        if choice.note:
            others = [one for one in facts.stated if one.figure.year == year]
            found += [(one, True) for one in _apart(others, choice.stated)]
    return found, notes


def _apart(stated: Sequence[Stated], chosen: Stated | None) -> Iterator[Stated]:
    """The figures of a year that the chosen one leaves open, each value once; all of them where none is chosen."""
    seen: set[Hashable] = set()
    for one in stated:
        key = (one.figure.value, one.figure.value_max, one.figure.bound)
        clash = chosen is None or not one.figure.interval.intersects(chosen.figure.interval)
        if clash and key not in seen:
            seen.add(key)
            yield one


def _links(drawn: Sequence[tuple[Stated, bool]]) -> Iterator[Link]:
    """The links between facts that stand for their years, and from the last of them to the first plan behind it."""
    facts = [n for n, (one, disputed) in enumerate(drawn) if not disputed and one.figure.status == "actual"]
    for before, after in pairwise(facts):
        yield Link(before, after, Series((drawn[before][0], drawn[after][0])).moved)
    last = facts[-1] if facts else None
    plans = (n for n, (one, _) in enumerate(drawn) if one.figure.status != "actual")
    for plan in plans:
        if last is not None and drawn[plan][0].figure.year > drawn[last][0].figure.year:
            yield Link(last, plan, Series((drawn[last][0], drawn[plan][0])).moved)
            return


def _id(series: Series) -> str:
    """`unicorns.count.园区`: what it is, its measure, whose and of what."""
    last = series.last
    name = last.claim.indicator if last.claim else last.wording.words[:LONGEST]
    definition = last.definition if last.claim else ""
    parts = (name, definition, last.figure.measure, series.scope, last.figure.base)
    return ".".join(part for text in parts if (part := _UNSAFE.sub("", text)))


def _named(charts: Sequence[Chart]) -> tuple[Chart, ...]:
    """The charts with ids of their own: a second one of a name ends in `-2`."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for chart in charts:
        seen[chart.id] += 1
        found.append(replace(chart, id=f"{chart.id}-{seen[chart.id]}") if seen[chart.id] > 1 else chart)
    return tuple(found)
