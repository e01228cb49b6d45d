"""Trees of markup to the lines that a reader sees; web pages and Word documents share it.

A page's elements become one string with marks, `ROW CELL 引进项目 CELL 240个 END`, and the string becomes lines.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol

LINE, ROW, CELL, END = "\n", "\x1c", "\x1d", "\x1e"  # control characters, which markup cannot hold
HIDDEN = "\x1f"  # what a place in a tree says of itself when nothing below it is to be seen

_ROW = re.compile(f"{ROW}([^{ROW}{END}]*){END}")
_MARKS = re.compile(f"[{ROW}{CELL}{END}]")
_DEEPEST = 100  # tables within tables

Edge = Literal["start", "end"]


class Node(Protocol):
    """An element of a tree as `lxml` gives it; a comment's `tag` is no string."""

    tag: object
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator["Node"]: ...


def pieces(top: Node, mark: Callable[[str, Edge], str], says: Callable[[Node], str]) -> Iterator[str]:
    """The texts below an element in order, between the marks of their elements; HIDDEN for `start` skips an element."""
    stack: list[tuple[Node, Iterator[Node] | None]] = [(top, None)]
    while stack:
        node, children = stack[-1]
        tag = node.tag if isinstance(node.tag, str) else ""
        if children is None:
            opening = mark(tag, "start") if tag else HIDDEN
            children = iter(()) if opening == HIDDEN else iter(node)
            stack[-1] = (node, children)
            if opening != HIDDEN:
                yield opening + says(node)
        if (child := next(children, None)) is not None:
            stack.append((child, None))
            continue
        stack.pop()
        yield (mark(tag, "end") if tag else "") + (node.tail or "" if stack else "")


def lines_of(marked: Iterable[str]) -> tuple[str, ...]:
    """The lines that hold more than blanks; a table's row is one line, its cells parted by a bar.

    >>> lines_of(["甲", LINE, ROW, CELL, "引进", LINE, CELL, "240个", END, "乙  丙"])
    ('甲', '引进 | 240个', '乙 丙')
    """
    text = "".join(marked)
    for _ in range(_DEEPEST):
        text, found = _ROW.subn(_row, text)
        if not found:
            break
    lines = (" ".join(line.split()) for line in _MARKS.sub(LINE, text).split(LINE))
    return tuple(line for line in lines if line)


def _row(row: re.Match[str]) -> str:
    """The row as one line; one that serves the page's layout, with a cell of several lines, as its lines."""
    cells = [[line for line in cell.split(LINE) if line.strip()] for cell in row[1].split(CELL)]
    told = [cell for cell in cells if cell]
    if any(len(cell) > 1 for cell in told):
        return LINE + LINE.join(line for cell in told for line in cell) + LINE
    return LINE + " | ".join(cell[0].strip() for cell in told) + LINE
