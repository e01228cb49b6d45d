"""Lines to sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.documents.headings import BULLET
from extract.models import Block, Span

_PAIRS = {"《": "》", "“": "”", "（": "）"}
_OPENER = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile(r"[。！？!?]+|[《》“”（）]")


def sentences_of(text: str, block: Block) -> tuple[Span, ...]:
    """The sentences of a block, without outer blanks and without the bullet before the first."""
    bullet = BULLET.match(text, block.span.start, block.span.end)
    start = bullet.end() if bullet else block.span.start
    edges = [start, *_ends(text, Span(start, block.span.end)), block.span.end]
    pieces = (_stripped(text, Span(*edge)) for edge in pairwise(edges))
    return tuple(piece for piece in pieces if len(piece))


def _stripped(text: str, span: Span) -> Span:
    """The span without its outer blanks."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _ends(text: str, block: Span) -> Iterator[int]:
    """Where sentences end: after 。！？ outside brackets, or after the bracket that closes right behind 。"""
    paired = _paired(text, block)
    depth = 0
    for mark in _MARKS.finditer(text, block.start, block.end):
        at = mark.start()
        if mark[0] in _PAIRS:
            depth += at in paired
        elif mark[0] in _OPENER:
            depth -= at in paired
            # “……。”此外 ends here, “……！”的口号 does not
            if at in paired and not depth and mark[0] != "》" and text[at - 1] == "。":
                yield mark.end()
        elif not depth and not _inside_word(text, at):
            yield mark.end()


def _inside_word(text: str, at: int) -> bool:
    """Whether the mark stands between ASCII letters or digits, as in `page?id`."""
    around = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return text[at] in "!?" and len(around) == 2 and around.isascii() and around.isalnum()


def _paired(text: str, block: Span) -> set[int]:
    """The places of brackets that have their partner in the block; a lone one binds nothing."""
    waiting: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    paired: set[int] = set()
    for mark in _MARKS.finditer(text, block.start, block.end):
        if mark[0] in _PAIRS:
            waiting[mark[0]].append(mark.start())
        elif mark[0] in _OPENER and waiting[_OPENER[mark[0]]]:
            paired |= {waiting[_OPENER[mark[0]]].pop(), mark.start()}
    return paired
