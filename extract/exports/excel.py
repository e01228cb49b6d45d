"""CSV that Excel opens with a double click: a byte-order mark so that it sees UTF-8, CRLF, and no text that it would run."""

from codecs import BOM_UTF8
from collections.abc import Mapping

from extract.exports.formulas import runs
from extract.runs import Run
from extract.schema import TABLES
from extract.tables import Cells, csv_bytes


def files_of(run: Run) -> Mapping[str, bytes]:
    """`<table>.csv` for every table."""
    return {f"{name}.csv": _file(name, rows) for name, rows in run.rows.items()}


def _file(name: str, rows: tuple[Cells, ...]) -> bytes:
    texts = [column.type == "text" for column in TABLES[name].columns]
    inert = ([_inert(cell) if text else cell for text, cell in zip(texts, row, strict=True)] for row in rows)
    return BOM_UTF8 + csv_bytes(TABLES[name].header, inert, end="\r\n")


def _inert(cell: str) -> str:
    """The text behind an apostrophe, `'-2%`, where Excel would compute it."""
    return f"'{cell}" if runs(cell) else cell
