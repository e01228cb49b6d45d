"""Saved web pages: the main text, and apart from it what the site puts around it."""

import re
from collections.abc import Sequence
from importlib.metadata import version

from extract.encodings import decode
from extract.errors import InputError
from extract.intake.lines import CELL, END, HIDDEN, LINE, ROW, Edge, Node, lines_of, pieces
from extract.intake.model import Converted

_UNSEEN = frozenset({"noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea", "title"})
# of HTML, then of the tree that trafilatura makes of it
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|rp|rt|ruby|s|samp|small|span"
    "|strike|strong|sub|sup|time|tt|u|var|wbr|graphic|hi|ref"
)
_MARKS = {"td": (CELL, ""), "th": (CELL, ""), "cell": (CELL, ""), "tr": (ROW, END), "row": (ROW, END)}
_SHORTEST = 8  # characters of a headline; names of sections are shorter
_TAGS = 20_000  # a report's page has a few thousand


def text_of(data: bytes) -> Converted:
    """The main text of the page and the lines beside it; raises InputError where there is none."""
    import trafilatura

    source, encoding = decode(data, "")
    if source.count("<") > _TAGS:
        raise InputError(f"more than {_TAGS} tags", advice="save the report's own page")
    page = trafilatura.load_html(source)
    if page is None:
        raise InputError("the web page is empty", advice="save the report's own page")
    visible, title = _lines(page), page.findtext(".//title") or ""
    # `favor_precision` leaves out the list of related pages below the text, which the default takes for its end
    found = trafilatura.bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=False)
    body = None if found is None or isinstance(found, dict) else found.body
    lines = () if body is None else _lines(body)
    taken = frozenset(lines)
    aside = tuple(line for line in visible if line not in taken)
    if headline := _headline(title, aside, lines):
        lines, aside = (headline, *lines), tuple(line for line in aside if line != headline)
    return Converted("\n".join(lines), encoding, f"trafilatura {version('trafilatura')}", aside)


def _headline(title: str, aside: Sequence[str], lines: Sequence[str]) -> str:
    """The visible line that the page's title names, where the text itself lacks one: 某县2026年工作总结_某县政府网."""
    title = " ".join(title.split())
    if any(line in title for line in lines):
        return ""
    return max((line for line in aside if len(line) >= _SHORTEST and line in title), key=len, default="")


def _lines(top: Node) -> tuple[str, ...]:
    return lines_of(pieces(top, _mark, lambda node: node.text or ""))


def _mark(tag: str, edge: Edge) -> str:
    if tag in _UNSEEN:
        return HIDDEN if edge == "start" else ""
    if _INLINE.fullmatch(tag):
        return ""
    return _MARKS.get(tag, (LINE, LINE))[edge == "end"]
