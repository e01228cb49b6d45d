"""Puts a text and its line of `sources.csv` into `raw/` together or not at all.

    raw/.baogao-added        1. the text, not yet a report
    raw/sources.csv          2. its line; from this rename on, the report is added
    raw/2026.txt             3. the text, moved to its place

A kill between 1 and 2 leaves a text that nobody knows, which the next call drops; one between 2 and 3 a line whose text
waits, which the next call moves. No other command sees either.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from extract.errors import OutputError, Place
from extract.intake.sources import NAME, Entry, entries_in, rendered
from extract.sets import locked, sync, write

ADDED, LIST = ".baogao-added", ".baogao-sources"


@contextmanager
def opened(folder: Path) -> Iterator[None]:
    """The folder made, locked against other calls and mended; raises OutputError where the system refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            _mend(folder)
            yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot keep the report here ({reason})", Place(str(folder)), "name another with --raw"
        ) from error


def put(folder: Path, entry: Entry, text: bytes) -> Path:
    """The text in its place, its line in the list; the folder is opened, and no report has that id."""
    others = [other for other in entries_in(folder) if other.id != entry.id]
    write(folder / ADDED, text)
    write(folder / LIST, rendered([*others, entry]))
    sync(folder)
    os.replace(folder / LIST, folder / NAME)
    sync(folder)
    return _move(folder, entry)


def _mend(folder: Path) -> None:
    """Finishes what a killed call had added, drops what it had only begun."""
    (folder / LIST).unlink(missing_ok=True)
    waiting = folder / ADDED
    if not waiting.exists():
        return
    sha = sha256(waiting.read_bytes()).hexdigest()
    for entry in entries_in(folder):
        if entry.text_sha256 == sha and not (folder / entry.file).exists():
            _move(folder, entry)
            return
    waiting.unlink()


def _move(folder: Path, entry: Entry) -> Path:
    path = folder / entry.file
    os.replace(folder / ADDED, path)
    sync(folder)
    return path
