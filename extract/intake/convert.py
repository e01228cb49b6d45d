"""Bytes of any kind to text; the libraries that read them are imported only for their own kind."""

from dataclasses import asdict
from importlib import import_module

from extract.errors import InputError, UsageError
from extract.intake.clean import cleaned, report_in
from extract.intake.confined import Told, Value, confined
from extract.intake.kinds import kind_of
from extract.intake.model import Converted, Kind

SECONDS = 30.0  # for one page on a busy machine; a report takes less than one
_READERS: dict[Kind, str] = {"txt": "plain", "html": "web_page", "docx": "word", "pdf": "pdf"}
_NEEDS: dict[str, str] = {"trafilatura": "html", "lxml": "html", "docx": "docx", "pypdfium2": "pdf"}
_ADVICE = "save its text as .txt and add that"
_TOLD = Told("it takes too long to read", "damaged, or it asks for more memory than a report needs", _ADVICE)


def converted(data: bytes, suffix: str, seconds: float = SECONDS) -> tuple[Kind, Converted]:
    """What the page is, and its cleaned text; raises InputError where it has none, UsageError without its library."""
    kind = kind_of(data, suffix)
    value, text = confined("convert", {"kind": kind}, data, seconds, _TOLD)
    return kind, Converted(text.decode(), value["encoding"], value["tool"], tuple(value["aside"]))


def convert_job(value: Value, data: bytes) -> tuple[Value, bytes]:
    """The conversion inside the confined process."""
    found = asdict(text_of(value["kind"], data))
    return found, found.pop("text").encode()


def text_of(kind: Kind, data: bytes) -> Converted:
    """The cleaned text of bytes of this kind."""
    try:
        found: Converted = import_module(f"extract.intake.{_READERS[kind]}").text_of(data)
    except InputError:
        raise
    except ImportError as error:
        raise _missing(kind, error) from error
    except Exception as error:
        raise InputError(_TOLD.broken, advice=_ADVICE) from error
    return Converted(report_in(cleaned(found.text)), found.encoding, found.tool, found.aside)


def _missing(kind: Kind, error: ImportError) -> UsageError:
    library = (error.name or kind).partition(".")[0]
    extra = _NEEDS.get(library, kind)
    return UsageError(f"reading .{kind} needs {library}, which is not installed", advice=f"pip install 'baogao[{extra}]'")
