"""A comparison for people and for programs: lines for a terminal, JSON, CSV."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.decimals import plain
from extract.panel.change import Change
from extract.panel.compare import Comparison, Line
from extract.panel.firms import Firm
from extract.panel.series import Stated
from extract.panel.shown import change_words, grid, shortened, value_words
from extract.tables import csv_bytes

COLUMNS = (
    *("found", "indicator", "name", "scope", "base", "measure", "unit"),
    *("before", "before_max", "before_bound", "before_year", "after", "after_max", "after_bound", "after_year"),
    *("change", "change_low", "change_high", "change_unit", "comparable", "reason"),
)


def printed(comparison: Comparison, shape: str) -> str:
    """The comparison as `lines`, `csv` or `json`."""
    return {"lines": words, "csv": as_csv, "json": as_json}[shape](comparison)


def words(comparison: Comparison) -> str:
    """The comparison as lines: pairs with their changes, newcomers, what is gone, doubts, companies."""
    return "\n".join(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    before, after = comparison.before, comparison.after
    moved = sum(bool(line.reasons) for line in comparison.pairs)
    yield f"{before} → {after}: {len(comparison.pairs)} in both, {moved} of them not comparable"
    yield from _block("", ("indicator", "measure", "scope", "base", before, after, "change"), map(_pair, comparison.pairs))
    for title, lines in ((f"new in {after}", comparison.new), (f"not in {after}", comparison.gone)):
        yield from _block(f"{title}: {len(lines)}" if lines else "", (), map(_single, lines))
    yield from _block("doubtful" if comparison.doubts else "", (), ([doubt] for doubt in comparison.doubts))
    firms = comparison.firms
    counts = f"{len(firms.new)} new, {len(firms.gone)} gone, {len(firms.staying)} staying"
    rows = [
        _firm(sign, firm)
        for sign, group in zip("+-=", (firms.new, firms.gone, firms.staying), strict=True)
        for firm in group
    ]
    yield from _block(f"companies: {counts}", (), rows)


def _block(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A title with an empty line before it and its rows below it, indented; nothing for neither."""
    listed = [*([header] if header else []), *rows]
    if title:
        yield from ("", title)
    if len(listed) > bool(header):
        yield from (f"  {line}" for line in grid(listed))


def _pair(line: Line) -> tuple[str, ...]:
    return (*_head(line), _dated(line.before), _dated(line.after), _change(line))


def _single(line: Line) -> tuple[str, ...]:
    return (*_head(line), _dated(line.latest))


def _head(line: Line) -> tuple[str, ...]:
    figure = line.latest.figure
    return shortened(line.name), figure.measure, line.scope, figure.base


def _dated(stated: Stated | None) -> str:
    """The value, with its year where that is not the report's own; empty for none."""
    if stated is None:
        return ""
    figure = stated.figure
    shown = value_words(figure)
    return f"{shown} ({figure.year})" if figure.report_year and figure.year not in ("", figure.report_year) else shown


def _change(line: Line) -> str:
    if line.reasons:
        return f"not comparable: {'; '.join(line.reasons)}"
    said = change_words(line.change) if line.change else "unknown"
    return f"{said} ({'; '.join(line.notes)})" if line.notes else said


def _firm(sign: str, firm: Firm) -> tuple[str, ...]:
    before, after = (", ".join(roles) for roles in (firm.before, firm.after))
    return (f"{sign} {firm.name}", f"{before} → {after}" if before and after and before != after else after or before)


def as_json(comparison: Comparison) -> str:
    """The comparison for programs."""
    firms = comparison.firms
    content = {
        "before": comparison.before,
        "after": comparison.after,
        "indicators": [*map(_record, _all(comparison))],
        "doubts": comparison.doubts,
        "companies": {
            name: [{"name": firm.name, "before": firm.before, "after": firm.after} for firm in group]
            for name, group in (("new", firms.new), ("gone", firms.gone), ("staying", firms.staying))
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_csv(comparison: Comparison) -> str:
    """The indicators of a comparison as CSV, with COLUMNS."""
    return csv_bytes(COLUMNS, (tuple(_record(line).values()) for line in _all(comparison))).decode()


def _all(comparison: Comparison) -> tuple[Line, ...]:
    return (*comparison.pairs, *comparison.new, *comparison.gone)


def _record(line: Line) -> Mapping[str, str]:
    """One line by COLUMNS; a change that has no end is `-Infinity` or `Infinity`."""
    figure = line.latest.figure
    found = "both" if line.before and line.after else "after" if line.after else "before"
    cells = (
        *(found, line.indicator, line.name, line.scope, figure.base, figure.measure, figure.unit),
        *(*_side(line.before), *_side(line.after)),
        *_changed(line.change),
        *("" if found != "both" else "no" if line.reasons else "yes", "; ".join((*line.reasons, *line.notes))),
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _changed(change: Change | None) -> tuple[str, ...]:
    if change is None:
        return ("", "", "", "")
    exact = plain(change.exact) if change.exact is not None else ""
    return exact, plain(change.interval.low), plain(change.interval.high), change.unit


def _side(stated: Stated | None) -> tuple[str, ...]:
    if stated is None:
        return ("", "", "", "")
    figure = stated.figure
    value_max = plain(figure.value_max) if figure.value_max is not None else ""
    return plain(figure.value), value_max, figure.bound, figure.year
