"""`raw/sources.csv`: where each text that was added came from."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from extract.errors import InputError, Place
from extract.tables import cells_of, csv_bytes

NAME = "sources.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `origin` is a file name, a web address or `-`; `sha256` is of the page as it came, `text_sha256` of the
    text as it was put into `raw/`, which is what `reports.csv` says of it; `added` is in UTC.
    """

    id: str
    origin: str
    added: str
    format: str
    sha256: str
    text_sha256: str
    encoding: str
    tool: str

    @property
    def file(self) -> str:
        """The name of the text in `raw/`."""
        return f"{self.id}.txt"


HEADER = tuple(field.name for field in fields(Entry))


def entries_in(folder: Path) -> tuple[Entry, ...]:
    """The entries of a folder, none where it has no list; raises InputError at the first line that is not one."""
    path = folder / NAME
    if not path.exists():
        return ()
    header, *rows = cells_of(path.read_bytes()) or [[]]
    if tuple(header) != HEADER:
        raise InputError(f"header is {','.join(header)!r}", Place(str(path), 1), f"write {','.join(HEADER)!r}")
    if wrong := [number for number, row in enumerate(rows, 2) if len(row) != len(HEADER)]:
        raise InputError(f"not {len(HEADER)} cells", Place(str(path), wrong[0]), "mend the line, or take it out")
    return tuple(Entry(*row) for row in rows)


def rendered(entries: Iterable[Entry]) -> bytes:
    """The list as a file, sorted by id."""
    return csv_bytes(HEADER, sorted(map(astuple, entries)))
