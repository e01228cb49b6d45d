"""The lines of printed pages to paragraphs: a sentence broken over lines, or over a page's end, is whole again.

Lengths are in points, `y` grows upwards, as in a PDF.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

_NUMBERED = re.compile(r"[\s\-—–―·•~～|/]*(?:第?\s*\d{1,3}\s*页?(?:[\s,，/]*共?\s*\d{1,3}\s*页?)?)[\s\-—–―·•~～|/]*")
_DIGITS = re.compile(r"\d+")
_TOKEN = re.compile(r"[A-Za-z0-9.,%+\-/]+|.[，。、；：！？）》”’」』…%]*")
_OPENING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部分]|[•●■◆▪]|\d{1,2}[、．]"
)
_ENDED = re.compile(r"[。！？；…：][”’）》」』]*$")
_LARGER, _APART, _INDENT = 1.12, 1.6, 1.2  # a heading's size, a gap between paragraphs, an indentation


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `size` is the height of its characters."""

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class _Set:
    """How the body of a document is set: its margins, the size of its characters, the distance of its lines."""

    left: float
    right: float
    size: float
    pitch: float


def paragraphs(lines: Sequence[Line]) -> tuple[str, ...]:
    """The paragraphs of a document without its page numbers and running heads."""
    body = _without_furniture(lines)
    if not body:
        return ()
    setting = _set(body)
    found = [body[0].text]
    for above, below in pairwise(body):
        if _continues(above, below, setting):
            found[-1] = _joined(found[-1], below.text)
        else:
            found.append(below.text)
    return tuple(found)


def _without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers and without what stands at the edge of most pages."""
    pages = [list(page) for _, page in groupby(lines, key=lambda line: line.page)]
    running = Counter(_mask(line) for page in pages for line in _edges(page, 2))
    most = max(1, len(pages) // 2)
    gone = {line for page in pages for line in _edges(page, 2) if running[_mask(line)] > most}
    gone |= {line for page in pages for line in _edges(page, 1) if _NUMBERED.fullmatch(line.text)}
    return [line for line in lines if line not in gone]


def _edges(page: Sequence[Line], number: int) -> Sequence[Line]:
    """The highest and the lowest lines of a page, so many of each."""
    down = sorted(page, key=lambda line: -line.y)
    return [*down[:number], *down[number:][-number:]]


def _mask(line: Line) -> tuple[str, int]:
    """What a running line keeps from page to page: its words, numbers aside, and its height."""
    return _DIGITS.sub("0", line.text), round(line.y / 4)


def _set(lines: Sequence[Line]) -> _Set:
    size = _most(Counter(round(line.size, 1) for line in lines for _ in line.text))
    body = [line for line in lines if _alike(line.size, size)]
    gaps = Counter(
        round(above.y - below.y, 1) for above, below in pairwise(body) if above.page == below.page and above.y > below.y
    )
    return _Set(min(line.left for line in body), max(line.right for line in body), size, _most(gaps) if gaps else size * 1.5)


def _most(counted: Counter[float]) -> float:
    """The most frequent value, of equals the least."""
    return min(counted, key=lambda value: (-counted[value], value))


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= min(one, other) * _LARGER


def _continues(above: Line, below: Line, setting: _Set) -> bool:
    """Whether the lower line goes on with the paragraph of the upper one."""
    if not _alike(above.size, below.size) or _is_apart(above, below, setting):
        return False
    full = above.right + _room(below) > setting.right
    centred = [_is_centred(line, setting) for line in (above, below)]
    if above.size > setting.size * _LARGER:  # a title over two lines
        return full or all(centred)
    indented = below.left > setting.left + _INDENT * setting.size
    begins = indented or _OPENING.match(below.text) or _is_heading_after(above, below, setting)
    return full and not any(centred) and not begins


def _is_heading_after(above: Line, below: Line, setting: _Set) -> bool:
    """Whether a sentence ends above and the short line below ends none, as the last line of a paragraph would."""
    short = below.right < setting.right - 2 * setting.size
    return short and _ENDED.search(above.text) is not None and _ENDED.search(below.text) is None


def _is_apart(above: Line, below: Line, setting: _Set) -> bool:
    same = above.page == below.page
    return same and (below.y >= above.y or above.y - below.y > _APART * max(setting.pitch, above.size * 1.5))


def _is_centred(line: Line, setting: _Set) -> bool:
    """Whether the line keeps the same distance from both margins, more than an indentation of two characters."""
    left, right = line.left - setting.left, setting.right - line.right
    return left > 2.5 * setting.size and abs(left - right) < setting.size


def _room(below: Line) -> float:
    """The width that the next line's first word and its marks would have taken at the end of the upper line."""
    found = _TOKEN.match(below.text)
    word = found[0] if found else ""
    return below.size * (sum(0.6 if character.isascii() else 1.0 for character in word) + 0.9)


def _joined(above: str, below: str) -> str:
    """Two pieces of one paragraph, a blank between Latin words: `Medical` and `Center`."""
    blank = " " if above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha() else ""
    return above + blank + below
