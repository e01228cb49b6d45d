"""Files to documents: read, normalize, split into furniture, headings and body."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from extract.documents.blocks import kinds_of
from extract.documents.furniture import cues_of
from extract.documents.junk import in_headline
from extract.documents.published import published_in
from extract.documents.sentences import sentences_of
from extract.encodings import decode
from extract.errors import InputError, Place
from extract.lexicons import Lexicons
from extract.models import Block, BlockKind, Document, Normalized, Source, Span
from extract.normalize import normalize, without

__all__ = ["document", "is_endless", "read", "sentences_of"]

ENDLESS = 10_000
_LINE = re.compile(r"[^\r\n]+")


def read(path: Path) -> Source:
    """The decoded file; its id is the file's stem. Raises InputError where there is no text to read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"cannot read the file ({reason})", Place(str(path)), "name a readable text file") from error
    raw, encoding = decode(data, str(path)) if data else ("", "")
    if not raw.strip():
        raise InputError("the file is empty", Place(str(path)), "save the page's text in it")
    return Source(path.stem, raw, encoding, sha256(data).hexdigest())


def document(source: Source, lexicons: Lexicons) -> Document:
    """The report, normalized and split into lines of furniture, headings and body."""
    normalized = _without_junk(normalize(source.raw, lexicons["held-characters"].canonical), source.raw)
    plain = Document(source, normalized, ())
    cues = cues_of(lexicons["furniture"])
    spans = tuple(_lines(plain.text))
    kinds = kinds_of(tuple(span.of(plain.text) for span in spans), cues)
    read_as: Iterator[BlockKind] = (
        "furniture" if is_endless(plain.text, span) else kind for span, kind in zip(spans, kinds, strict=True)
    )
    blocks = tuple(map(Block, spans, read_as, _numbers(plain, spans)))
    return Document(source, normalized, blocks, published_in(plain.text, blocks, cues))


def is_endless(text: str, line: Span) -> bool:
    """Whether a line is so long without a sentence mark that it is no prose: a dump, a table without line breaks."""
    return len(line) > ENDLESS and not any(text.find(mark, line.start, line.end) >= 0 for mark in "。！？")


def _without_junk(normalized: Normalized, raw: str) -> Normalized:
    """The text without the words of other pages in its headline, which become a finding."""
    spans = tuple(_lines(normalized.text))
    found = in_headline([span.of(normalized.text) for span in spans])
    return without(normalized, raw, found[1].shift(spans[found[0]].start)) if found else normalized


def _lines(text: str) -> Iterator[Span]:
    """The lines that hold more than blanks, without their outer blanks."""
    for line in _LINE.finditer(text):
        inner = line[0].strip()
        if inner:
            start = line.start() + len(line[0]) - len(line[0].lstrip())
            yield Span(start, start + len(inner))


def _numbers(plain: Document, spans: tuple[Span, ...]) -> Iterator[int]:
    """The number of the raw line, counted from 1, on which each span starts."""
    number, at = 1, 0
    for span in spans:
        start = plain.to_raw(span).start
        number, at = number + plain.raw.count("\n", at, start), start
        yield number
