"""Sets of tables compared row by row: which rows a change gains, loses or alters, in words for a terminal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extract.schema import PANELS, TABLES
from extract.sets import MANIFEST, read_set
from extract.tables import cells_of

if TYPE_CHECKING:
    from pandas import DataFrame

Record = Mapping[str, str]
SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
AROUND = 12  # characters of the sentence shown on either side of the text
WIDEST = 40  # characters of a cell shown
_PLACE_KEY = ("report", "start", "end")
_KEYS = {  # what makes two rows the same row, beside their place
    "reports": ("report",),
    "evidence": (*_PLACE_KEY, "table", "row", "field"),
    "findings": (*_PLACE_KEY, "code"),
    "repairs": (*_PLACE_KEY, "kind"),
}
_UNTOLD = {"report", "line", "start", "end", "text", "raw_text", "sentence"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is gained, lost or changed; `cells` holds column, old and new value of the cells that tell."""

    kind: Literal["gained", "lost", "changed"]
    table: str
    row: Record
    cells: tuple[tuple[str, str, str], ...]

    def __str__(self) -> str:
        """`~ counts 2024:12 超千个: value 1000 → 1001 「…科技项目超千个…」`."""
        text = self.row.get("text", "")
        cells = ", ".join(_cell(self.kind, *cell) for cell in self.cells)
        sentence = _shortened(self.row.get("sentence", ""), text)
        head = f"{SIGNS[self.kind]} {self.table} {_where(self.row)} {_line(text)}".rstrip()
        return f"{head}: {cells}" + (f" 「{sentence}」" if sentence else "")


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two sets; `rewritten` names files that differ though no row does."""

    changes: tuple[Change, ...]
    rewritten: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.rewritten)

    def __str__(self) -> str:
        """The counts in one line, then one line for each row and file."""
        counts = ", ".join(f"{sum(c.kind == kind for c in self.changes)} {kind}" for kind in SIGNS)
        files = (f"= {name}: other bytes, though no row differs" for name in self.rewritten)
        return "\n".join([counts, *(f"  {line}" for line in (*map(str, self.changes), *files))])


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether tables are as they should be, and in words how far they are not."""

    same: bool
    words: str


