"""Parquet: the data frames of the tables, as `extract.tables.tables` gives them."""

import io
from collections.abc import Mapping

from extract.exports.extras import needed
from extract.runs import Run
from extract.tables import frames_of


def files_of(run: Run) -> Mapping[str, bytes]:
    """`<table>.parquet` for every table; raises UsageError where the library is not installed."""
    files = {}
    for name, frame in frames_of(run.rows).items():
        file = io.BytesIO()
        with needed("pyarrow", "parquet"):
            frame.to_parquet(file, engine="pyarrow", index=False)
        files[f"{name}.parquet"] = file.getvalue()
    return files
