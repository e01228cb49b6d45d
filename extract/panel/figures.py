"""The figures of a set of tables: shares, counts, sums and standings as values of one shape."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from extract.intervals import Interval, interval_of, step_of
from extract.models import Bound
from extract.tables import cells_of

Record = Mapping[str, str]
Records = Mapping[str, Sequence[Record]]
Measure = Literal["count", "amount", "share", "growth", "points", "rate", "rank"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
POINTS: frozenset[Measure] = frozenset(("share", "growth", "points", "rate"))
"""What is printed in percent or points and changes by points."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report with the cells that say what it is; offsets count characters of the raw text.

    `unit` is the measure word, the currency, `%`, `百分点` or `位`; `base` of a standing is among whom it is one. `holder`
    is the company whose figure it is, and then the figure is nobody else's.
    """

    report: str
    report_year: str
    measure: Measure
    indicator: str
    scope: str
    base: str
    holder: str
    year: str
    value: Decimal
    value_max: Decimal | None
    bound: Bound
    unit: str
    status: str
    start: int
    end: int
    text: str
    rule: str

    @property
    def interval(self) -> Interval:
        """What the figure leaves open as it is printed."""
        step = Decimal(0) if self.measure == "rank" else step_of(self.text, self.value)
        return interval_of(self.value, self.bound, self.value_max, step)

    @property
    def is_plain(self) -> bool:
        """Whether the text gives one number and limits it in no way."""
        return self.bound == "exact" and self.value_max is None


def records_of(files: Mapping[str, bytes]) -> Records:
    """The rows of every CSV file by table name, each row by its columns."""
    found = {}
    for name, data in files.items():
        header, *rows = cells_of(data) or [[]]
        found[name.removesuffix(".csv")] = [dict(zip(header, row, strict=False)) for row in rows]
    return found


def figures_of(records: Records) -> tuple[Figure, ...]:
    """The figures of all reports in the order of their places; numbers that only bound a class are none."""
    years = {record["report"]: record["report_year"] for record in records.get("reports", ())}
    holders = _Holders.of(records.get("companies", ()))
    found = [
        _figure(measure, record, years.get(record["report"], ""), holders)
        for table, measures in _TABLES.items()
        for record in records.get(table, ())
        for measure in [_measure(record, measures)]
        if record.get("status") != "threshold" and record.get(_VALUE.get(table, "value"))
    ]
    return tuple(sorted(found, key=lambda figure: (figure.report, figure.start, figure.end, figure.measure)))


_TABLES: Mapping[str, Measure] = {"percentages": "share", "counts": "count", "amounts": "amount", "rankings": "rank"}
_VALUE = {"rankings": "rank"}


def _measure(record: Record, of_table: Measure) -> Measure:
    said = record.get("measure", "")
    return next((measure for measure in MEASURES if measure == said), of_table)


def _figure(measure: Measure, record: Record, report_year: str, holders: "_Holders") -> Figure:
    is_rank = measure == "rank"
    value_max = record.get("value_max", "")
    scope = "" if is_rank else record.get("scope", "")
    return Figure(
        report=record["report"],
        report_year=report_year,
        measure=measure,
        indicator=record["indicator"],
        scope=scope,
        base=record.get("scope" if is_rank else "base", ""),
        holder=record.get("holder", "") or ("" if scope else holders.of_figure(record)),
        year=record["year"],
        value=Decimal(record["rank" if is_rank else "value"]),
        value_max=Decimal(value_max) if value_max else None,
        bound=_bound(record.get("bound", "")),
        unit=_unit(measure, record),
        status=record["status"],
        start=int(record["start"]),
        end=int(record["end"]),
        text=record["text"],
        rule=record.get("rule", ""),
    )


def _bound(cell: str) -> Bound:
    known: tuple[Bound, ...] = get_args(Bound)
    return next((bound for bound in known if bound == cell), "exact")


def _unit(measure: Measure, record: Record) -> str:
    match measure:
        case "count":
            return record["unit"]
        case "amount":
            return record["currency"]
        case "rank":
            return "位"
        case "points":
            return "百分点"
        case _:
            return "%"


@dataclass(frozen=True, slots=True)
class _Holders:
    """The companies that sentences name, each with where: a figure without scope behind one is taken for the company's."""

    mentions: Mapping[tuple[str, str, str], Sequence[Record]]

    @classmethod
    def of(cls, companies: Sequence[Record]) -> "_Holders":
        mentions: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
        for record in companies:
            if record["role"] != "榜单发布":  # who publishes a list is not who stands on it
                mentions[_sentence(record)].append(record)
        return cls(mentions)

    def of_figure(self, record: Record) -> str:
        """The company named last before the figure in the same part of its sentence, else nothing.

        `甲川智能收入增长20%；全县税收增长3%`: the growth of 收入 is 甲川智能's, that of 税收 is not.
        """
        before = [m for m in self.mentions.get(_sentence(record), ()) if int(m["start"]) < int(record["start"])]
        return next((m["name"] for m in reversed(before) if self._together(m, record)), "")

    @staticmethod
    def _together(mention: Record, record: Record) -> bool:
        parts: Iterator[str] = iter(record.get("sentence", "").split("；"))
        return any(mention["text"] in part and record["text"] in part for part in parts)


def _sentence(record: Record) -> tuple[str, str, str]:
    return record["report"], record.get("line", ""), record.get("sentence", "")
