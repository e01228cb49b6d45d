"""Word documents: paragraphs and tables in the order of the document, then the text boxes."""

import io
import zipfile
from importlib.metadata import version

from extract.errors import InputError
from extract.intake.lines import CELL, END, HIDDEN, LINE, ROW, Edge, Node, lines_of, pieces
from extract.intake.model import MEGABYTE, Converted

_SPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = {"p": (LINE, LINE), "tr": (ROW, END), "tc": (CELL, ""), "br": (LINE, ""), "cr": (LINE, ""), "tab": (" ", "")}
# what a reader does not see: deletions, the reading of a character beside it, the older form of a drawing
_UNSEEN = frozenset({f"{_SPACE}del", f"{_SPACE}moveFrom", f"{_SPACE}rt", f"{_SPACE}pPr", f"{_SPACE}rPr", f"{_SPACE}tabs"})
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_SPACE}txbxContent"
_PARTS, _UNPACKED, _XML = 2_000, 64 * MEGABYTE, 5 * MEGABYTE  # of one document; a picture is unpacked too


def text_of(data: bytes) -> Converted:
    """The document's text; raises InputError where it is no Word document or unpacks to more than one holds."""
    import docx

    _check(data)
    body = docx.Document(io.BytesIO(data)).element.body
    boxes = [box for box in body.iter(_BOX) if not any(up.tag in (_FALLBACK, _BOX) for up in box.iterancestors())]
    lines = lines_of([*pieces(body, _mark, _says), *(piece for box in boxes for piece in pieces(box, _mark_in_box, _says))])
    return Converted("\n".join(lines), "", f"python-docx {version('python-docx')}")


def _check(data: bytes) -> None:
    """Refuses a package by what its list of parts declares; no part unpacks to more than it declares."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if "word/document.xml" not in package.namelist():
            raise InputError("an archive, and no Word document in it", advice="take the report out of it")
        if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED or any(p.file_size > _XML for p in xml):
            raise InputError("it unpacks to far more than a report holds", advice="save its text as .txt")
        if any(b"<!DOCTYPE" in package.read(part).replace(b"\x00", b"") for part in xml):
            raise InputError("it declares entities, which no Word document does", advice="save its text as .txt")


def _says(node: Node) -> str:
    if node.tag == f"{_SPACE}t":
        return node.text or ""
    return "-" if node.tag == f"{_SPACE}noBreakHyphen" else ""


def _mark(tag: str, edge: Edge) -> str:
    return HIDDEN if tag == _BOX and edge == "start" else _mark_in_box(tag, edge)


def _mark_in_box(tag: str, edge: Edge) -> str:
    if tag in _UNSEEN or tag == _FALLBACK:
        return HIDDEN if edge == "start" else ""
    return _MARKS.get(tag.removeprefix(_SPACE), ("", ""))[edge == "end"] if tag.startswith(_SPACE) else ""
