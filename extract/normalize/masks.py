"""Figures that the source hides or lost: ×亿元, 20xx年, 3□家, 1?2个; they are reported, never guessed."""

import re
from collections.abc import Iterable, Iterator

from extract.models import Span
from extract.normalize.blanks import A_UNIT, RARE_UNIT

Place = tuple[Span, str, str]  # text span, code, message

_DIGITS = "(?<![0-9])(?:[0-9][0-9.,]{0,12})?"
_REST = "[0-9.,]{0,12}"
_AFTER = rf"[ \u00a0]?[余多几]?[百千万亿兆]{{0,2}}(?:美元|港元|{A_UNIT}|{RARE_UNIT}|[家户万亿兆年月%‰成倍])|[至到~—-][0-9]"
_PLACES = re.compile(
    # ×亿元, XX家, 20xx年; not the 3×5 of a size
    rf"(?P<figure>{_DIGITS}(?:(?<![A-Za-z])[×xX]{{1,8}}(?![0-9.,]{{1,12}}(?:[平公米厘毫]|分辨))|[＊*□■]{{1,8}}){_REST}(?={_AFTER})"
    # 1□2, 3*; not the *ST of a share's name
    rf"|{_DIGITS}[＊*□■]{{1,8}}[0-9.,]{{0,11}}[0-9]|(?<![0-9])[0-9][0-9.,]{{0,12}}[＊*□■]{{1,8}}(?!ST))"
    r"|(?P<star>[＊*□■]{1,40}(?!ST))"
    "|(?P<lost>\ufffd{1,40}|[?？]{2,40})"
)
_SAID = {
    "figure": ("masked", "a figure is masked in the source, no value is read"),
    "star": ("masked", "characters are masked in the source"),
    "lost": ("damage", "characters were lost before this text was saved"),
}
_HIDDEN = re.compile(r"(?<=[×xX＊*□■])[0-9.,]+")
_LOST_FIGURE = re.compile(
    # 1?2个, 18.?GWh, 12,?00%
    rf"(?<=[0-9])[?？]{{1,8}}(?=[0-9])|(?<=[0-9]\.)[?？]{{1,8}}|(?<=[0-9.,])[?？]{{1,8}}(?={_REST}(?:{_AFTER}))"
    # 增长?2%, 总投资?亿元, ?至8家; not page?1 nor ?2027年
    r"|(?<![A-Za-z0-9/=&?.,])[?]{1,8}(?=(?!(?:19|20)[0-9]{2}年)[.,]?[0-9]|[至到][0-9]|[%‰]|[百千]?[万亿兆](?![一众事物])"
    rf"|[ \u00a0]?[百千万亿兆]{{0,2}}(?:美元|港元|(?![年月日天]){A_UNIT}|{RARE_UNIT}))"
)
_ASKS = re.compile("[吗呢谁哪几怎]|什么|为何|如何|多少|是否|能否")


def masks(text: str) -> Iterator[Place]:
    """Each masked figure, star and lost character, with what to say of it."""
    for found in _PLACES.finditer(text):
        code, message = _SAID[found.lastgroup or ""]
        yield Span(*found.span()), code, f"{message}: {found[0]!r}"


def marked(text: str) -> str:
    """The text, of the same length, with □ for each `?` that stands for characters of a figure; questions stay."""
    return _LOST_FIGURE.sub(lambda found: found[0] if _asked(text, found.start()) else "□" * len(found[0]), text)


def _asked(text: str, at: int) -> bool:
    """Whether the words before the mark ask: 目标是多少?3年后."""
    return not text[at - 1 : at].isdigit() and _ASKS.search(text, max(at - 16, 0), at) is not None


def covered(text: str, spans: Iterable[Span]) -> str:
    """The text, of the same length, with □ for the digits behind the masks of these figures: 1□2家 is not two."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], _HIDDEN.sub(lambda digits: "□" * len(digits[0]), span.of(text))]
        at = span.end
    return "".join([*pieces, text[at:]])
