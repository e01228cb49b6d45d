"""What a web page left behind: tags, entities, invisible characters."""

import re
from collections.abc import Iterator
from html import unescape

from extract.normalize.draft import Edit, deletion, keep_first

_INLINE = "a b i u em strong font span img sup sub script style small big center o:p input label section"
_LINE = "br p div li ul ol tr table tbody thead h1 h2 h3 h4 h5 h6 hr"
_CELL = "td th"
_TAG = re.compile(r"<!--[^<>]{0,500}-->|</?([A-Za-z][A-Za-z0-9:]{0,10})(?:\s[^<>]{0,500}|/)?>")
# `10</td><td>20` must not become 1020
_STAND_IN = dict.fromkeys(_LINE.split(), "\n") | dict.fromkeys(_CELL.split(), "\t")
_KNOWN = {"": ""} | dict.fromkeys(_INLINE.split(), "") | _STAND_IN
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&nbsp(?![A-Za-z])")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]+")


def tags(text: str) -> Iterator[Edit]:
    """HTML tags are deleted; the end of a line or cell leaves a line break or tab."""
    for tag in _TAG.finditer(text) if "<" in text else ():
        after = _KNOWN.get((tag[1] or "").lower())
        if after is not None:
            yield keep_first(*tag.span(), "tag", after)


def entities(text: str) -> Iterator[Edit]:
    """`&amp;` becomes `&` and `&nbsp;` a no-break space; what is no single visible character or blank stays."""
    for entity in _ENTITY.finditer(text) if "&" in text else ():
        after = unescape(entity[0])
        if len(after) == 1 and (after.isprintable() or after == "\u00a0"):
            yield keep_first(*entity.span(), "entity", after)


def invisible(text: str) -> Iterator[Edit]:
    """Zero-width characters, soft hyphens, inner byte-order marks and control characters are deleted."""
    return (deletion(*found.span(), "zero-width") for found in _INVISIBLE.finditer(text))
