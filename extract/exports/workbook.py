"""One workbook for spreadsheets: a sheet for each table, one for the codebook; numbers as numbers, texts never run.

A workbook made of the same rows has the same bytes: no clock is read.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from extract.errors import OutputError
from extract.exports import codebook
from extract.exports.extras import needed
from extract.exports.formulas import runs
from extract.exports.typed import Record, typed
from extract.runs import Run
from extract.schema import TABLES

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FILE = "tables.xlsx"
MOST_ROWS = 2**20  # of a sheet, its header included
MOST_UNITS = 32_767  # UTF-16 code units in a cell
MOST_DIGITS = 15  # that a spreadsheet keeps of a number
WIDEST = 60  # a column, in characters
SAMPLED = 1_000  # rows that decide the width of a column
_MADE = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is to hold."""

    name: str
    header: tuple[str, ...]
    rows: Sequence[Record]


@dataclass(frozen=True, slots=True)
class _Styles:
    """How cells look; `inert` keeps a text a text when somebody edits its cell."""

    head: "Format"
    whole: "Format"
    inert: "Format"


def files_of(run: Run) -> Mapping[str, bytes]:
    """`tables.xlsx`; raises UsageError without its library, OutputError where a table is longer than a sheet."""
    sheets = [Sheet(name, TABLES[name].header, tuple(typed(name, rows))) for name, rows in run.rows.items()]
    return {FILE: workbook([*sheets, Sheet("codebook", codebook.HEADER, tuple(codebook.rows()))])}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of a workbook with these sheets."""
    with needed("xlsxwriter", "xlsx"):
        from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": "baogao", "created": _MADE})
        styles = _Styles(
            book.add_format({"bold": True, "bg_color": "#E7E6E6"}),
            book.add_format({"num_format": "0"}),
            book.add_format({"quote_prefix": True}),
        )
        for sheet in sheets:
            _fill(book.add_worksheet(sheet.name), sheet, styles)
    return file.getvalue()


def _fill(page: "Worksheet", sheet: Sheet, styles: _Styles) -> None:
    if len(sheet.rows) >= MOST_ROWS:
        message = f"{sheet.name} has {len(sheet.rows)} rows, a sheet holds {MOST_ROWS - 1} below its header"
        raise OutputError(message, advice="export fewer reports, or another format")
    for column, name in enumerate(sheet.header):
        page.write_string(0, column, name, styles.head)
    for number, record in enumerate(sheet.rows, 1):
        for column, value in enumerate(record):
            _write(page, number, column, value, styles)
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})


def _write(page: "Worksheet", row: int, column: int, value: Decimal | str | None, styles: _Styles) -> None:
    """One cell; a number of more digits than a spreadsheet keeps is written as the text that it is."""
    if isinstance(value, Decimal) and _digits(value) <= MOST_DIGITS:
        page.write_number(row, column, float(value), styles.whole if value == int(value) else None)
    elif value is not None:
        text = _fitting(f"{value:f}" if isinstance(value, Decimal) else value)
        page.write_string(row, column, text, styles.inert if runs(text) else None)


def _digits(value: Decimal) -> int:
    """How many digits a number has, zeros at its ends excepted.

    >>> [_digits(Decimal(number)) for number in ("33.33", "450000000", "0.10", "1234567890123456")]
    [4, 2, 1, 16]
    """
    return len(value.normalize().as_tuple().digits)


def _fitting(text: str) -> str:
    """The text, cut and ended with an ellipsis where a cell cannot hold it."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * MOST_UNITS else units[: 2 * MOST_UNITS - 2].decode("utf-16-le", "ignore") + "…"


def _widths(sheet: Sheet) -> Iterator[int]:
    """The width of each column by its first rows, in characters; the header leaves room for the button of its filter."""
    for column, name in enumerate(sheet.header):
        cells = (row[column] for row in sheet.rows[:SAMPLED])
        yield min(max(chain([len(name) + 4], (_width(str(cell)) + 2 for cell in cells if cell is not None))), WIDEST)


def _width(text: str) -> int:
    """The room that a text takes, a Chinese character that of two Latin ones."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text[:WIDEST])
