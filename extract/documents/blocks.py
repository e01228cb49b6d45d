"""What each line of a page is for its reader."""

from collections.abc import Sequence

from extract.documents.furniture import Cues, ends_page, holds_date, is_furniture, is_item
from extract.documents.headings import is_heading
from extract.models import BlockKind, Span


def kinds_of(lines: Sequence[str], cues: Cues) -> tuple[BlockKind, ...]:
    """The kinds of the lines of one page."""
    furniture = [is_furniture(line, cues) for line in lines]
    told = [number for number, line in enumerate(lines) if "。" in line and not furniture[number]]
    inside = range(told[0], told[-1]) if told else range(0)
    for number, line in enumerate(lines):
        # 政策 is a menu item above and below the text, inside it a heading
        furniture[number] = furniture[number] or (number not in inside and is_item(line, cues))
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

    The title stands right before the metadata that carry the date; where there are none, nothing is known of it but
    that it stands below the menus.
    """
    for dated in range(body):
        if furniture[dated] and holds_date(lines[dated]):
            end = dated
            while end and furniture[end - 1]:
                end -= 1
            start = end
            while start and not furniture[start - 1]:
                start -= 1
            if start < end:
                return Span(start, end)
    menus = max((number for number in range(body) if furniture[number]), default=-1) + 1
    return Span(menus, menus)


def _end(lines: Sequence[str], furniture: Sequence[bool], cues: Cues) -> int:
    """The number of the line from which on all is furniture: the share bar, once most of the text is above it."""
    said = [0 if furniture[number] or "。" not in line else len(line) for number, line in enumerate(lines)]
    above, total = 0, sum(said)
    for number, line in enumerate(lines):
        above += said[number]
        if furniture[number] and above * 2 > total > 0 and ends_page(line, cues):
            return number
    return len(lines)
