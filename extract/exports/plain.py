"""CSV: the tables byte for byte as `run` writes them."""

from collections.abc import Mapping

from extract.runs import Run
from extract.tables import files_of as tables_as_files


def files_of(run: Run) -> Mapping[str, bytes]:
    """`<table>.csv` for every table."""
    return tables_as_files(run.rows)
