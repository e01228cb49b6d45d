"""Where a page comes from: a file, a web address, or standard input."""

import re
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote

from extract.errors import InputError, Place, UsageError
from extract.intake.kinds import too_large
from extract.intake.model import LARGEST, Arrival
from extract.intake.web import Policy, fetched, parts_of, without_credentials

STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:(?=//)|(?:file|ftp|data|mailto|javascript):", re.IGNORECASE)


def arrival(source: str, stdin: BinaryIO, policy: Policy) -> Arrival:
    """The page's bytes and what it is called; raises InputError or UsageError with the place that the caller named."""
    try:
        if source == STANDARD_INPUT:
            return Arrival(STANDARD_INPUT, "page", "", _bounded(stdin))
        return _from_web(source, policy) if _ADDRESS.match(source) else _from_file(Path(source))
    except (InputError, UsageError) as error:
        raise type(error)(error.message, Place(named_as(source)), error.advice) from error


def named_as(source: str) -> str:
    """The source as a message may show it: without credentials."""
    if source == STANDARD_INPUT:
        return "standard input"
    return without_credentials(source) if re.match(r"https?://", source, re.IGNORECASE) else source


def _from_web(url: str, policy: Policy) -> Arrival:
    parts = parts_of(url)
    name = PurePosixPath(unquote(parts.path)).stem
    return Arrival(without_credentials(url), name or str(parts.hostname), "", fetched(url, policy))


def _from_file(path: Path) -> Arrival:
    try:
        if path.is_dir():
            raise InputError("this is a folder", advice="name the report's file")
        if not path.exists():
            raise InputError("no such file", advice="name a file, a web address or - for standard input")
        if not path.is_file():
            raise InputError("this is no regular file", advice="give it as standard input: baogao add -")
        if path.stat().st_size > LARGEST:
            raise too_large(LARGEST)
        with path.open("rb") as file:
            return Arrival(path.name, path.stem, path.suffix, _bounded(file))
    except OSError as error:
        raise InputError(f"cannot read the file ({error.strerror or type(error).__name__})") from error


def _bounded(file: BinaryIO) -> bytes:
    """All bytes of the file; raises InputError where there are none or too many."""
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise too_large(LARGEST)
    if not data:
        raise InputError("the page is empty", advice="save the report's own page")
    return data
