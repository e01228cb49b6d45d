"""The id of a report, which is the name of its file in `raw/`."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from extract.errors import UsageError

_SAFE = re.compile(r"\w(?:[\w.\-]{0,62}\w)?")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # names that Windows keeps for itself


@dataclass(frozen=True, slots=True)
class Choice:
    """An id and where it comes from, as words."""

    id: str
    why: str


def chosen(given: str, year: str, spoken: str, name: str, taken: Collection[str]) -> Choice:
    """The given id, else the first free one of the given year, the year that the text speaks of, and the page's name.

    >>> chosen("", "2026", "2025", "work report", {"2026", "2025"})
    Choice(id='work-report', why='the name of the page')
    """
    if given:
        return Choice(_free(checked(given), taken), "given with --id")
    defaults = tuple(_defaults(year, spoken, name))
    for choice in defaults:
        if not _is_taken(choice.id, taken):
            return choice
    tried = " and ".join(choice.id for choice in defaults)
    raise UsageError(f"{tried} are taken" if tried else "neither year nor name can be the id", advice="give one with --id")


def _defaults(year: str, spoken: str, name: str) -> Iterator[Choice]:
    if year:
        yield Choice(year, "given with --year")
    if spoken and spoken != year:
        yield Choice(spoken, "the year that the text speaks of")
    if slug := slug_of(name):
        yield Choice(slug, "the name of the page")


def slug_of(name: str) -> str:
    """A name as an id, empty where nothing of it can be one.

    >>> slug_of("../2026 工作报告（终稿）"), slug_of("***")
    ('2026-工作报告-终稿', '')
    """
    slug = re.sub(r"\W+", "-", unicodedata.normalize("NFC", name)).strip("-_")[:60].strip("-_")
    return slug if slug and not _RESERVED.fullmatch(slug) else ""


def checked(given: str) -> str:
    """The id; raises UsageError where it is no safe file name on every system."""
    given = unicodedata.normalize("NFC", given)
    if not _SAFE.fullmatch(given) or _RESERVED.fullmatch(given) or given.startswith("_"):
        raise UsageError(f"{given!r} is no id", advice="use letters, digits, - and . within, at most 64 characters")
    return given


def _free(given: str, taken: Collection[str]) -> str:
    if _is_taken(given, taken):
        raise UsageError(
            f"a report with the id {given} is here already", advice="give another with --id, or remove that one first"
        )
    return given


def _is_taken(given: str, taken: Collection[str]) -> bool:
    """Whether a file of that name stands there, on systems too that do not tell `A` from `a`."""
    return given.casefold() in {unicodedata.normalize("NFC", name).casefold() for name in taken}