def compare(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Difference:
    """What turns the old set into the new one; a table that a set lacks has no rows there."""
    changes = tuple(
        change
        for name in TABLES
        if old.get(f"{name}.csv") != new.get(f"{name}.csv")
        for change in _changes(name, _frame(name, old), _frame(name, new))
    )
    told = {f"{change.table}.csv" for change in changes}
    panels = {f"{name}.csv" for name in PANELS}  # made of the set's own tables, which are compared
    names = (old.keys() | new.keys()) - panels
    differing = sorted(name for name in names if old.get(name) != new.get(name))
    return Difference(changes, tuple(name for name in differing if name not in told))


def review(output: Path, files: Mapping[str, bytes]) -> Verdict:
    """The given files against the set in the output folder and against the approved one where there is one."""
    golden = golden_of(output)
    verdicts = [examine(folder, files) for folder in (output, golden) if folder == output or folder.is_dir()]
    return Verdict(all(verdict.same for verdict in verdicts), "\n".join(verdict.words for verdict in verdicts))


def golden_of(output: Path) -> Path:
    """Where the approved tables stand: `tests/golden` beside the output folder."""
    return output.parent / "tests" / "golden"


def examine(folder: Path, files: Mapping[str, bytes]) -> Verdict:
    """The given files against the set in a folder."""
    found = read_set(folder)
    wrong = [f"{folder / name}: {_fault(name)}" for name in found.altered]
    if not found.files:
        wrong.append(f"{folder}: no set of tables stands here yet")
    difference = compare(found.files, files)
    if not wrong and not difference:
        return Verdict(True, f"{folder}: as the reports and rules give it now")
    return Verdict(False, "\n".join([*wrong, *([f"{folder}: {difference}"] if difference else [])]))


def _fault(name: str) -> str:
    if name == MANIFEST:
        return "missing, so nothing says that these tables are of one set"
    return "not as it was written: edited by hand, or of another set"


def _frame(name: str, files: Mapping[str, bytes]) -> "DataFrame":
    """A table's cells as text, in schema order whatever the file holds; a short row is filled with empty cells."""
    import pandas

    header, *rows = cells_of(files.get(f"{name}.csv", b"")) or [[]]
    records = [dict(zip(header, row, strict=False)) for row in rows]
    columns = dict.fromkeys((*TABLES[name].header, *header))
    return pandas.DataFrame(records, columns=list(columns), dtype=object).fillna("")


def _changes(name: str, old: "DataFrame", new: "DataFrame") -> list[Change]:
    """The changes of one table, in the order of its rows."""
    changes = [_change(name, before, after) for before, after in _paired(name, *_apart(old, new))]
    return sorted(changes, key=lambda change: _place(change.row))


def _change(name: str, before: Record | None, after: Record | None) -> Change:
    if before and after:
        return Change("changed", name, after, _differing(before, after))
    row = before or after or {}
    cells = tuple((column, cell, cell) for column, cell in row.items() if cell and column not in _UNTOLD)
    return Change("lost" if before else "gained", name, row, cells)


def _place(row: Record) -> tuple[str, int]:
    start = row.get("start", "")
    return row["report"], int(start) if start.isdecimal() else 0


def _apart(old: "DataFrame", new: "DataFrame") -> tuple[list[Record], list[Record]]:
    """The rows that stand only in the old table and only in the new one; equal rows are counted off."""
    columns = list(dict.fromkeys((*old.columns, *new.columns)))
    sides = [side.reindex(columns=columns, fill_value="") for side in (old, new)]
    counted = [side.assign(nth=side.groupby(columns).cumcount()) for side in sides]
    merged = counted[0].merge(counted[1], how="outer", on=[*columns, "nth"], indicator="side")

    def only(side: str) -> list[Record]:
        rows = merged.loc[merged["side"] == side, columns].itertuples(index=False, name=None)
        return [dict(zip(columns, row, strict=True)) for row in rows]

    return only("left_only"), only("right_only")


def _paired(name: str, lost: list[Record], gained: list[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Rows of one key before and after, each lost one with the gained one that shares most cells, or alone."""
    waiting: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    key = itemgetter(*_KEYS.get(name, _PLACE_KEY))
    for row in gained:
        waiting[key(row)].append(row)
    for row in lost:
        rivals = waiting[key(row)]
        best = min(rivals, key=lambda rival: len(_differing(row, rival)), default=None)
        rivals[:] = [rival for rival in rivals if rival is not best]
        yield row, best
    yield from ((None, row) for rivals in waiting.values() for row in rivals)


def _differing(before: Record, after: Record) -> tuple[tuple[str, str, str], ...]:
    return tuple((column, before[column], after[column]) for column in after if before[column] != after[column])


def _where(row: Record) -> str:
    """`2024:12` with the line, `2024@345` with the offset where a table has no lines, `2024` where it has neither."""
    return row["report"] + (f":{row['line']}" if "line" in row else f"@{row['start']}" if "start" in row else "")


def _cell(kind: str, column: str, old: str, new: str) -> str:
    if kind != "changed":
        return f"{column} {_line(new)}"
    return f"{column} {_line(old) or '∅'} → {_line(new) or '∅'}"


def _line(cell: str) -> str:
    """The cell on one line, its tail cut where it is long."""
    cell = " ".join(cell.split())
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"


def _shortened(sentence: str, text: str) -> str:
    """The sentence around the text, `…新增科技项目超千个，同比…`."""
    at = max(sentence.find(text), 0)
    start, end = max(at - AROUND, 0), at + len(text) + AROUND
    return ("…" if start else "") + _line(sentence[start:end]) + ("…" if end < len(sentence) else "")
