"""What each line of a page is for its reader."""

from collections.abc import Sequence

from extract.documents.furniture import Cues, ends_page, holds_date, is_furniture, is_item
from extract.documents.headings import can_be_title, is_heading
from extract.documents.junk import is_spam
from extract.models import BlockKind, Span


def kinds_of(lines: Sequence[str], cues: Cues) -> tuple[BlockKind, ...]:
    """The kinds of the lines of one page."""
    furniture = [is_furniture(line, cues) for line in lines]
    told = [number for number, line in enumerate(lines) if "。" in line and not furniture[number]]
    inside = range(told[0], told[-1]) if told else range(0)
    for number, line in enumerate(lines):
        # 政策 is a menu item above and below the text, inside it a heading
        furniture[number] = furniture[number] or (number not in inside and is_item(line, cues))
        furniture[number] = furniture[number] or (number < inside.start and is_spam(lines, number))
    title = _title(lines, furniture, inside.start)
    end = _end(lines, furniture, cues)
    kinds: list[BlockKind] = []
    for number, line in enumerate(lines):
        if furniture[number] or number < title.start or number >= end:
            kinds.append("furniture")
        else:
            kinds.append("heading" if number < title.end or is_heading(line) else "body")
    return tuple(kinds)


def _title(lines: Sequence[str], furniture: Sequence[bool], body: int) -> Span:
    """The lines of the page's title; those above it are the site's.

    The title stands right before the metadata that carry the date. Where there are none, it is the first line below the
    menus, unless that is a numbered heading or part of the text.
    """
    run = Span(0, 0)  # the last lines that are no furniture
    for number in range(body):
        if not furniture[number]:
            run = Span(run.start if run.end == number else number, number + 1)
        elif len(run) and holds_date(lines[number]):
            return run
    if any(furniture[:body]) and len(run) and can_be_title(lines[run.start]):
        return Span(run.start, run.start + 1)
    return Span(0, 0)


def _end(lines: Sequence[str], furniture: Sequence[bool], cues: Cues) -> int:
    """The number of the line from which on all is furniture: the share bar, once most of the text is above it."""
    said = [0 if furniture[number] or "。" not in line else len(line) for number, line in enumerate(lines)]
    above, total = 0, sum(said)
    for number, line in enumerate(lines):
        above += said[number]
        if furniture[number] and above * 2 > total > 0 and ends_page(line, cues):
            return number
    return len(lines)
