"""Traditional to simplified script; the only file that knows opencc.

The table is built from the library's own dictionaries. Phrases whose value is not that of their characters (瞭解 is
了解, 乾隆 stays) go to the library itself.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from extract.models import Span

_CONVERTED_FROM = 0.25


@dataclass(frozen=True, slots=True)
class Tables:
    """The library's dictionaries as this program uses them."""

    characters: dict[int, str]
    phrases: tuple[str, ...]
    exceptional: tuple[str, ...]  # phrases whose value differs from their characters'
    traditional: frozenset[str]  # characters that t2s changes and simplified text never has
    simplified: frozenset[str]  # characters that traditional text never has


def _dictionary(name: str) -> dict[str, list[str]]:
    """A dictionary file of the library: key to its values, the preferred one first."""
    text = resources.files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8")
    return {key: values.split(" ") for key, _, values in (line.partition("\t") for line in text.split("\n")) if key}


def _in_gb2312(character: str) -> bool:
    """Whether a page in simplified script may hold it: 乾 and 於 are in the national standard, 業 is not."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read once."""
    characters = {ord(key): values[0] for key, values in _dictionary("TSCharacters").items()}
    phrases = {key: values[0] for key, values in _dictionary("TSPhrases").items()}
    changed = (chr(key) for key, value in characters.items() if chr(key) != value)
    return Tables(
        characters,
        tuple(phrases),
        tuple(key for key, value in phrases.items() if key.translate(characters) != value),
        frozenset(character for character in changed if not _in_gb2312(character)),
        frozenset(key for key, values in _dictionary("STCharacters").items() if key not in values),
    )


@lru_cache(maxsize=1)
def _library() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def script_of(text: str) -> tuple[str, bool]:
    """The script of a page and whether it must be converted; a few traditional names do not make it traditional."""
    traditional = sum(map(tables().traditional.__contains__, text))
    simplified = sum(map(tables().simplified.__contains__, text))
    if not traditional + simplified:
        return "none", False
    share = traditional / (traditional + simplified)
    if share < _CONVERTED_FROM:
        return "simplified", False
    return ("traditional" if share > 0.9 else "mixed"), True


def scales_simplified(text: str) -> str:
    """A text in simplified script with the 億 and 萬 that slipped into its figures."""
    return text.translate(_SCALES)


_SCALES = str.maketrans("億萬", "亿万")


def to_simplified(text: str, held: Iterable[str] = ()) -> str:
    """The text as the library's t2s gives it, of the same length; held terms keep their characters."""
    pieces, at = [], 0
    for span, term in _held_in(text, frozenset(held)):
        pieces += [_converted(text[at : span.start]), term]
        at = span.end
    return "".join([*pieces, _converted(text[at:])])


def _converted(text: str) -> str:
    """The text in simplified script; only clusters of overlapping phrases go to the library."""
    pieces, at = [], 0
    for cluster in _clusters(text):
        pieces += [text[at : cluster.start].translate(tables().characters), _library().convert(cluster.of(text))]
        at = cluster.end
    return "".join([*pieces, text[at:].translate(tables().characters)])


def _clusters(text: str) -> Iterator[Span]:
    """Stretches of overlapping phrases that hold an exceptional one; no phrase reaches across their edges."""
    if not any(phrase in text for phrase in tables().exceptional):
        return
    exceptional = set(tables().exceptional)
    cluster, needed = Span(0, 0), False
    for found in sorted(span for phrase in tables().phrases for span in _occurrences(phrase, text)):
        if found.start >= cluster.end:
            if needed:
                yield cluster
            cluster, needed = found, False
        cluster = Span(cluster.start, max(cluster.end, found.end))
        needed = needed or found.of(text) in exceptional
    if needed:
        yield cluster


def _occurrences(phrase: str, text: str) -> Iterator[Span]:
    """Every place of the phrase, overlapping ones too."""
    at = text.find(phrase)
    while at >= 0:
        yield Span(at, at + len(phrase))
        at = text.find(phrase, at + 1)


def _held_in(text: str, held: frozenset[str]) -> Iterator[tuple[Span, str]]:
    """The held terms of the text in either script: both 昇腾 and 昇騰 are held by 昇腾."""
    pattern = _held_pattern(held)
    for found in pattern.finditer(text) if pattern else ():
        term = next(name for name, value in found.groupdict().items() if value)
        yield Span(*found.span()), _terms(held)[int(term[1:])]


def _terms(held: frozenset[str]) -> list[str]:
    return sorted(filter(None, held), key=lambda term: (-len(term), term))


@lru_cache(maxsize=8)
def _held_pattern(held: frozenset[str]) -> re.Pattern[str] | None:
    """One named group for each term, each character in all its forms."""
    forms: dict[str, str] = {}
    for key, value in tables().characters.items():
        forms[value] = forms.get(value, "") + chr(key)
    groups = (
        f"(?P<t{number}>" + "".join(f"[{re.escape(c + forms.get(c, ''))}]" for c in term) + ")"
        for number, term in enumerate(_terms(held))
    )
    return re.compile("|".join(groups)) if _terms(held) else None
