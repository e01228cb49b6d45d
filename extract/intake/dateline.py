"""The line of a web page that gives the date of publication, which stands beside the text."""

from extract.documents import document
from extract.intake.model import Converted
from extract.lexicons import Lexicons
from extract.models import Source


def dated(found: Converted, lexicons: Lexicons) -> str:
    """The text, with the page's line that dates it below the title where the text has no date of its own."""
    if not found.aside or _published(found.text, lexicons):
        return found.text
    line = _published("\n".join([*found.aside, found.text]), lexicons)
    title, _, rest = found.text.partition("\n")
    if not line:
        return found.text
    return f"{line}\n{found.text}" if "。" in title else f"{title}\n{line}\n{rest}"


def _published(text: str, lexicons: Lexicons) -> str:
    """The line that holds the date of publication, empty where none does."""
    page = document(Source("page", text, "", ""), lexicons)
    if page.published is None:
        return ""
    at = page.to_raw(page.published).start
    return text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
