"""What a chart shows, apart from how it is drawn: one indicator's figures by year, and what stands between them."""

from dataclasses import dataclass

from extract.panel.figures import Figure, Measure


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a chart; a disputed one is contradicted by another figure of its year."""

    figure: Figure
    year: int
    disputed: bool = False

    @property
    def is_planned(self) -> bool:
        """Whether it is a forecast or a target, and no fact."""
        return self.figure.status != "actual"


@dataclass(frozen=True, slots=True)
class Link:
    """Two points next to each other in time, by their numbers; `reasons` say why they cannot be compared."""

    before: int
    after: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one indicator, owner, base and measure over the years.

    `id` names it among all charts of a panel; `english` is empty where no canonical indicator knows it. Points are in
    the order of their years, links join facts by year and the last fact to the first plan behind it.
    """

    id: str
    chinese: str
    english: str
    scope: str
    base: str
    measure: Measure
    unit: str
    points: tuple[Point, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    is_canonical: bool

    @property
    def years(self) -> tuple[int, ...]:
        """The years of its points, each once, in order."""
        return tuple(sorted({point.year for point in self.points}))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why some of its years cannot be compared, each said once."""
        return tuple(dict.fromkeys(reason for link in self.links for reason in link.reasons))

    @property
    def is_planned(self) -> bool:
        """Whether it shows a forecast or a target."""
        return any(point.is_planned for point in self.points)
