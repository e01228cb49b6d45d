"""Words of other pages, which mirror sites put around and into a headline: `甲县_2026年最新入口_免费100%_工作总结`."""

import re
from collections.abc import Sequence

from extract.models import Span

_MARK = "[_|｜]"
_JOINED = re.compile(rf"{_MARK}[^\r\n]*{_MARK}")
_SEPARATOR = re.compile(r"[_|｜]|(?<![0-9])[-－]|[-－](?![0-9])")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_LONGEST = 14


def is_spam(lines: Sequence[str]) -> bool:
    """Whether the page's first line is titles joined for search engines, be it with figures in them; a table is none."""
    if len(lines) < 2:
        return False
    parts = _SEPARATOR.split(lines[0])
    short = all(0 < len(part.strip()) <= _LONGEST and not re.search("[，。；：《]", part) for part in parts)
    return len(parts) > 2 and short and len(_SEPARATOR.split(lines[1])) < 3


def in_headline(lines: Sequence[str]) -> tuple[int, Span] | None:
    """The number of the headline that has joined titles inside it, and their place in it with the marks around them.

    A headline speaks of what the text below speaks of: a good part of its words, those titles aside, stand there too.
    """
    body = next((number for number, line in enumerate(lines) if "。" in line), 0)
    joined = {number: found for number, line in enumerate(lines[:body]) if (found := _JOINED.search(line))}
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
