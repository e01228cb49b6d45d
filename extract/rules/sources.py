"""Rule files as they are written: their values, and the line on which each stands."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import regex

from extract.errors import Place, RuleError

Path_ = tuple[str | int, ...]  # 1, "match", 0, "text": the text of the second rule's first match
_HEADER = regex.compile(r"\s*\[\[?\s*([\w.]+)\s*\]?\]")
_KEY = regex.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


@dataclass(frozen=True, slots=True)
class Source:
    """One TOML file of the rules folder; `raw` is empty where it cannot be read."""

    name: str
    raw: Mapping[str, Any]
    lines: Mapping[Path_, int]
    faults: tuple[RuleError, ...] = ()

    def place(self, *path: str | int, rule: str = "") -> Place:
        """Where a value stands: its own line, else that of what holds it."""
        known = (self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines)
        return Place(self.name, next(known, 0), 0, rule)


def read_source(path: Path) -> Source:
    """The file at a path; a file that is not TOML has a fault and no values."""
    try:
        text = path.read_bytes().decode("utf-8")
        return Source(path.name, tomllib.loads(text), dict(_lines(text)))
    except UnicodeDecodeError as error:
        fault = RuleError(f"not UTF-8 at byte {error.start}", Place(path.name), "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r" \(at line (\d+), column (\d+)\)", str(error))
        where = (int(found[1]), int(found[2])) if found else (0, 0)
        message = regex.sub(r" \(at .*\)", "", str(error))
        fault = RuleError(f"not valid TOML: {message}", Place(path.name, *where), "mend the line; quotes and brackets close")
    return Source(path.name, {}, {}, (fault,))


def meant(word: str, known: Iterable[object]) -> str:
    """`did you mean 'count'?` where something known is close to the word, else empty."""
    close = get_close_matches(word, [str(name) for name in known], 1)
    return f"did you mean {close[0]!r}?" if close else ""


def _lines(text: str) -> Iterator[tuple[Path_, int]]:
    """The line of each table and key: `[[rule]]`, its keys, `[[rule.match]]` in it and their keys."""
    table: Path_ = ()
    seen: dict[Path_, int] = {}
    quoted = False  # inside a string of several lines
    for number, line in enumerate(text.splitlines(), 1):
        if not quoted and (header := _HEADER.match(line)):
            table = _table(header[1].split("."), header[0].lstrip().startswith("[["), seen)
            yield table, number
        elif not quoted and (key := _KEY.match(line)):
            yield (*table, key[1]), number
        quoted ^= (line.count("'''") + line.count('"""')) % 2 == 1


def _table(names: list[str], is_list: bool, seen: dict[Path_, int]) -> Path_:
    """The path of a table by its header; a list's members are counted, each inside the last of what holds it."""
    path: Path_ = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in seen:
            path = (*path, seen[path])
    path = (*path, names[-1])
    if is_list:
        seen[path] = seen.get(path, -1) + 1
        return (*path, seen[path])
    return path
