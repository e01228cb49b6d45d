"""Cells with the types of the column dictionary."""

from collections.abc import Iterator
from decimal import Decimal

from extract.schema import TABLES, Column
from extract.tables import Cells

Value = Decimal | str | None
Record = tuple[Value, ...]


def typed(table: str, rows: tuple[Cells, ...]) -> Iterator[Record]:
    """The rows of a table with exact numbers as numbers and empty cells as None."""
    columns = TABLES[table].columns
    for row in rows:
        yield tuple(map(_value, columns, row))


def _value(column: Column, cell: str) -> Value:
    if not cell:
        return None
    return cell if column.type == "text" else Decimal(cell)
