"""PDF files with a text layer: their lines with their places, then the paragraphs of those."""

from collections.abc import Iterator
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING, Any

from extract.errors import InputError
from extract.intake.model import LONGEST, Converted
from extract.intake.paragraphs import Line, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PAGES = 500


def text_of(data: bytes) -> Converted:
    """The document's text; raises InputError where it is locked, has no text layer, or more pages than a report."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(str(error)) from error
    if len(document) > _PAGES:
        raise InputError(f"more than {_PAGES} pages", advice="save the report's own pages")
    lines = [line for page in range(len(document)) for line in _lines(document, page)]
    if not lines:
        raise InputError(
            "the pages are pictures without text (a scan)", advice="have the text recognized (OCR) and add that"
        )
    return Converted("\n".join(paragraphs(lines)), "", f"pypdfium2 {version('pypdfium2')}")


def _refusal(said: str) -> InputError:
    if "password" in said.lower():
        return InputError("the PDF asks for a password", advice="save a copy without one")
    return InputError("the PDF is damaged", advice="get the file again, or save its text as .txt")


def _lines(document: "PdfDocument", number: int) -> Iterator[Line]:
    """The lines of a page in the order in which the page draws them."""
    page = document[number]
    text = page.get_textpage()
    count = text.count_chars()
    if count > LONGEST:
        raise InputError(f"longer than {LONGEST} characters", advice="a report is far shorter; check the file")
    begun: list[int] = []
    for at in range(count):
        if _is_break(text, at):
            yield from _line(text, begun, number)
            begun = []
        else:
            begun.append(at)
    yield from _line(text, begun, number)


def _line(text: Any, places: list[int], number: int) -> Iterator[Line]:
    """The line of the characters at these places, none where they are blank."""
    said = [(_character(text, at), at) for at in places]
    drawn = [text.get_charbox(at, loose=True) for word, at in said if word.strip()]
    if drawn:
        words = _words(text, said)
        size = median(top - bottom for _, bottom, _, top in drawn)
        left, right = min(box[0] for box in drawn), max(box[2] for box in drawn)
        yield Line(words, number, left, right, median(box[1] for box in drawn), size)


def _words(text: Any, said: list[tuple[str, int]]) -> str:
    """The characters as text, without the blanks that only the distance of two Chinese characters suggests."""
    from pypdfium2 import raw

    kept = []
    for index, (character, at) in enumerate(said):
        beside = [said[other][0] for other in (index - 1, index + 1) if 0 <= other < len(said)]
        if not (character == " " and raw.FPDFText_IsGenerated(text, at) == 1 and any(not word.isascii() for word in beside)):
            kept.append(character)
    return "".join(kept).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


def _is_break(text: Any, at: int) -> bool:
    return _character(text, at) in "\r\n"


def _character(text: Any, at: int) -> str:
    from pypdfium2 import raw

    code = raw.FPDFText_GetUnicode(text, at)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
