"""One page into `raw/`, from whatever it was to clean text with its line in `sources.csv`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from extract.encodings import decode
from extract.errors import BaogaoError, InputError, Place, UsageError
from extract.intake import shelf
from extract.intake.arrivals import arrival, named_as
from extract.intake.clean import cleaned
from extract.intake.convert import converted
from extract.intake.dateline import dated
from extract.intake.ids import Choice, checked, chosen
from extract.intake.model import Arrival, Converted, Kind
from extract.intake.sources import Entry, entries_in
from extract.intake.web import Policy
from extract.pipeline import extract_text
from extract.rules import RuleSet
from extract.runs import SUFFIX


@dataclass(frozen=True, slots=True)
class Request:
    """What to add and where to; an empty `year` or `id` leaves the choice to the text."""

    source: str
    folder: Path
    year: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A report that stands in `raw/` now; `doubts` are lines for its reader."""

    path: Path
    entry: Entry
    choice: Choice
    characters: int
    doubts: tuple[str, ...]

    @property
    def line(self) -> str:
        """What was done, in one line."""
        told = ", ".join(filter(None, (self.entry.format, self.entry.encoding)))
        named = named_as(self.entry.origin)
        return f"{self.path}: {self.characters} characters from {named} ({told}); the id is {self.choice.why}"


@dataclass(frozen=True, slots=True)
class Received:
    """A page as it came, what it is and the text that it holds; nothing is written yet."""

    page: Arrival
    kind: Kind
    found: Converted


def receive(request: Request, stdin: BinaryIO, policy: Policy | None = None) -> Received:
    """The page at the request's source; raises InputError or UsageError where it holds no report."""
    if request.id:
        checked(request.id)
    page = arrival(request.source, stdin, policy or Policy())
    try:
        return Received(page, *converted(page.data, page.suffix))
    except (InputError, UsageError) as error:
        raise type(error)(error.message, Place(named_as(page.origin)), error.advice) from error


def shelve(received: Received, request: Request, rules: RuleSet, now: datetime | None = None) -> Added:
    """The text put into the folder; raises InputError or UsageError, and then no report and no line has changed."""
    text = dated(received.found, rules.lexicons)
    spoken = extract_text(text, rules).report_year
    with shelf.opened(request.folder):
        return _shelved(received, request, text, spoken, now or datetime.now(UTC))


def _shelved(received: Received, request: Request, text: str, spoken: str, now: datetime) -> Added:
    page, found = received.page, received.found
    shas = _Shas(sha256(page.data).hexdigest(), sha256(text.encode()).hexdigest())
    texts = _texts_in(request.folder)
    if twin := _twin(request.folder, texts, shas):
        raise InputError(
            f"this report is here already as {twin}", Place(named_as(page.origin)), "remove that one to add it anew"
        )
    choice = chosen(request.id, request.year, spoken, page.name, texts)
    added = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = Entry(choice.id, page.origin, added, received.kind, shas.page, shas.text, found.encoding, found.tool)
    path = shelf.put(request.folder, entry, text.encode())
    return Added(path, entry, choice, len(text), tuple(_doubts(request, found, spoken)))


@dataclass(frozen=True, slots=True)
class _Shas:
    page: str
    text: str


def _texts_in(folder: Path) -> Mapping[str, Path]:
    """The reports of a folder by id, be they added or put there by hand."""
    return {path.stem: path for path in sorted(folder.iterdir()) if path.suffix.lower() == SUFFIX and path.name[0] != "."}


def _twin(folder: Path, texts: Mapping[str, Path], shas: _Shas) -> str:
    """The id of the report that came of the same page or has the same text, empty where there is none."""
    for entry in entries_in(folder):
        if entry.id in texts and shas.page == entry.sha256:
            return entry.id
    return next((id for id, path in texts.items() if {shas.page, shas.text} & set(_shas_of(path))), "")


def _shas_of(path: Path) -> Iterator[str]:
    """The sums of a report's file: as it stands, and as it would have been added."""
    data = path.read_bytes()
    yield sha256(data).hexdigest()
    try:
        yield sha256(cleaned(decode(data, str(path))[0]).encode()).hexdigest()
    except BaogaoError:
        return  # it is told when it is extracted


def _doubts(request: Request, found: Converted, spoken: str) -> Iterator[str]:
    if request.year and spoken != request.year:
        said = f"speaks of {spoken}" if spoken else "names no year"
        yield f"the text {said}, not of {request.year}; see report_year in reports.csv"
    outside = [line for line in found.aside if "。" in line and any(map(str.isdigit, line))]
    if outside:
        yield f"{len(outside)} sentences with figures stand outside the text, the first: {outside[0][:40]}; look at the page"
