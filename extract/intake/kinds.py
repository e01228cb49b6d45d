"""What the bytes of a page are; what its name says must agree."""

import re
from dataclasses import dataclass

from extract.errors import InputError
from extract.intake.model import MEGABYTE, SIZES, Kind

_BY_SUFFIX: dict[str, Kind] = {
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_NAMES: dict[Kind, str] = {"txt": "a plain text", "html": "a web page", "docx": "a Word document (.docx)", "pdf": "a PDF"}


@dataclass(frozen=True, slots=True)
class _Stranger:
    """A format that is recognized in order to be refused."""

    opening: bytes
    name: str
    advice: str


_STRANGERS = (
    _Stranger(b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .wps, .xls)", "save it as .docx"),
    _Stranger(b"{\\rtf", "an RTF document", "save it as .docx"),
    _Stranger(b"Rar!", "an archive", "take the report out of it"),
    _Stranger(b"7z\xbc\xaf", "an archive", "take the report out of it"),
    _Stranger(b"\x1f\x8b", "an archive", "take the report out of it"),
    _Stranger(b"\x89PNG", "a picture", "have its text recognized (OCR) and add that"),
    _Stranger(b"\xff\xd8\xff", "a picture", "have its text recognized (OCR) and add that"),
    _Stranger(b"From: <Saved by", "a page archive (.mht)", "save the page as .html"),
    _Stranger(b"MIME-Version:", "a page archive (.mht)", "save the page as .html"),
)
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(data: bytes, suffix: str) -> Kind:
    """What the page is; raises InputError where the name says otherwise, where it is too large, or for another format."""
    kind = _sniffed(data)
    said = _BY_SUFFIX.get(suffix.lower())
    if said and said != kind:
        raise InputError(
            f"the file is {_NAMES[kind]}, not what {suffix} says", advice=f"name it .{kind} if it is the report"
        )
    if len(data) > SIZES[kind]:
        raise too_large(SIZES[kind], _NAMES[kind])
    return kind


def too_large(limit: int, what: str = "a page") -> InputError:
    """What to tell of bytes beyond a limit."""
    return InputError(f"larger than {limit // MEGABYTE} MB, the limit for {what}", advice="a report is far smaller")


def _sniffed(data: bytes) -> Kind:
    for stranger in _STRANGERS:
        if data.startswith(stranger.opening):
            raise InputError(f"this is {stranger.name}", advice=stranger.advice)
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    head = data[:8192]
    return "html" if _WEB.match(head) or _WEB.match(_narrow(head)) else "txt"


def _narrow(head: bytes) -> bytes:
    """The opening of a page in UTF-16 or UTF-32 as ASCII; of any other, itself."""
    return head.lstrip(b"\xff\xfe\x00").replace(b"\x00", b"") if b"\x00" in head else head
