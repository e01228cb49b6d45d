"""Words of other pages, which mirror sites put around and into a headline: `甲县_2026年最新入口_免费100%_工作总结`."""

import re
from collections.abc import Sequence

from extract.models import Span

_LOW_MARK = re.compile("_")
_FIRST_MARK = re.compile(r"[_|｜]|(?<![0-9])[-－]|[-－](?![0-9])")
# a sentence, a quoted name or a table's cell
_SAID = re.compile(r"[，。；：《]|^[ 0-9.,%]+$")
# the bars of menus and tables stand between blanks
_JOINED = re.compile(r"[_|｜](?=\S)[^\r\n]*(?<=\S)[_|｜]")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_LONGEST, _LONGEST_HEADLINE = 18, 200


def is_spam(lines: Sequence[str], number: int) -> bool:
    """Whether a line above the text is titles joined for search engines, be it with figures; a table's row is none.

    Bars and hyphens join them on the page's first line only.
    """
    mark = _FIRST_MARK if number == 0 else _LOW_MARK
    parts = mark.split(lines[number])
    short = all(0 < len(part.strip()) <= _LONGEST and not _SAID.search(part) for part in parts)
    beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return len(parts) > 2 and short and bool(beside) and not any(len(mark.split(line)) > 2 for line in beside)


def in_headline(lines: Sequence[str]) -> tuple[int, Span] | None:
    """The number of the headline that has joined titles inside it, and their place in it with the marks around them.

    A headline speaks of what the text below speaks of: a good part of its words, those titles aside, stand there too.
    """
    body = next((number for number, line in enumerate(lines) if "。" in line), 0)
    short = ((number, line) for number, line in enumerate(lines[:body]) if len(line) <= _LONGEST_HEADLINE)
    joined = {number: found for number, line in short if (found := _JOINED.search(line))}
    text = "\n".join(lines[body:])
    told = {number: _told(lines[number], Span(*found.span()), text) for number, found in joined.items()}
    best = max(told, key=lambda number: told[number], default=0)
    return (best, Span(*joined[best].span())) if told.get(best) else None


def _told(line: str, junk: Span, text: str) -> int:
    """How many pairs of Chinese characters before and after the junk stand in the text; 0 where few do."""
    around = (line[: junk.start], line[junk.end :])
    words = [run[0] for part in around for run in _HAN.finditer(part)]
    pairs = [word[at : at + 2] for word in words for at in range(len(word) - 1)]
    told = sum(pair in text for pair in pairs)
    return told if all(around) and told > 2 and told * 5 >= len(pairs) else 0
