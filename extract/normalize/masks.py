"""Figures that the source hides or lost: ×亿元, 20xx年, 3□家; they are reported, never guessed."""

import re
from collections.abc import Iterator

from extract.models import Span

Place = tuple[Span, str, str]  # text span, code, message

_DIGITS = "(?<![0-9])[0-9]{0,12}"
_AFTER = "[百千万亿]{0,2}(?:元|美元|港元|家|个|户|人|项|件|亩|吨|平方米)|[万亿年月%‰成倍]"
_PLACES = re.compile(
    # ×亿元, XX家, 20xx年; not the 3×5 of a size
    rf"(?P<figure>{_DIGITS}(?:(?<![A-Za-z])[×xX]{{1,8}}|[＊*□■]{{1,8}})[0-9]{{0,12}}(?={_AFTER})"
    # 1□2, 3*; not the *ST of a share's name
    rf"|{_DIGITS}[＊*□■]{{1,8}}[0-9]{{1,12}}|(?<![0-9])[0-9]{{1,12}}[＊*□■]{{1,8}}(?!ST))"
    r"|(?P<star>[＊*□■]{1,40}(?!ST))"
    "|(?P<lost>\ufffd{1,40})"
)
_SAID = {
    "figure": ("masked", "a figure is masked in the source, no value is read"),
    "star": ("masked", "characters are masked in the source"),
    "lost": ("damage", "characters were lost before this text was saved"),
}


def masks(text: str) -> Iterator[Place]:
    """Each masked figure, star and lost character, with what to say of it."""
    for found in _PLACES.finditer(text):
        code, message = _SAID[found.lastgroup or ""]
        yield Span(*found.span()), code, f"{message}: {found[0]!r}"
