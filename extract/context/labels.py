"""Years: what each label says, and which label governs a figure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.lexicons import Lexicons
from extract.models import Mention, Sentence, Span

REACHES = ("sentence", "clause", "figure", "none")


@dataclass(frozen=True, slots=True)
class Label:
    """A year label and how far it governs: `year` is empty for a span of years, which governs with the report's year."""

    span: Span
    year: str
    year_max: str
    kind: str
    reach: str
    rule: str
    relative: str = ""


@dataclass(frozen=True, slots=True)
class Governed:
    """The year that governs a place, and the label it came from (None: the report's own year)."""

    year: str
    label: Label | None


def report_year(labels: Iterable[tuple[Label, bool]], published: str, parts: int) -> str:
    """The year a text reports on: the one most of its labels name, those that open a line counting thrice.

    `parts` is how often a line opens with a part of a year without naming it (`上半年，`): that is the year of publication.

    Labels after the publication year are targets and do not count; of two equal ones the earlier wins. A year since when
    something is so (`2021年以来`) is asked last.
    """
    votes: Counter[str] = Counter()
    since: Counter[str] = Counter()
    if published and parts:
        votes[published] += 3 * parts
    for label, opens in labels:
        late = published and label.year > published
        if label.relative or late or label.kind == "range":
            continue
        if label.kind == "since":
            since[label.year] += 1
        elif label.kind == "title" or label.reach == "sentence":
            votes[label.year] += 3 if opens and label.kind == "reference" else 1
    counted = votes or since
    best = max(counted.values(), default=0)
    return min((year for year, count in counted.items() if count == best), default="")


def resolve(labels: Sequence[Label], relative: Lexicons, writing: str, report: str) -> tuple[Label, ...]:
    """The labels of one sentence with their relative ones (`去年`, `当年`) counted from their anchors."""
    done: list[Label] = []
    for label in labels:
        if not label.relative:
            done.append(label)
            continue
        notes = relative["relative-years"].notes
        under = next((d.year for d in reversed(done) if d.year and d.reach == "sentence"), "") or report
        anchor = writing if notes.get(label.relative, "writing") == "writing" else under
        year = str(int(anchor) + int(label.year)) if anchor else ""
        done.append(Label(label.span, year, year, label.kind, label.reach, label.rule, label.relative))
    return tuple(done)


def label_of(mention: Mention, settings: Mapping[str, str]) -> Label:
    """A year mention as a label; `settings` are its rule's `set`."""
    quantity = mention.quantity
    relative = quantity.unit if not quantity.numerals or quantity.value < 1000 else ""
    last = quantity.value if quantity.value_max is None else quantity.value_max
    kind = settings.get("kind", "reference")
    if relative and kind == "reference":
        kind = "relative"
    kind = "range" if quantity.value_max is not None else kind
    return Label(
        mention.span, str(quantity.value), str(last), kind, settings.get("reach", "sentence"), mention.rule, relative
    )


def governing(sentence: Sentence, place: Span, labels: Sequence[Label], outer: Governed, report: str) -> Governed:
    """The year of a figure: its clause's labels, else those before it in its stretch between semicolons, else `outer`."""
    clause = sentence.clause(place)
    figure = [label for label in labels if label.reach == "figure" and label.span.end <= place.start]
    if figure and _next_figure(sentence, figure[-1].span) == place.start:
        return _of(figure[-1], report)
    inside = [label for label in labels if clause.holds(label.span) and label.reach in ("sentence", "clause")]
    left = [label for label in inside if label.span.end <= place.start]
    if left or inside:
        return _of(left[-1] if left else inside[0], report)
    floor = sentence.span.start + sentence.text.rfind("；", 0, place.start - sentence.span.start) + 1
    before = [label for label in labels if label.reach == "sentence" and floor <= label.span.start < place.start]
    return _of(before[-1], report) if before else outer


def _next_figure(sentence: Sentence, after: Span) -> int:
    starts = [q.span.start for q in sentence.quantities if q.span.start >= after.end]
    return min(starts, default=-1)


def _of(label: Label, report: str) -> Governed:
    spans = label.kind == "since" or (label.kind == "range" and label.year != label.year_max)
    return Governed(report if spans else label.year, label)
