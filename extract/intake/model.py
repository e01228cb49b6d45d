"""What a page is on its way into `raw/`, and how much of anything is taken."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["txt", "html", "docx", "pdf"]

MEGABYTE = 1 << 20
SIZES: dict[Kind, int] = {"txt": 1 * MEGABYTE, "html": 4 * MEGABYTE, "docx": 20 * MEGABYTE, "pdf": 20 * MEGABYTE}
LARGEST = max(SIZES.values())  # bytes of a page, whatever it is
LONGEST = 200_000  # characters of a text; a work report has 5,000 to 30,000
LEAST = 100  # Chinese characters of a report


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page as it came: `origin` is a file name, a web address without credentials, or `-`; `name` may become its id."""

    origin: str
    name: str
    suffix: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Converted:
    """A page's text with `\\n` line ends, what gave it, and the visible lines of the page that the text leaves out."""

    text: str
    encoding: str
    tool: str
    aside: tuple[str, ...] = ()
