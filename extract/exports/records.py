"""JSON: for every table a list of records, a line each, with exact numbers and null for an empty cell."""

from collections.abc import Iterator, Mapping

from extract.exports.typed import typed
from extract.runs import Run
from extract.schema import TABLES
from extract.tables import Cells


def files_of(run: Run) -> Mapping[str, bytes]:
    """`<table>.json` for every table; the keys of a record are in the order of the columns."""
    return {f"{name}.json": b"[\n" + b",\n".join(_records(name, rows)) + b"\n]\n" for name, rows in run.rows.items()}


def _records(name: str, rows: tuple[Cells, ...]) -> Iterator[bytes]:
    import msgspec

    encoder = msgspec.json.Encoder(decimal_format="number")
    for record in typed(name, rows):
        yield encoder.encode(dict(zip(TABLES[name].header, record, strict=True)))
