"""Libraries that only some formats need."""

from collections.abc import Iterator
from contextlib import contextmanager

from extract.errors import UsageError


@contextmanager
def needed(library: str, extra: str) -> Iterator[None]:
    """Where what is done inside finds the library missing, a UsageError says how to get it."""
    try:
        yield
    except ImportError as error:
        advice = f"pip install 'baogao[{extra}]'"
        raise UsageError(f"--format {extra} needs {library}, which is not installed", advice=advice) from error
