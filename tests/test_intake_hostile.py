"""Files that mean harm, or are not what they say: refused in one line, within a second and 200 MB, nothing written."""

import io
import json
import os
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "pages"
SECONDS = 2.0  # of processor time: none takes half of that, unless others use the same core
MEMORY = 200 << 10  # KiB
# a small process of its own measures, for a child's memory counts from that of its parent
METER = """
import json, os, sys
pid = os.posix_spawn(sys.executable, [sys.executable, "-m", "extract", "add", sys.argv[1]], os.environ)
_, status, used = os.wait4(pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"
SMALLER = "a report is far smaller"
DAMAGED = "damaged, or it asks for more memory than a report needs; save its text as .txt and add that"
UNPACKS = "it unpacks to far more than a report holds; save its text as .txt"
ENTITIES = "it declares entities, which no Word document does; save its text as .txt"
SCAN = "the pages are pictures without text (a scan); have the text recognized (OCR) and add that"
EDITOR = "open it in an editor, mend the place and save it as UTF-8"
OWN = "save the report's own page"


def _random(length: int) -> bytes:
    return random.Random(2026).randbytes(length)


def _package(body: str | bytes | None = None, *more: tuple[str, bytes]) -> bytes:
    """A Word document with this XML as its main part, and more parts."""
    made, packed = io.BytesIO(), io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, body if body and name == "word/document.xml" else source.read(name))
        for name, data in more:
            target.writestr(name, data)
    return packed.getvalue()


def _document(body: str) -> str:
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


def _nested(depth: int) -> bytes:
    table = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return _package(_document(f"{table[0] * depth}{PARAGRAPH}{table[1] * depth}"))


def _lying() -> bytes:
    """A package whose main part unpacks to 6 MB and declares a hundred bytes."""
    body = _document(PARAGRAPH + " " * 6_000_000).encode()
    return _package(body).replace(struct.pack("<L", len(body)), struct.pack("<L", 100))


def _laughs(encoding: str) -> bytes:
    """Entities that grow tenfold twelve times over."""
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    head = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "甲">{entities}]>'
    return _package((head + _document(PARAGRAPH.replace("甲", "&m;"))).encode(encoding))


def _archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr("report.txt", "甲" * 200)
    return packed.getvalue()


def _pdf(stream: bytes, filters: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages share one stream."""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b"3 0 R " * pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    objects = b"".join(b"%d 0 obj%s endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + objects + b"trailer<</Root 1 0 R>>\n%%EOF"


def _deflated(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return _pdf(data, b"/Filter[" + b"/FlateDecode" * times + b"]")


def _html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def _none(got: int) -> str:
    return f"no report: {got} Chinese characters, fewer than 100; {OWN}"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    # Word documents
    "unpacks.docx": (lambda: _package(_document(PARAGRAPH + " " * 6_000_000)), UNPACKS),
    "picture.docx": (lambda: _package(None, ("word/media/a.png", bytes(70_000_000))), UNPACKS),
    "parts.docx": (lambda: _package(None, *((f"{n}.xml", b"<a/>") for n in range(3000))), UNPACKS),
    "lying.docx": (_lying, DAMAGED),
    "deep.docx": (lambda: _nested(20_000), DAMAGED),
    "within.docx": (lambda: _nested(70), _none(1)),
    "laughs.docx": (lambda: _laughs("utf-8"), ENTITIES),
    "laughs16.docx": (lambda: _laughs("utf-16"), ENTITIES),
    "noise.docx": (lambda: b"PK\x03\x04" + _random(2000), DAMAGED),
    "archive.docx": (_archive, "an archive, and no Word document in it; take the report out of it"),
    # PDF files
    "pages.pdf": (lambda: _pdf(b"", pages=100_000), "more than 500 pages; save the report's own pages"),
    "scan.pdf": (lambda: _pdf(b"0 0 600 800 re f"), SCAN),
    "latin.pdf": (lambda: _pdf(b"BT /F 12 Tf (report) Tj ET"), _none(0)),
    "deflated.pdf": (lambda: _deflated(b"BT /F 12 Tf (aaaaaaaaaaaaaaaaaaaa) Tj ET " * 500_000), DAMAGED),
    "twice.pdf": (lambda: _deflated(bytes(200_000_000), 2), DAMAGED),
    "noise.pdf": (lambda: b"%PDF-1.7\n" + _random(5000), "the PDF is damaged; get the file again, or save its text as .txt"),
    # web pages
    "deep.html": (lambda: _html("<div>" * 19_000 + "甲乙。" * 99), _none(0)),
    "tables.html": (lambda: _html("<table><tr><td>" * 6_000 + "甲乙。" * 99), _none(0)),
    "tags.html": (lambda: _html("<p>甲。" * 30_000), f"more than 20000 tags; {OWN}"),
    "attributes.html": (lambda: _html(f"<p {'a=b ' * 1_000_000}>"), _none(0)),
    "entities.html": (
        lambda: _html("&#x4e00;" * 500_000),
        "longer than 200000 characters; a report is far shorter; check the file",
    ),
    "laughs.html": (lambda: b'<!DOCTYPE html [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><p>&a;</p>', _none(0)),
    # texts
    "nul.txt": (lambda: bytes(1_000_000), f"byte 0x00 at offset 0 is no utf-8 text; {EDITOR}"),
    "bell.txt": (lambda: ("甲" * 300 + "\a").encode(), "not a text: it holds the character U+0007; save the report as text"),
    "long.txt": (
        lambda: ("一" * 300_000).encode(),
        "longer than 200000 characters; a report is far shorter; check the file",
    ),
    "noise.txt": (lambda: _random(1_000_000), f"byte 0x80 at offset 11 is no gb18030 text; {EDITOR}"),
    "latin.txt": (lambda: b"A report without figures.\n" * 99, _none(0)),
    "empty.txt": (lambda: b"", f"the page is empty; {OWN}"),
    # what is not what it says
    "pdf.docx": (
        (PAGES / "report.pdf").read_bytes,
        "the file is a PDF, not what .docx says; name it .pdf if it is the report",
    ),
    "html.txt": (
        (PAGES / "report.html").read_bytes,
        "the file is a web page, not what .txt says; name it .html if it is the report",
    ),
    "html16.txt": (
        lambda: "<html><p>甲</p>".encode("utf-16"),
        "the file is a web page, not what .txt says; name it .html if it is the report",
    ),
    "docx.txt": (_package, "the file is a Word document (.docx), not what .txt says; name it .docx if it is the report"),
    "old.doc": (
        lambda: b"\xd0\xcf\x11\xe0" + bytes(600),
        "this is an old Office document (.doc, .wps, .xls); save it as .docx",
    ),
    "picture.txt": (
        lambda: b"\x89PNG\r\n" + bytes(600),
        "this is a picture; have its text recognized (OCR) and add that",
    ),
}


def _refused(folder: Path, source: str, said: str) -> None:
    """`baogao add` refuses it with this line, cheaply, and leaves the folder as it was."""
    before = sorted(folder.iterdir())
    command = [sys.executable, "-I", "-S", "-c", METER, source]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=True)
    code, seconds, memory = json.loads(done.stdout)
    assert (code, done.stderr) == (3, f"{source}: {said}\n")
    assert sorted(folder.iterdir()) == before
    assert seconds < SECONDS
    assert memory < MEMORY


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / name).write_bytes(make())
    _refused(folder, name, said)


def test_a_text_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(1 << 30)
    _refused(folder, "sparse.txt", f"larger than 20 MB, the limit for a page; {SMALLER}")


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    _refused(folder, "pipe.txt", "this is no regular file; give it as standard input: baogao add -")
