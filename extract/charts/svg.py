"""matplotlib's SVG made ready for a page and for a file of its own.

Styles become attributes, which a page's policy allows and its style sheet outdoes; each colour becomes a class as well
(`fill-accent`), so that a page can be dark; what belongs to a figure carries its cells and says them where it is
pointed at.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from extract.charts.layout import HIGH, WIDE
from extract.charts.marks import COLOURS

FAMILY = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', "
    "'Source Han Sans SC', sans-serif"
)
_CLASSES = {colour: name for name, colour in COLOURS.items()}
_GID = re.compile(r"(point|arrow|foot|whisker|cap|band|bar|label|link|gap|break|unit|words-zh|words-en)-(\d+)")
_REFERENCE = re.compile(r"(?:url\()?#([\w-]+)\)?")
_SIZE = re.compile(r"(?:^|\s)(\d+(?:\.\d+)?)px")
_OF_POINT = ("point", "arrow", "foot", "whisker", "cap", "band", "bar", "label")
_OF_LINK = ("link", "gap", "break")
Element = ElementTree.Element
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Inner:
    """Where the chart without the words above and below it begins."""

    top: int


def element_of(
    drawn: bytes,
    name: str,
    size: tuple[int, int],
    inner: Inner | None,
    points: Sequence[tuple[Cells, str]],
    links: Sequence[str],
) -> Element:
    """The drawing as an SVG element of this size; `points` are cells and words of each figure, `links` words of each link.

    `data-inner` is the view box of a chart without the words above and below it.
    """
    root = ElementTree.fromstring(drawn)
    _emptied(root)
    for element in root.iter():
        _styled(element)
    for element in [*root.iter()]:
        _named(element, points, links)
    _own_ids(root, name)
    wide, high = size
    root.attrib = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {wide} {high}",
        "width": str(wide),
        "height": str(high),
        **({"data-inner": f"0 {inner.top} {WIDE} {HIGH}"} if inner else {}),
        "font-family": FAMILY,
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }
    return root


def written(root: Element) -> str:
    """The element as text."""
    return ElementTree.tostring(root, encoding="unicode")


def _emptied(root: Element) -> None:
    """Without metadata, style sheets and groups that hold nothing, every tag without its namespace."""
    for element in root.iter():
        element.tag = _local(element.tag)
        element.text = element.text if element.tag == "text" else None
        element.tail = None
    for element in reversed([*root.iter()]):  # children before their parents
        for child in [*element]:
            if child.tag in ("metadata", "style") or (child.tag in ("g", "defs") and not len(child)):
                element.remove(child)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _styled(element: Element) -> None:
    """Styles as attributes, colours as classes too, links without their prefix."""
    for said in filter(None, (part.strip() for part in element.attrib.pop("style", "").split(";"))):
        key, _, value = said.partition(":")
        _attribute(element, key.strip(), value.strip())
    for key in [*element.attrib]:
        if _local(key) != key:
            element.set(_local(key), element.attrib.pop(key))
    if element.tag == "text":
        element.attrib.pop("transform", None)
    classes = [f"{key}-{_CLASSES[value]}" for key in ("fill", "stroke") if (value := element.get(key, "")) in _CLASSES]
    if classes:
        element.set("class", " ".join(classes))


def _attribute(element: Element, key: str, value: str) -> None:
    """One property; a font is its size and weight, for its family is the reader's."""
    if not key.startswith("font"):
        element.set(key, value)
    if key in ("font", "font-size") and (size := _SIZE.search(value)):
        element.set("font-size", size[1])
    if key in ("font", "font-weight") and re.search(r"\b(?:bold|[67]00)\b", value):
        element.set("font-weight", "600")


def _named(element: Element, points: Sequence[tuple[Cells, str]], links: Sequence[str]) -> None:
    """What an element shows as its class, with the cells of its figure and the words that it says."""
    found = _GID.fullmatch(element.get("id", ""))
    if not found:
        return
    del element.attrib["id"]
    kind, number = found[1], int(found[2])
    if kind == "label":
        _haloed(element)
    element.set("class", f"{kind} {element.get('class', '')}".strip())
    if kind in _OF_POINT:
        cells, words = points[number]
        _titled(element, words)
        if kind == "point":
            element.attrib.update({f"data-{key}": value for key, value in cells.items()})
    elif kind in _OF_LINK and links[number]:
        element.set("data-reason", links[number])
        _titled(element, links[number])


def _haloed(element: Element) -> None:
    """Words keep clear of the lines behind them."""
    for text in element.iter("text"):
        text.attrib.update({"stroke": COLOURS["paper"], "stroke-width": "3", "paint-order": "stroke"})
        text.set("class", f"{text.get('class', '')} stroke-paper".strip())


def _titled(element: Element, words: str) -> None:
    if not words:
        return
    title = ElementTree.Element("title")
    title.text = words
    element.insert(0, title)


def _own_ids(root: Element, name: str) -> None:
    """Ids that are referred to begin with the chart's name; all others go."""
    used = {
        found[1] for element in root.iter() for value in element.attrib.values() if (found := _REFERENCE.fullmatch(value))
    }
    for element in root.iter():
        for key, value in [*element.attrib.items()]:
            found = _REFERENCE.fullmatch(value)
            if key == "id" and value not in used:
                del element.attrib["id"]
            elif key == "id":
                element.set("id", f"{name}-{value}")
            elif found and key in ("href", "clip-path", "fill") and value not in _CLASSES:
                element.set(key, value.replace("#", f"#{name}-"))
