"""Tables that a person annotated, to which rows are held."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from extract.errors import InputError, Place

# the cells that make a fact beside its place; an explained numeral is right where the person gave it to no table
CORE = {
    "percentages": ("value", "value_max", "bound", "measure"),
    "counts": ("value", "value_max", "bound", "unit"),
    "amounts": ("value", "value_max", "bound", "currency"),
    "companies": ("name",),
    "years": ("year", "kind"),
    "rankings": ("rank",),
    "numerals": ("table",),
}
PLACE = ("report", "start", "end")
Fact = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotated facts of each table, and the reports that were annotated."""

    facts: Mapping[str, frozenset[Fact]]
    reports: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> "Gold":
        """The tables of a folder, `percentages.csv` and so on; raises InputError where it holds none."""
        rows = {table: _read(folder / f"{table}.csv", table) for table in CORE if (folder / f"{table}.csv").is_file()}
        if not rows:
            raise InputError("no annotated tables", Place(str(folder)), "name a folder with percentages.csv and the like")
        facts = {table: frozenset(_fact(table, row) for row in found) for table, found in rows.items()}
        return cls(facts, frozenset(row["report"] for found in rows.values() for row in found))

    def agrees(self, table: str, row: Mapping[str, str]) -> bool | None:
        """Whether the annotated table has the row's fact; None where the report or the table was not annotated."""
        if row["report"] not in self.reports or table not in self.facts:
            return None
        return _fact(table, row) in self.facts[table]


def _read(path: Path, table: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, restval=""))
    missing = [column for column in (*PLACE, *CORE[table]) if rows and column not in rows[0]]
    if missing:
        raise InputError(f"no column {missing[0]}", Place(str(path), 1), "the columns are those of the table itself")
    return rows


def _fact(table: str, row: Mapping[str, str]) -> Fact:
    return tuple(_plain(row[column]) for column in (*PLACE, *CORE[table]))


def _plain(cell: str) -> str:
    """The cell; a number in one form, so that `12` and `12.0` are one."""
    try:
        return str(Decimal(cell).normalize())
    except InvalidOperation:
        return cell.strip()
