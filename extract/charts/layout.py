"""Where everything of a chart goes, in points: its size, its words, its axes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract.charts.model import Chart, Point
from extract.charts.said import MEASURES, Language, reason_said
from extract.panel.figures import Figure
from extract.panel.shown import shortened, value_words, width

WIDE, HIGH = 320, 190  # a chart without its title and notes
LEFT, RIGHT, TOP, BOTTOM = 44, 14, 26, 24  # what its axes leave free there
LINE, TITLE, NOTE = 15, 13, 9  # height of a line; sizes of type
BESIDE = 15  # from a fact to the plan for its year
_CELLS = 44  # cells of a terminal that a line of the title holds
_NOTE_CELLS = 62
_LABEL = 18  # cells that the words of a value take at most
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_CURRENCIES = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑", "TWD": "新台币"}


@dataclass(frozen=True, slots=True)
class Words:
    """The lines of words above and below a chart in one language."""

    language: Language
    title: tuple[str, ...]
    place: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The axis of values: what they are divided by, their unit, its ends after the division."""

    divisor: Decimal
    unit: str
    low: float
    high: float

    def of(self, value: Decimal) -> float:
        """Where a value stands on the axis."""
        return float(value / self.divisor)


def words_of(chart: Chart, language: Language) -> Words:
    """The title, whose figures they are, and why years cannot be compared."""
    name = chart.english if language == "en" and chart.english else chart.chinese
    notes = [f"≠ {reason_said(reason).by(language)}" for reason in chart.reasons]
    notes += [reason_said(note).by(language) for note in chart.notes]
    lines = [line for note in notes for line in _folded(note, _NOTE_CELLS)]
    return Words(language, _folded(name, _CELLS)[:3], shortened(place_of(chart, language), _NOTE_CELLS - 10), tuple(lines))


def place_of(chart: Chart, language: Language) -> str:
    """`占比 · 园区 · 全市`: which measure, whose, of or against what."""
    return " · ".join(filter(None, (MEASURES[chart.measure].by(language), chart.scope, chart.base)))


def _folded(text: str, widest: int) -> tuple[str, ...]:
    """The text in lines of at most so many cells of a terminal, broken anywhere, for Chinese has no blanks."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and width(lines[-1] + word.rstrip()) > widest:
            lines.append("")
        lines[-1] += word
    return tuple(line.rstrip() for line in lines)


def _words(text: str) -> list[str]:
    """The pieces at whose ends a line may break: each wide character, each run of others with its blank."""
    pieces: list[str] = []
    for character in text:
        narrow = width(character) < 2
        if pieces and narrow and width(pieces[-1][-1]) < 2 and pieces[-1][-1] != " ":
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def label_of(point: Point) -> str:
    """The figure as the text prints it (`超千个`), in other words where that is long."""
    text = drawable(point.figure.text)
    return text if width(text) <= _LABEL else drawable(shortened(unlimited(point.figure), _LABEL))


def unlimited(figure: Figure) -> str:
    """The figure as a number with its unit, without what limits it: `1000个` for 超千个."""
    return value_words(replace(figure, bound="exact"))


def drawable(text: str) -> str:
    """The text on one line, with what no SVG may hold as a mark that says so."""
    kept = "".join(c if c.isprintable() or c == " " else "\ufffd" if not c.isspace() else " " for c in text)
    return " ".join(kept.split())


def scale_of(chart: Chart) -> Scale:
    """The axis that holds all points with what they leave open; of standings the first is at its top."""
    ends = [end for point in chart.points for end in reach_of(point)]
    largest = max((abs(end) for end in ends), default=Decimal(1))
    found = ((by, name) for by, name in _SCALES if largest >= by and chart.measure in ("count", "amount"))
    divisor, name = next(found, (Decimal(1), ""))
    low, high = float(min(ends) / divisor), float(max(ends) / divisor)
    unit = drawable(shortened(f"{name}{_CURRENCIES.get(chart.unit, chart.unit)}", _LABEL))
    if chart.measure == "rank":
        return Scale(divisor, "位次", max(high * 1.3, 3.6), 0.3)  # the first stands at the top
    return Scale(divisor, unit, *_ends(min(low, 0.0), max(high, 0.0)))


def _ends(low: float, high: float) -> tuple[float, float]:
    """Both ends with room for arrows and words."""
    span = high - low or 1.0
    return low - span * 0.24 if low < 0 else 0.0, high + span * (0.24 if high > 0 else 0.12)


def place_in_time(chart: Chart, number: int, years: tuple[int, int]) -> float:
    """Where a point stands on the axis of years: at its year, a plan beside the fact of that year."""
    point = chart.points[number]
    first, last = years
    beside = point.is_planned and any(one.year == point.year and not one.is_planned for one in chart.points)
    return point.year + (BESIDE * (last - first + 1) / (WIDE - LEFT - RIGHT) if beside else 0)


def reach_of(point: Point) -> Sequence[Decimal]:
    """The values between which its mark stands: a whisker, a band or a bar has two ends of its own."""
    figure = point.figure
    ends = [figure.value, *([figure.value_max] if figure.value_max is not None else [])]
    if figure.bound in ("about", "order_of"):
        ends += [figure.interval.low, figure.interval.high]
    return ends
