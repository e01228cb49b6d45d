"""Plain text in any of the encodings that reports come in."""

from importlib.metadata import version

from extract.encodings import decode
from extract.intake.model import Converted


def text_of(data: bytes) -> Converted:
    """The decoded text; raises InputError where the bytes are no text."""
    text, encoding = decode(data, "")
    return Converted(text, encoding, f"baogao {version('baogao')}")
