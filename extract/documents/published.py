"""The date of publication."""

from collections.abc import Sequence

from extract.documents.dates import DATE, DATE_AND_TIME, DATELINE, REPUBLIC_DATE
from extract.documents.furniture import Cues, is_masthead
from extract.models import Block, Span


def published_in(text: str, blocks: Sequence[Block], cues: Cues) -> Span | None:
    """The first date after a cue of publication, else the first that opens a line of metadata, else a dateline's."""
    furniture = [block.span for block in blocks if block.kind == "furniture"]
    for span in furniture:
        cue = cues.published.search(text, span.start, span.end)
        date = cue and (DATE.search(text, cue.end(), span.end) or REPUBLIC_DATE.search(text, cue.end(), span.end))
        if date:
            return Span(*date.span())
    for span in furniture:
        opening = DATE_AND_TIME.match(text, span.start, span.end)
        date = DATE.search(text, *opening.span()) if opening else None
        if date:
            return Span(*date.span())
    for span in furniture:
        if is_masthead(text[span.start : span.end]) and (date := DATE.search(text, span.start, span.end)):
            return Span(*date.span())
    datelines = (DATELINE.match(text, block.span.start, block.span.end) for block in blocks)
    return next((Span(*dateline.span("date")) for dateline in datelines if dateline), None)
